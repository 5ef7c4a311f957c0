import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { NewerVersionError, StorageBlockedError } from './errors.ts';
import { storageError } from './storage-error.ts';

/** The IndexedDB version. It only ever creates stores: record schemas upgrade when they are read. */
export const databaseVersion = 2;
export const databaseName = 'fieldseal';

/** What the PIN needs of this device. The key cannot be taken out by scripts; on the disk it lies as it is. */
export interface PinDevice {
  /** Of the slot it belongs to, 16 bytes. */
  readonly slotId: Uint8Array;
  /** HMAC-SHA-256, not extractable. */
  readonly key: CryptoKey;
  /** Attempts since the last right PIN, the running one included. */
  readonly failures: number;
}

/** Rows are bytes, but for the PIN's. What a hostile profile may hold in them instead is checked where they are read. */
export interface VaultSchema extends DBSchema {
  /** Key `current`. */
  header: { key: string; value: Uint8Array };
  /** Key: the record id, 32 hex digits. */
  records: { key: string; value: Uint8Array };
  /** Keys: `root`, and the bucket number in two hex digits. */
  manifest: { key: string; value: Uint8Array };
  /** Keys: `attempts`, `pin`. Not sealed, and not part of the vault: what has to be written while it is locked. */
  device: { key: string; value: Uint8Array | PinDevice };
}

export type VaultDatabase = IDBPDatabase<VaultSchema>;
/** Where the vault is. */
export const vaultStoreNames = ['header', 'records', 'manifest'] as const;
export const storeNames = [...vaultStoreNames, 'device'] as const;
export const headerKey = 'current';

const createStores = (db: VaultDatabase): void => {
  for (const name of storeNames) if (!db.objectStoreNames.contains(name)) db.createObjectStore(name);
};

/**
 * Opens the database, making its stores where they are not. The connection closes by itself when a later version of
 * Fieldseal wants to upgrade; whatever is called on it then throws `StorageFailedError`.
 * @throws NewerVersionError where a later version has upgraded the database
 * @throws StorageBlockedError where an open connection of an older version does not let go
 * @throws StorageFailedError
 */
export const openDatabase = (name: string = databaseName, version: number = databaseVersion): Promise<VaultDatabase> =>
  new Promise((resolve, reject) => {
    let blocked = false;
    openDB<VaultSchema>(name, version, {
      upgrade: (db, _from, _to, transaction) => {
        // What becomes of it is told by the request that opens the database.
        transaction.done.catch(() => undefined);
        createStores(db);
      },
      blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
      blocked: () => {
        blocked = true;
        reject(new StorageBlockedError());
      },
    }).then(
      (db) => (blocked ? db.close() : resolve(db)),
      (error: unknown) => reject(isVersionError(error) ? new NewerVersionError() : storageError(error)),
    );
  });

const isVersionError = (error: unknown): boolean => error instanceof Error && error.name === 'VersionError';

/** Whether a vault is here. It does not tell whether it can be opened. */
export const vaultExists = async (db: VaultDatabase): Promise<boolean> => (await db.count('header')) > 0;

/** Whether nothing at all is here: neither a header nor rows that lost theirs. */
export const isEmpty = async (db: VaultDatabase): Promise<boolean> => {
  const counts = await Promise.all(vaultStoreNames.map((name) => db.count(name)));
  return counts.every((count) => count === 0);
};
