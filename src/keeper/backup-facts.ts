import { Reader } from '../bytes/reader.ts';
import { Writer } from '../bytes/writer.ts';
import { readNamed } from '../vault/named-record.ts';
import { type Codec, openStore, type StoreDefinition } from '../vault/store.ts';
import type { Vault } from '../vault/vault.ts';

/** What the reminder goes by. Times are milliseconds since 1970 UTC; 0: never. */
export interface BackupFacts {
  readonly exportedAt: number;
  readonly dismissedAt: number;
}

const codec: Codec<BackupFacts> = {
  schema: 1,
  encode: ({ exportedAt, dismissedAt }) => new Writer().u64(exportedAt).u64(dismissedAt).finish(),
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const facts = { exportedAt: reader.u64(), dismissedAt: reader.u64() };
    reader.end();
    return facts;
  },
};

/** Of this device: it does not travel with an export. */
export const backupStore: StoreDefinition<BackupFacts> = { name: 'backup', codec };
const recordName = 'backup';
const never: BackupFacts = { exportedAt: 0, dismissedAt: 0 };

/** What cannot be read reminds once more. */
export const loadBackupFacts = async (vault: Vault): Promise<BackupFacts> =>
  (await readNamed(vault, backupStore, recordName)).value ?? never;

export const saveBackupFacts = async (vault: Vault, changes: Partial<BackupFacts>): Promise<BackupFacts> => {
  const store = openStore(vault, backupStore);
  const facts = { ...(await loadBackupFacts(vault)), ...changes };
  await store.put(store.idOf(recordName), facts);
  return facts;
};
