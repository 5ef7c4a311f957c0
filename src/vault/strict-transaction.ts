import type { IDBPObjectStore } from 'idb';
import { storeNames, type VaultDatabase, type VaultSchema } from './database.ts';
import { storageError } from './storage-error.ts';

type Store<Name extends (typeof storeNames)[number]> = IDBPObjectStore<
  VaultSchema,
  typeof storeNames,
  Name,
  'readwrite'
>;

export interface Stores {
  readonly header: Store<'header'>;
  readonly manifest: Store<'manifest'>;
  readonly records: Store<'records'>;
  readonly device: Store<'device'>;
}

/** For requests and transactions whose failure is reported elsewhere: alone it would count as unhandled. */
export const handled = (promise: Promise<unknown>): void => {
  promise.catch(() => undefined);
};

/**
 * Runs one transaction over all stores. What comes back without an error is on the disk.
 * @param run makes its writes and leaves them: the transaction waits for them, and reports what fails of them
 * @throws StorageFullError, StorageFailedError, and what `run` throws: nothing was written
 */
export const inStrictTransaction = async <T>(db: VaultDatabase, run: (stores: Stores) => Promise<T>): Promise<T> => {
  try {
    const transaction = db.transaction(storeNames, 'readwrite', { durability: 'strict' });
    handled(transaction.done);
    try {
      const result = await run({
        header: transaction.objectStore('header'),
        manifest: transaction.objectStore('manifest'),
        records: transaction.objectStore('records'),
        device: transaction.objectStore('device'),
      });
      await transaction.done;
      return result;
    } catch (error) {
      abort(transaction);
      // Where the database itself gave up, it knows why: a full disk makes the requests fail with less to say.
      throw transaction.error ?? error;
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
    // It was over already.
    if (!(error instanceof DOMException)) throw error;
  }
};
