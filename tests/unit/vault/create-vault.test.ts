import { describe, expect, it } from 'vitest';
import type { Core } from '../../../src/crypto/core.ts';
import { createVault } from '../../../src/vault/create-vault.ts';
import { parseHeader } from '../../../src/vault/header.ts';
import { unlockVault } from '../../../src/vault/unlock-vault.ts';
import { twinCore } from '../../support/twin-core.ts';
import { codeOf, dump, freshDatabase, makeVault, now, passphrase, testPolicy, unlock } from './support.ts';

describe('a new vault', () => {
  it('is one header and one root, and opens under its passphrase', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db, { label: 'main' });
    const rows = await dump(db);
    expect([[...rows.header.keys()], [...rows.manifest.keys()], [...rows.records.keys()]]).toEqual([
      ['current'],
      ['root'],
      [],
    ]);
    expect(parseHeader(rows.header.get('current'))).toMatchObject({
      vaultId: vault.vaultId,
      epoch: 1,
      slots: [{ created: now, label: 'main' }],
    });
    expect((await unlock(db)).vaultId).toEqual(vault.vaultId);
  });

  it('is another one each time', async () => {
    const [one, two] = [await makeVault(await freshDatabase()), await makeVault(await freshDatabase())];
    expect(one.vaultId).not.toEqual(two.vaultId);
    expect(one.deriveKey('self-slot')).not.toEqual(two.deriveKey('self-slot'));
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

  it('falls back to PBKDF2 with 310,000 iterations only where Argon2id has no memory', async () => {
    const db = await freshDatabase();
    const poor: Core = {
      ...twinCore,
      argon2id: () => {
        throw new RangeError('could not allocate memory');
      },
    };
    (await createVault(poor, db, { passphrase, now })).close();
    const [slot] = parseHeader(await db.get('header', 'current')).slots;
    expect(slot).toMatchObject({ parameters: { kdf: 'pbkdf2-sha256', iterations: 310_000 } });
    (await unlockVault(poor, db, { passphrase })).close();
    const broken: Core = {
      ...twinCore,
      argon2id: () => {
        throw new TypeError('a defect');
      },
    };
    await expect(createVault(broken, await freshDatabase(), { passphrase, now })).rejects.toThrow(TypeError);
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
