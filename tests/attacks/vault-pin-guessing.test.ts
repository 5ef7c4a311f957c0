import { describe, expect, it, vi } from 'vitest';
import type { Core } from '../../src/crypto/core.ts';
import { StoppedError } from '../../src/keeper/errors.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { addPinSlot } from '../../src/vault/slots/add-slot.ts';
import { listSlots } from '../../src/vault/slots/list-slots.ts';
import { takePinAttempt } from '../../src/vault/slots/pin-device.ts';
import { unlockVaultBy } from '../../src/vault/unlock-vault.ts';
import { twinCore } from '../support/twin-core.ts';
import {
  codeOf,
  freshDatabase,
  makeVault,
  now,
  put,
  recordId,
  testCost,
  testPolicy,
  textOf,
  unlock,
  unlockBy,
} from '../unit/vault/support.ts';

const pinned = async (name: string = crypto.randomUUID()): Promise<VaultDatabase> => {
  const db = await freshDatabase(name);
  const vault = await makeVault(db);
  await vault.write([put(recordId(1), 'kept')]);
  await addPinSlot(vault, '2468', { name: '', now, kdf: testCost, policy: testPolicy });
  vault.close();
  return db;
};
const tryPin = (db: VaultDatabase, pin: string) => unlockBy(db, { kind: 'pin', pin });

describe('guessing the PIN', () => {
  it('erases it after five wrong ones, and then the right one opens nothing', async () => {
    const db = await pinned();
    for (const left of [4, 3, 2, 1])
      await expect(tryPin(db, '1111')).rejects.toMatchObject({ code: 'pin-wrong', details: { left } });
    expect(await codeOf(tryPin(db, '1111'))).toBe('pin-erased');
    expect(await db.get('device', 'pin')).toBeUndefined();
    expect(await codeOf(tryPin(db, '2468'))).toBe('pin-erased');
    const vault = await unlock(db);
    expect(await textOf(vault, recordId(1))).toBe('kept');
    expect((await listSlots(vault)).find(({ kind }) => kind === 'pin')).toMatchObject({ attemptsLeft: 0 });
  });

  it('begins again after the right one', async () => {
    const db = await pinned();
    for (let n = 0; n < 4; n++) await codeOf(tryPin(db, '1111'));
    expect((await tryPin(db, '2468')).isOpen).toBe(true);
    for (let n = 0; n < 4; n++) await codeOf(tryPin(db, '1111'));
    expect((await tryPin(db, '2468')).isOpen).toBe(true);
  });

  it('by killing Fieldseal in the middle of each attempt gives five attempts all the same', async () => {
    const db = await pinned();
    const slotId = ((await db.get('device', 'pin')) as { slotId: Uint8Array }).slotId;
    // What is written before the PIN is tried; the end of the attempt never comes.
    for (let n = 0; n < 5; n++) expect((await takePinAttempt(db, slotId)).left).toBe(4 - n);
    expect(await codeOf(tryPin(db, '2468'))).toBe('pin-erased');
    expect(await db.get('device', 'pin')).toBeUndefined();
  });

  it('costs no attempt where it was ended while the PIN was stretched, and gives none more', async () => {
    const db = await pinned();
    const endings: Core = {
      ...twinCore,
      stretch: async () => {
        throw new StoppedError();
      },
    };
    const end = () => unlockVaultBy(endings, db, { kind: 'pin', pin: '2468' }, { policy: testPolicy });
    const failures = async () => ((await db.get('device', 'pin')) as { failures: number }).failures;
    for (let n = 0; n < 7; n++) expect(await codeOf(end())).toBe('stopped');
    expect(await failures()).toBe(0);
    for (const left of [4, 3, 2, 1]) {
      await expect(tryPin(db, '1111')).rejects.toMatchObject({ code: 'pin-wrong', details: { left } });
      await codeOf(end());
      expect(await failures()).toBe(5 - left);
    }
    expect(await codeOf(tryPin(db, '1111'))).toBe('pin-erased');
  });

  it('in many tabs at once gives five attempts in all', async () => {
    const name = crypto.randomUUID();
    await pinned(name);
    const tabs = await Promise.all(Array.from({ length: 12 }, () => freshDatabase(name)));
    const outcomes = await Promise.all(tabs.map((db) => codeOf(tryPin(db, '1111'))));
    expect(outcomes.filter((code) => code === 'pin-wrong')).toHaveLength(4);
    expect(outcomes.filter((code) => code === 'pin-erased')).toHaveLength(8);
  });

  it('on another device, with a copy of the vault alone, opens nothing even with the right one', async () => {
    const [db, copy] = [await pinned(), await freshDatabase()];
    for (const store of ['header', 'manifest', 'records'] as const)
      for (const key of await db.getAllKeys(store)) await copy.put(store, (await db.get(store, key))!, key);
    expect(await codeOf(tryPin(copy, '2468'))).toBe('pin-erased');
    // With a device secret of its own making neither.
    const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
    const row = (await db.get('device', 'pin')) as { slotId: Uint8Array };
    await copy.put('device', { slotId: row.slotId, key, failures: 0 }, 'pin');
    expect(await codeOf(tryPin(copy, '2468'))).toBe('pin-wrong');
    expect((await tryPin(db, '2468')).isOpen).toBe(true);
  });

  it('finds a device secret that scripts cannot take out', async () => {
    const db = await pinned();
    const { key } = (await db.get('device', 'pin')) as { key: CryptoKey };
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('is told from a row that is no device secret', async () => {
    const db = await pinned();
    for (const junk of ['pin', { key: 1 }, { slotId: new Uint8Array(16), key: {}, failures: 0 }]) {
      await db.put('device', junk as never, 'pin');
      expect(await codeOf(tryPin(db, '2468'))).toBe('pin-erased');
    }
  });

  it('is not tried at all where the disk is full, since it could not be counted', async () => {
    const db = await pinned();
    const original = IDBObjectStore.prototype.put;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...values
    ) {
      const request = original.apply(this, values);
      (this.transaction as unknown as { _abort(reason: string): void })._abort('QuotaExceededError');
      return request;
    });
    expect(await codeOf(tryPin(db, '2468'))).toBe('storage-full');
    spy.mockRestore();
    expect((await tryPin(db, '2468')).isOpen).toBe(true);
  });

  it('goes on against the earlier one, with its count, where the change of it was cut off', async () => {
    const db = await pinned();
    await codeOf(tryPin(db, '1111'));
    const vault = await unlock(db);
    const change = () => addPinSlot(vault, '1357', { name: '', now, kdf: testCost, policy: testPolicy });
    const original = IDBObjectStore.prototype.put;
    const cutOff = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...values
    ) {
      const request = original.apply(this, values);
      if (values[1] === 'root') (this.transaction as unknown as { _abort(reason: string): void })._abort('AbortError');
      return request;
    });
    expect(await codeOf(change())).toBe('storage-failed');
    cutOff.mockRestore();
    expect((await listSlots(vault)).find(({ kind }) => kind === 'pin')).toMatchObject({ attemptsLeft: 4 });
    expect((await tryPin(db, '2468')).isOpen).toBe(true);
    await change();
    expect((await tryPin(db, '1357')).isOpen).toBe(true);
  });

  it('needs four characters at least', async () => {
    const vault = await makeVault(await freshDatabase());
    const add = addPinSlot(vault, '123', { name: '', now, kdf: testCost, policy: testPolicy });
    await expect(add).rejects.toMatchObject({ code: 'pin-too-short', details: { least: 4 } });
  });
});
