import { describe, expect, it } from 'vitest';
import type { Core } from '../../../src/crypto/core.ts';
import { OutOfMemoryError } from '../../../src/crypto/errors.ts';
import { createVault } from '../../../src/vault/create-vault.ts';
import { parseHeader } from '../../../src/vault/header.ts';
import { unlockVault } from '../../../src/vault/unlock-vault.ts';
import { twinCore } from '../../support/twin-core.ts';
import {
  codeOf,
  dump,
  freshDatabase,
  makeVault,
  now,
  passphrase,
  put,
  recordId,
  testCost,
  testPolicy,
  textOf,
  unlock,
} from './support.ts';

describe('a new vault', () => {
  it('is a header, a root and its own bookkeeping, and opens under its passphrase', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db, { label: 'main' });
    const rows = await dump(db);
    expect([...rows.header.keys()]).toEqual(['current']);
    expect(rows.manifest.has('root')).toBe(true);
    const stores = ['slots', 'journal', 'activity', 'activity-head'];
    const counts = await Promise.all(stores.map(async (store) => (await vault.list(store)).length));
    expect(counts).toEqual([1, 1, 1, 1]);
    expect(rows.records.size).toBe(4);
    expect(vault.counter).toBe(1);
    expect(parseHeader(rows.header.get('current'))).toMatchObject({
      vaultId: vault.vaultId,
      epoch: 1,
      slots: [{ type: 'password' }],
    });
    expect((await unlock(db)).vaultId).toEqual(vault.vaultId);
    const clear = [...rows.header.values(), ...rows.records.values(), ...rows.manifest.values()];
    expect(clear.filter((row) => Buffer.from(row).includes('main'))).toEqual([]);
  });

  it('is another one each time', async () => {
    const [one, two] = [await makeVault(await freshDatabase()), await makeVault(await freshDatabase())];
    expect(one.vaultId).not.toEqual(two.vaultId);
    expect(one.deriveKey('self-slot')).not.toEqual(two.deriveKey('self-slot'));
  });

  it('holds its first contents from the transaction that made it, and their bytes are wiped', async () => {
    const db = await freshDatabase();
    const change = put(recordId(1), 'from the start');
    const vault = await makeVault(db, { contents: () => [change] });
    expect(await textOf(vault, recordId(1))).toBe('from the start');
    expect(change).toMatchObject({ value: new Uint8Array(14) });
    await vault.write([put(recordId(2), 'later')]);
    const again = await unlock(db);
    expect(await again.verify()).toEqual({ missing: [], added: [], changed: [], buckets: [] });
    expect([await textOf(again, recordId(1)), await textOf(again, recordId(2))]).toEqual(['from the start', 'later']);
  });

  it('is not made at all where its first contents cannot be written', async () => {
    const db = await freshDatabase();
    const same = put(recordId(1), 'twice');
    await expect(makeVault(db, { contents: () => [same, same] })).rejects.toThrow(RangeError);
    expect((await dump(db)).header.size).toBe(0);
    expect(await codeOf(unlock(db))).toBe('vault-missing');
  });

  it('is never made over one that is there', async () => {
    const db = await freshDatabase();
    await makeVault(db);
    const before = await dump(db);
    expect(await codeOf(makeVault(db))).toBe('vault-exists');
    expect(await dump(db)).toEqual(before);
  });

  it('needs a passphrase, and KDF parameters within the policy', async () => {
    const db = await freshDatabase();
    expect(await codeOf(makeVault(db, { passphrase: '' }))).toBe('passphrase-empty');
    const kdf = { kdf: 'argon2id', memoryKiB: 8, iterations: 1, parallelism: 1 } as const;
    expect(await codeOf(makeVault(db, { kdf }))).toBe('kdf-parameters');
    expect((await dump(db)).header.size).toBe(0);
  });

  it('takes PBKDF2 with 600,000 iterations only where Argon2id has no memory and the person agrees', async () => {
    const db = await freshDatabase();
    const poor: Core = {
      ...twinCore,
      argon2id: () => {
        throw new OutOfMemoryError(131_072);
      },
    };
    expect(await codeOf(createVault(poor, db, { passphrase, now }))).toBe('out-of-memory');
    expect((await dump(db)).header.size).toBe(0);
    (await createVault(poor, db, { passphrase, now, weaker: true })).close();
    const [slot] = parseHeader(await db.get('header', 'current')).slots;
    expect(slot).toMatchObject({ parameters: { kdf: 'pbkdf2-sha256', iterations: 600_000 } });
    (await unlockVault(poor, db, { passphrase })).close();
    const strong = await freshDatabase();
    (await createVault(twinCore, strong, { passphrase, now, kdf: testCost, policy: testPolicy, weaker: true })).close();
    expect(parseHeader(await strong.get('header', 'current')).slots[0]).toMatchObject({ parameters: testCost });
    const rich = await freshDatabase();
    await makeVault(rich);
    expect(await codeOf(unlockVault(poor, rich, { passphrase, policy: testPolicy }))).toBe('out-of-memory');
    const broken: Core = {
      ...twinCore,
      argon2id: () => {
        throw new RangeError('a defect');
      },
    };
    await expect(createVault(broken, await freshDatabase(), { passphrase, now, weaker: true })).rejects.toThrow(
      RangeError,
    );
  });

  it('leaves no secret in the arrays it worked with where it fails', async () => {
    const keys: Uint8Array[] = [];
    const core: Core = {
      ...twinCore,
      hkdfSha256: (...values) => {
        const key = twinCore.hkdfSha256(...values);
        keys.push(key);
        return key;
      },
    };
    const db = await freshDatabase();
    await makeVault(db);
    const kdf = { kdf: 'argon2id', memoryKiB: 32, iterations: 1, parallelism: 1 } as const;
    expect(await codeOf(createVault(core, db, { passphrase, now, kdf, policy: testPolicy }))).toBe('vault-exists');
    expect(keys).toHaveLength(4);
    for (const key of keys) expect(key.every((byte) => byte === 0)).toBe(true);
  });
});
