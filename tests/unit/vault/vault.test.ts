import { describe, expect, it } from 'vitest';
import { isSound } from '../../../src/vault/damage.ts';
import { codeOf, freshDatabase, makeVault, put, recordId, remove, textOf, unlock } from './support.ts';

describe('an open vault', () => {
  it('gives back after unlocking what was written before', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    await vault.write([put(recordId(1), 'one'), put(recordId(2), 'two')]);
    vault.close();
    const again = await unlock(db);
    expect(await textOf(again, recordId(1))).toBe('one');
    expect(await textOf(again, recordId(2))).toBe('two');
    expect(isSound(again.damage)).toBe(true);
  });

  it('lists the records of one store and no other', async () => {
    const vault = await makeVault(await freshDatabase());
    await vault.write([put(recordId(1), 'a', 'x'), put(recordId(2), 'b', 'y'), put(recordId(3), 'c', 'x')]);
    const records = await vault.list('x');
    expect(records.map((record) => new TextDecoder().decode(record.value)).sort()).toEqual(['a', 'c']);
    expect(await vault.get('y', recordId(1))).toBeUndefined();
  });

  it('replaces and deletes, and counts every write', async () => {
    const vault = await makeVault(await freshDatabase());
    await vault.write([put(recordId(1), 'one')]);
    await vault.write([put(recordId(1), 'two')]);
    expect((await vault.get('notes', recordId(1)))?.revision).toBe(2);
    await vault.write([remove(recordId(1))]);
    expect(await textOf(vault, recordId(1))).toBeUndefined();
    expect(vault.counter).toBe(4);
    expect(isSound(await vault.verify())).toBe(true);
  });

  it('writes all changes of one call or none', async () => {
    const vault = await makeVault(await freshDatabase());
    await vault.write([put(recordId(1), 'old', 'other')]);
    await expect(vault.write([put(recordId(2), 'new'), put(recordId(1), 'stolen')])).rejects.toThrow(RangeError);
    await expect(vault.write([put(recordId(3), 'x'), remove(recordId(3))])).rejects.toThrow(RangeError);
    expect(await vault.list('notes')).toEqual([]);
    expect(vault.counter).toBe(2);
  });

  it('writes nothing where nothing changes', async () => {
    const vault = await makeVault(await freshDatabase());
    await vault.write([remove(recordId(1))]);
    await vault.write([]);
    await vault.update('notes', recordId(1), () => undefined);
    expect(vault.counter).toBe(1);
  });

  it('is of no use once closed', async () => {
    const vault = await makeVault(await freshDatabase());
    vault.close();
    expect(vault.isOpen).toBe(false);
    expect(await codeOf(vault.list('notes'))).toBe('vault-locked');
    expect(await codeOf(vault.get('notes', recordId(1)))).toBe('vault-locked');
    expect(await codeOf(vault.write([put(recordId(1), 'one')]))).toBe('vault-locked');
    expect(await codeOf(vault.verify())).toBe('vault-locked');
    expect(() => vault.deriveKey('self-slot')).toThrow('vault-locked');
    expect(() => vault.deriveRecordId('notes', 'one')).toThrow('vault-locked');
  });

  it('says locked, not damaged, and writes nothing where it is closed in the middle of a call', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    await vault.write([put(recordId(1), 'one')]);
    const calls = [vault.get('notes', recordId(1)), vault.write([put(recordId(1), 'two')]), vault.verify()];
    vault.close();
    expect(await Promise.all(calls.map(codeOf))).toEqual(['vault-locked', 'vault-locked', 'vault-locked']);
    expect(await textOf(await unlock(db), recordId(1))).toBe('one');
  });

  it('derives the same key for a label after every unlock, and only for labels that are given out', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    const key = vault.deriveKey('self-slot');
    expect(key).toHaveLength(32);
    expect((await unlock(db)).deriveKey('self-slot')).toEqual(key);
    expect(() => vault.deriveKey('record-wrap' as 'self-slot')).toThrow(RangeError);
  });

  it('names records by ids that are stable in one vault and different in another', async () => {
    const db = await freshDatabase();
    const id = (await makeVault(db)).deriveRecordId('drafts', 'https://example.org/#a');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect((await unlock(db)).deriveRecordId('drafts', 'https://example.org/#a')).toBe(id);
    expect((await makeVault(await freshDatabase())).deriveRecordId('drafts', 'https://example.org/#a')).not.toBe(id);
  });
});
