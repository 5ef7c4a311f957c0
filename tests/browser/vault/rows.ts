// What lies in the vault's database, past the keeper: as somebody at the computer, or a failing disk, would change it.
import type { Page } from 'puppeteer';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import type { storeNames } from '../../../src/vault/database.ts';

type StoreName = (typeof storeNames)[number];

/** Store → key → row in hex. */
export type Rows = Record<string, Record<string, string>>;
/** The same; null takes a row away. */
export type RowChanges = Partial<Record<StoreName, Record<string, string | null>>>;

/** Every row, read in a page of the extension. */
export const readRows = (page: Page): Promise<Rows> =>
  page.evaluate(async () => {
    const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('fieldseal'));
    const rows: Record<string, Record<string, string>> = {};
    for (const name of db.objectStoreNames) {
      const store = db.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      rows[name] = Object.fromEntries(keys.map((key, index) => [String(key), hex(values[index])]));
    }
    db.close();
    return rows;
  });

/** Changes rows in one transaction. */
export const changeRows = (page: Page, changes: RowChanges): Promise<void> =>
  page.evaluate(async (given) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('fieldseal');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = db.transaction(Object.keys(given), 'readwrite');
    for (const [store, rows] of Object.entries(given)) {
      for (const [key, row] of Object.entries(rows as Record<string, string | null>)) {
        if (row === null) transaction.objectStore(store).delete(key);
        else {
          const bytes = Uint8Array.from(row.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
          transaction.objectStore(store).put(bytes, key);
        }
      }
    }
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    db.close();
  }, changes as Rows);

/** What makes `from` into `to`. */
export const differenceOf = (from: Rows, to: Rows): RowChanges => {
  const changes: Record<string, Record<string, string | null>> = {};
  for (const store of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [before, after] = [from[store] ?? {}, to[store] ?? {}];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (key) => before[key] !== after[key],
    );
    if (keys.length > 0) changes[store] = Object.fromEntries(keys.map((key) => [key, after[key] ?? null]));
  }
  return changes;
};

export const bytesOf = (row: string | undefined): Uint8Array => decodeHex(row ?? '');
export const rowOf = (bytes: Uint8Array): string => encodeHex(bytes);
