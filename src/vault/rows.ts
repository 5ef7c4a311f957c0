import type { IDBPObjectStore } from 'idb';
import { equal } from '../bytes/bytes.ts';
import { headerKey, storeNames, type VaultDatabase, type VaultSchema } from './database.ts';
import type { Manifest } from './manifest.ts';
import { rootKey } from './manifest-root.ts';
import type { PreparedWrite } from './prepare-write.ts';
import { storageError } from './storage-error.ts';

/** Every row of the vault, from one consistent view. Values are whatever the profile holds. */
export interface VaultRows {
  readonly header: unknown;
  readonly manifest: ReadonlyMap<string, unknown>;
  readonly records: ReadonlyMap<string, unknown>;
}

/** The header row and the number of records. @throws StorageFailedError */
export const readHeader = async (db: VaultDatabase): Promise<{ header: unknown; records: number }> => {
  try {
    return { header: await db.get('header', headerKey), records: await db.count('records') };
  } catch (error) {
    throw storageError(error);
  }
};

/** @throws StorageFailedError */
export const readRows = async (db: VaultDatabase): Promise<VaultRows> => {
  try {
    const transaction = db.transaction(storeNames);
    const [manifest, records] = [transaction.objectStore('manifest'), transaction.objectStore('records')];
    const [header, manifestKeys, manifestValues, recordKeys, recordValues] = await Promise.all([
      transaction.objectStore('header').get(headerKey),
      manifest.getAllKeys(),
      manifest.getAll(),
      records.getAllKeys(),
      records.getAll(),
      transaction.done,
    ]);
    return { header, manifest: zip(manifestKeys, manifestValues), records: zip(recordKeys, recordValues) };
  } catch (error) {
    throw storageError(error);
  }
};

const zip = (keys: readonly IDBValidKey[], values: readonly unknown[]): Map<string, unknown> =>
  new Map(keys.map((key, index) => [typeof key === 'string' ? key : `not a string: ${index}`, values[index]]));

/**
 * Writes everything or nothing, in one strict transaction, if the root is still the one the write was prepared against.
 * Whether it was written: if not, another writer came first.
 * @throws StorageFullError, StorageFailedError: nothing was written
 */
export const commitWrite = (db: VaultDatabase, base: Manifest, write: PreparedWrite): Promise<boolean> =>
  inStrictTransaction(db, async (stores) => {
    const row: unknown = await stores.manifest.get(rootKey);
    if (!(row instanceof Uint8Array) || !equal(row, base.rootRow)) return false;
    const requests: Promise<unknown>[] = [];
    for (const [id, bytes] of write.records)
      requests.push(bytes ? stores.records.put(bytes, id) : stores.records.delete(id));
    for (const [key, bytes] of write.buckets) requests.push(stores.manifest.put(bytes, key));
    requests.push(stores.manifest.put(write.next.rootRow, rootKey));
    // A request that fails aborts the transaction, and the transaction knows the true reason.
    await Promise.allSettled(requests);
    return true;
  });

/**
 * Writes the first header and root, if there is nothing at all. Whether it was written.
 * @throws StorageFullError, StorageFailedError: nothing was written
 */
export const commitNewVault = (db: VaultDatabase, header: Uint8Array, rootRow: Uint8Array): Promise<boolean> =>
  inStrictTransaction(db, async (stores) => {
    const counts = await Promise.all([stores.header.count(), stores.manifest.count(), stores.records.count()]);
    if (counts.some((count) => count > 0)) return false;
    await Promise.allSettled([stores.header.put(header, headerKey), stores.manifest.put(rootRow, rootKey)]);
    return true;
  });

/** Removes every row, sealed records too. There is no way back. */
export const eraseRows = (db: VaultDatabase): Promise<void> =>
  inStrictTransaction(db, async (stores) => {
    await Promise.allSettled([stores.header.clear(), stores.manifest.clear(), stores.records.clear()]);
  });

type Store<Name extends (typeof storeNames)[number]> = IDBPObjectStore<
  VaultSchema,
  typeof storeNames,
  Name,
  'readwrite'
>;

interface Stores {
  readonly header: Store<'header'>;
  readonly manifest: Store<'manifest'>;
  readonly records: Store<'records'>;
}

const inStrictTransaction = async <T>(db: VaultDatabase, run: (stores: Stores) => Promise<T>): Promise<T> => {
  try {
    const transaction = db.transaction(storeNames, 'readwrite', { durability: 'strict' });
    try {
      const result = await run({
        header: transaction.objectStore('header'),
        manifest: transaction.objectStore('manifest'),
        records: transaction.objectStore('records'),
      });
      await transaction.done;
      return result;
    } catch (error) {
      abort(transaction);
      throw error;
    }
  } catch (error) {
    throw storageError(error);
  }
};

/** Half a write must not stand because something threw between two requests. */
const abort = (transaction: { abort(): void }): void => {
  try {
    transaction.abort();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
};
