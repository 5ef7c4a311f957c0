import { readFile } from 'node:fs/promises';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { storeNames, type VaultDatabase, vaultStoreNames } from '../../../src/vault/database.ts';
import { freshDatabase } from '../../unit/vault/support.ts';

/** Store name → row key → the row in hex. What a store does not name is not there. */
type FrozenRows = Partial<Record<(typeof storeNames)[number], Record<string, string>>>;

/** A database with the rows of a frozen vault. */
export const thaw = async (file: string): Promise<VaultDatabase> => {
  const rows = JSON.parse(await readFile(new URL(file, import.meta.url), 'utf8')) as FrozenRows;
  const db = await freshDatabase();
  for (const store of storeNames) {
    for (const [key, row] of Object.entries(rows[store] ?? {})) await db.put(store, decodeHex(row), key);
  }
  return db;
};

/** Every row of the vault in hex, to be frozen or compared. */
export const freeze = async (db: VaultDatabase): Promise<FrozenRows> => {
  const rows: FrozenRows = {};
  for (const store of vaultStoreNames) {
    const keys = await db.getAllKeys(store);
    const all = await db.getAll(store);
    rows[store] = Object.fromEntries(keys.map((key, at) => [key, encodeHex(all[at] ?? new Uint8Array(0))]));
  }
  return rows;
};
