import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodeHex } from '../../../../src/bytes/hex.ts';
import { readActivity } from '../../../../src/vault/activity/read-activity.ts';
import { isSound } from '../../../../src/vault/damage.ts';
import type { VaultDatabase } from '../../../../src/vault/database.ts';
import { parseHeader } from '../../../../src/vault/header.ts';
import { continueRotation } from '../../../../src/vault/rotation/continue-rotation.ts';
import { rotateVaultKey } from '../../../../src/vault/rotation/rotate-vault-key.ts';
import { loadSelfKeys } from '../../../../src/vault/rotation/self-keys.ts';
import { settleUnlock } from '../../../../src/vault/settle-unlock.ts';
import {
  addPasskeySlot,
  addPasswordSlot,
  addPinSlot,
  addRecoverySlot,
  makePrfSalt,
} from '../../../../src/vault/slots/add-slot.ts';
import { listSlots } from '../../../../src/vault/slots/list-slots.ts';
import type { WayIn } from '../../../../src/vault/slots/secrets.ts';
import type { Vault } from '../../../../src/vault/vault.ts';
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
  unlockBy,
} from '../support.ts';

const password: WayIn = { kind: 'password', passphrase };
const options = (ways: readonly WayIn[] = [password]) => ({ now, ways, policy: testPolicy });
const records = 200;

const fullVault = async (db: VaultDatabase): Promise<Vault> => {
  const vault = await makeVault(db);
  await vault.write(Array.from({ length: records }, (_, n) => put(recordId(n), `text ${n}`)));
  return vault;
};

const expectWhole = async (vault: Vault): Promise<void> => {
  expect(isSound(await vault.verify())).toBe(true);
  const texts = (await vault.list('notes')).map(({ value }) => new TextDecoder().decode(value));
  expect(texts.sort()).toEqual(Array.from({ length: records }, (_, n) => `text ${n}`).sort());
};

const restore = async (db: VaultDatabase, rows: Awaited<ReturnType<typeof dump>>): Promise<void> => {
  for (const store of ['header', 'records', 'manifest'] as const) {
    await db.clear(store);
    for (const [key, row] of rows[store]) await db.put(store, row, key);
  }
  await db.clear('device');
};

/** The browser dies before the transaction after the n-th that writes. Says how many there were. */
const dieAfter = (n: number): (() => number) => {
  let seen = 0;
  const original = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...values) {
    if (values[1] === 'readwrite' && seen++ >= n) throw new DOMException('gone', 'InvalidStateError');
    return original.apply(this, values);
  });
  return () => seen;
};

afterEach(() => vi.restoreAllMocks());

describe('another vault key', () => {
  it('changes 40 bytes of every record and no other, and everything is there afterwards', async () => {
    const db = await freshDatabase();
    const vault = await fullVault(db);
    const before = await dump(db);
    const told: number[] = [];
    const result = await rotateVaultKey(vault, {
      ...options(),
      onProgress: ({ done, total }) => told.push(done / total),
    });
    expect(result).toEqual({ removed: [], finished: true });
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    const after = await dump(db);
    for (const { id } of await vault.list('notes')) {
      const [one, two] = [before.records.get(id)!, after.records.get(id)!];
      expect(two.slice(0, 40)).not.toEqual(one.slice(0, 40));
      expect(two.slice(40)).toEqual(one.slice(40));
    }
    await expectWhole(vault);
    expect(parseHeader(after.header.get('current'))).toMatchObject({ epoch: 2 });
    expect(parseHeader(after.header.get('current')).previous).toBeUndefined();
    await vault.write([put(recordId(1), 'text 1')]);
    await expectWhole(await unlock(db));
    expect((await readActivity(vault)).events.map(({ kind }) => kind)).toContain('vault-key-changed');
  });

  it('can be stopped after every single transaction, and loses nothing', async () => {
    const db = await freshDatabase();
    (await fullVault(db)).close();
    const start = await dump(db);
    const transactions = dieAfter(Number.POSITIVE_INFINITY);
    await rotateVaultKey(await unlock(db), options());
    // Unlocking and the proof are counted twice each; then the beginning, the batches and the end.
    const total = transactions();
    vi.restoreAllMocks();
    expect(total).toBe(2 + 2 + 1 + Math.ceil((records + 5) / 64) + 1);
    for (let n = 2; n < total; n++) {
      await restore(db, start);
      const vault = await unlock(db);
      const seen = dieAfter(n - 2);
      expect(await codeOf(rotateVaultKey(vault, options()))).toBe('storage-failed');
      vi.restoreAllMocks();
      expect(seen()).toBeGreaterThan(n - 2);
      vault.close();
      const again = await unlock(db);
      await expectWhole(again);
      const { rotationUnfinished } = await settleUnlock(again, { now });
      expect(rotationUnfinished).toBe(n >= 5);
      await again.write([put(recordId(3), 'text 3')]);
      expect(await continueRotation(again)).toEqual({ finished: true });
      await expectWhole(again);
      expect(parseHeader(await db.get('header', 'current')).previous).toBeUndefined();
      await expectWhole(await unlock(db));
    }
  });

  it('can be stopped by a signal between two transactions, and goes on where it is asked to', async () => {
    const db = await freshDatabase();
    const vault = await fullVault(db);
    const stop = new AbortController();
    const told: number[] = [];
    const onProgress = ({ done }: { done: number }) => {
      told.push(done);
      if (told.length === 2) stop.abort();
    };
    expect(await rotateVaultKey(vault, { ...options(), onProgress, signal: stop.signal })).toMatchObject({
      finished: false,
    });
    expect(told).toEqual([64, 128]);
    await expectWhole(vault);
    const other = await unlock(db);
    await expectWhole(other);
    expect(await rotateVaultKey(other, options())).toMatchObject({ finished: true });
    expect(parseHeader(await db.get('header', 'current')).epoch).toBe(3);
    await expectWhole(other);
  });

  it('keeps every earlier self-slot key, newest first, so that old texts to myself still open', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    const seen = [encodeHex(vault.deriveKey('self-slot'))];
    for (let n = 0; n < 3; n++) {
      await rotateVaultKey(vault, options());
      seen.unshift(encodeHex(vault.deriveKey('self-slot')));
    }
    expect(new Set(seen).size).toBe(4);
    expect((await loadSelfKeys(await unlock(db))).map(encodeHex)).toEqual(seen);
  });

  it('keeps the ways in that were brought, and names those that were not', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db, { label: 'mine' });
    const { groups } = await addRecoverySlot(vault, { name: 'sheet', now });
    const pin = await addPinSlot(vault, '2468', { name: 'pin', now, kdf: testCost, policy: testPolicy });
    const output = () => Uint8Array.from({ length: 32 }, (_, n) => n);
    const credentialId = new Uint8Array(16).fill(1);
    const passkey = await addPasskeySlot(
      vault,
      { credentialId, prfSalt: makePrfSalt(vault), output: output() },
      { name: 'key', now },
    );
    const recovery: WayIn = { kind: 'recovery', recoveryKey: groups.join(' ') };
    const result = await rotateVaultKey(
      vault,
      options([recovery, { kind: 'passkey', credentialId, output: output() }]),
    );
    expect(result.removed).toHaveLength(2);
    expect(result.removed).toContain(pin);
    expect(result.removed).not.toContain(passkey);
    expect((await listSlots(vault)).map(({ kind, name }) => [kind, name])).toEqual([
      ['recovery', 'sheet'],
      ['passkey', 'key'],
    ]);
    expect((await unlockBy(db, recovery)).isOpen).toBe(true);
    expect((await unlockBy(db, { kind: 'passkey', credentialId, output: output() })).isOpen).toBe(true);
    expect(await codeOf(unlock(db))).toBe('passphrase-wrong');
    expect(await db.get('device', 'pin')).toBeUndefined();
    expect(await codeOf(rotateVaultKey(vault, options([{ kind: 'passkey', credentialId, output: output() }])))).toBe(
      'slot-last',
    );
    expect(await codeOf(rotateVaultKey(vault, options([])))).toBe('slot-last');
    expect(await codeOf(rotateVaultKey(vault, options([password])))).toBe('passphrase-wrong');
    expect(parseHeader(await db.get('header', 'current')).epoch).toBe(2);
  });

  it('takes nothing away where one secret was brought for two slots: the second would be lost unseen', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    await addPasswordSlot(vault, 'second passphrase', { name: 'second', now, kdf: testCost, policy: testPolicy });
    const { groups } = await addRecoverySlot(vault, { name: 'paper', now });
    await addRecoverySlot(vault, { name: 'other paper', now });
    const paper: WayIn = { kind: 'recovery', recoveryKey: groups.join('-') };
    const before = await dump(db);
    expect(await codeOf(rotateVaultKey(vault, options([password, password])))).toBe('passphrase-wrong');
    expect(await codeOf(rotateVaultKey(vault, options([paper, paper])))).toBe('recovery-key-wrong');
    expect(await dump(db)).toEqual(before);
  });

  it('is told to anyone who holds the old one, who writes nothing any more', async () => {
    const name = crypto.randomUUID();
    const vault = await fullVault(await freshDatabase(name));
    const stale = await unlock(await freshDatabase(name));
    await rotateVaultKey(vault, options());
    expect(await codeOf(stale.get('notes', recordId(1)))).toBe('vault-key-changed');
    expect(await codeOf(stale.write([put(recordId(1), 'lost?')]))).toBe('vault-key-changed');
    expect(await codeOf(stale.verify())).toBe('vault-key-changed');
    await expectWhole(vault);
  });

  it('goes past damaged records and leaves them as damaged as they were', async () => {
    const db = await freshDatabase();
    const vault = await fullVault(db);
    const rows: [string, number][] = [
      [recordId(5), 3],
      [recordId(6), 70],
    ];
    for (const [id, at] of rows) {
      const row = (await db.get('records', id))!;
      row[at]! ^= 1;
      await db.put('records', row, id);
    }
    await db.put('records', 'junk' as never, recordId(7));
    expect(await rotateVaultKey(vault, options())).toMatchObject({ finished: true });
    const again = await unlock(db);
    expect((await again.verify()).changed.toSorted()).toEqual([recordId(5), recordId(6), recordId(7)]);
    expect(await textOf(again, recordId(8))).toBe('text 8');
    await again.write([put(recordId(5), 'healed')]);
    expect(await textOf(again, recordId(5))).toBe('healed');
  });
});
