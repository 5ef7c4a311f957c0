import { describe, expect, it } from 'vitest';
import { databaseVersion, openDatabase } from '../../src/vault/database.ts';
import { codeOf, freshDatabase, makeVault, put, recordId, textOf, unlock } from '../unit/vault/support.ts';

describe('an older tab while a later version upgrades', () => {
  it('lets go of the database, so that the upgrade is not blocked, and says so when it is used', async () => {
    const name = crypto.randomUUID();
    const vault = await makeVault(await freshDatabase(name));
    await vault.write([put(recordId(1), 'one')]);
    const later = await openDatabase(name, databaseVersion + 1);
    expect(later.version).toBe(databaseVersion + 1);
    expect(await codeOf(vault.write([put(recordId(1), 'two')]))).toBe('storage-failed');
    expect(await codeOf(vault.get('notes', recordId(1)))).toBe('storage-failed');
    expect(await textOf(await unlock(later), recordId(1))).toBe('one');
    later.close();
  });

  it('is told that the vault is newer when it opens it again', async () => {
    const name = crypto.randomUUID();
    (await openDatabase(name, databaseVersion + 1)).close();
    expect(await codeOf(openDatabase(name))).toBe('newer-version');
  });

  it('that does not let go blocks the upgrade with an error of its own, and the upgrade works afterwards', async () => {
    const name = crypto.randomUUID();
    const stubborn = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name, databaseVersion);
      request.onsuccess = () => resolve(request.result);
    });
    expect(await codeOf(openDatabase(name, databaseVersion + 1))).toBe('storage-blocked');
    stubborn.close();
    const later = await openDatabase(name, databaseVersion + 1);
    expect([...later.objectStoreNames].sort()).toEqual(['device', 'header', 'manifest', 'records']);
    later.close();
  });
});
