import { describe, expect, it, vi } from 'vitest';
import { isSound } from '../../../src/vault/damage.ts';
import { isEmpty, openDatabase, vaultExists } from '../../../src/vault/database.ts';
import { storageError } from '../../../src/vault/storage-error.ts';
import { codeOf, freshDatabase, makeVault, put, recordId, unlock } from './support.ts';

describe('the database', () => {
  it('tells empty, a vault, and what is left of one apart', async () => {
    const db = await freshDatabase();
    expect([await vaultExists(db), await isEmpty(db)]).toEqual([false, true]);
    const vault = await makeVault(db);
    await vault.write([put(recordId(1), 'one')]);
    expect([await vaultExists(db), await isEmpty(db)]).toEqual([true, false]);
    await db.clear('header');
    expect([await vaultExists(db), await isEmpty(db)]).toEqual([false, false]);
  });

  it('takes a new vault in the place of the old one only where that is said', async () => {
    const db = await freshDatabase();
    await (await makeVault(db)).write([put(recordId(1), 'one')]);
    expect(await codeOf(makeVault(db))).toBe('vault-exists');
    await makeVault(db, { replace: true, passphrase: 'another one' });
    expect(await codeOf(unlock(db))).toBe('passphrase-wrong');
    const vault = await unlock(db, 'another one');
    expect(isSound(vault.damage)).toBe(true);
    expect(await vault.get('contacts', recordId(1))).toBeUndefined();
  });
});

describe('a database of IndexedDB version 1', () => {
  /** As the first version made it, with one row. */
  const makeOld = (name: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        for (const store of ['header', 'records', 'manifest']) request.result.createObjectStore(store);
        request.transaction?.objectStore('records').put(Uint8Array.of(7), recordId(1));
      };
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
      request.onerror = () => reject(request.error);
    });

  it('gets the store it lacks and keeps every row', async () => {
    const name = crypto.randomUUID();
    await makeOld(name);
    const db = await freshDatabase(name);
    expect(db.version).toBe(2);
    expect([...db.objectStoreNames].sort()).toEqual(['device', 'header', 'manifest', 'records']);
    expect(await db.get('records', recordId(1))).toEqual(Uint8Array.of(7));
    expect([await vaultExists(db), await isEmpty(db)]).toEqual([false, false]);
  });

  it('stays as it was where the upgrade is cut off, and is upgraded the next time', async () => {
    const name = crypto.randomUUID();
    await makeOld(name);
    const original = IDBDatabase.prototype.createObjectStore;
    const spy = vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementation(function (
      this: IDBDatabase,
      ...values
    ) {
      const store = original.apply(this, values);
      store.transaction.abort();
      return store;
    });
    expect(await codeOf(openDatabase(name))).toBe('storage-failed');
    expect(spy).toHaveBeenCalledTimes(1);
    spy.mockRestore();
    const versions = await indexedDB.databases();
    expect(versions.find((each) => each.name === name)?.version).toBe(1);
    const db = await freshDatabase(name);
    expect(await db.get('records', recordId(1))).toEqual(Uint8Array.of(7));
    expect(db.objectStoreNames.contains('device')).toBe(true);
  });
});

describe('an error of the database', () => {
  it('has a code and keeps its cause', () => {
    const full = new DOMException('', 'QuotaExceededError');
    expect(storageError(full)).toMatchObject({ code: 'storage-full', cause: full });
    expect(storageError(new DOMException('', 'UnknownError'))).toMatchObject({
      code: 'storage-failed',
      details: { reason: 'UnknownError' },
    });
  });

  it('is not made of an error that is none of its own', () => {
    const defect = new TypeError('a defect');
    expect(storageError(defect)).toBe(defect);
  });
});
