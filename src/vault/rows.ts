import { equal } from '../bytes/bytes.ts';
import { attemptsKey } from './attempts/attempts-row.ts';
import { headerKey, type VaultDatabase, vaultStoreNames } from './database.ts';
import type { Manifest } from './manifest.ts';
import { rootKey } from './manifest-root.ts';
import type { PreparedWrite } from './prepare-write.ts';
import { pinKey } from './slots/pin-device.ts';
import { storageError } from './storage-error.ts';
import { handled, inStrictTransaction, type Stores } from './strict-transaction.ts';

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
    const transaction = db.transaction(vaultStoreNames);
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
    putRows(stores, write);
    return true;
  });

/**
 * Writes the first header, root and records, if there is nothing at all, or in the place of all there is. Whether it was
 * written. What an earlier vault left of attempts and PIN goes.
 * @throws StorageFullError, StorageFailedError: nothing was written, and nothing erased
 */
export const commitNewVault = (db: VaultDatabase, write: PreparedWrite, replace = false): Promise<boolean> =>
  inStrictTransaction(db, async (stores) => {
    const holding = [stores.header, stores.manifest, stores.records];
    if (!replace) for (const store of holding) if ((await store.count()) > 0) return false;
    for (const store of [...holding, stores.device]) handled(store.clear());
    putRows(stores, write);
    return true;
  });

const putRows = ({ header, records, manifest, device }: Stores, write: PreparedWrite): void => {
  if (write.beside.header) handled(header.put(write.beside.header, headerKey));
  if (write.beside.attempts) handled(device.put(write.beside.attempts, attemptsKey));
  if (write.beside.pin) handled(device.put(write.beside.pin, pinKey));
  for (const [id, bytes] of write.records) handled(bytes ? records.put(bytes, id) : records.delete(id));
  for (const [key, bytes] of write.buckets) handled(manifest.put(bytes, key));
  handled(manifest.put(write.next.rootRow, rootKey));
};
