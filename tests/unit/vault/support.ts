import 'fake-indexeddb/auto';
import { onTestFinished } from 'vitest';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import { type CreateVaultOptions, createVault } from '../../../src/vault/create-vault.ts';
import { openDatabase, type VaultDatabase } from '../../../src/vault/database.ts';
import { KdfParametersError } from '../../../src/vault/errors.ts';
import { type KdfCost, type KdfPolicy, kdfPolicy } from '../../../src/vault/kdf-policy.ts';
import type { RecordChange } from '../../../src/vault/prepare-write.ts';
import type { WayIn } from '../../../src/vault/slots/secrets.ts';
import { type UnlockOptions, unlockVault, unlockVaultBy } from '../../../src/vault/unlock-vault.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import { twinCore } from '../../support/twin-core.ts';

export const passphrase = 'correct horse battery staple';
export const now = 1_760_000_000_000;

/** Cheap, so that the tests are quick; the real floor has tests of its own. */
export const testCost: KdfCost = { kdf: 'argon2id', memoryKiB: 32, iterations: 1, parallelism: 1 };
export const testPolicy: KdfPolicy = (cost) => {
  if (cost.kdf !== 'argon2id') return kdfPolicy(cost);
  if (cost.memoryKiB < 32 || cost.memoryKiB > 1024) throw new KdfParametersError({ parameter: 'memoryKiB' });
  kdfPolicy({ ...cost, memoryKiB: 65_536, iterations: cost.iterations + 2 });
};

/** A database of its own for one test, closed at its end. */
export const freshDatabase = async (name: string = crypto.randomUUID()): Promise<VaultDatabase> => {
  const db = await openDatabase(name);
  onTestFinished(() => db.close());
  return db;
};

export const makeVault = async (db: VaultDatabase, options: Partial<CreateVaultOptions> = {}): Promise<Vault> => {
  const vault = await createVault(twinCore, db, { passphrase, now, kdf: testCost, policy: testPolicy, ...options });
  onTestFinished(() => vault.close());
  return vault;
};

export const unlock = async (db: VaultDatabase, words: string = passphrase): Promise<Vault> => {
  const vault = await unlockVault(twinCore, db, { passphrase: words, policy: testPolicy });
  onTestFinished(() => vault.close());
  return vault;
};

export const unlockBy = async (db: VaultDatabase, way: WayIn, options: UnlockOptions = {}): Promise<Vault> => {
  const vault = await unlockVaultBy(twinCore, db, way, { policy: testPolicy, ...options });
  onTestFinished(() => vault.close());
  return vault;
};

/** The id of the n-th record; `bucket` is its first byte. */
export const recordId = (n: number, bucket = n): string =>
  (bucket % 256).toString(16).padStart(2, '0') + n.toString(16).padStart(30, '0');

export const put = (id: string, text: string, store = 'notes'): RecordChange => ({
  kind: 'put',
  store,
  id,
  schema: 1,
  value: encodeUtf8(text),
});

export const remove = (id: string, store = 'notes'): RecordChange => ({ kind: 'delete', store, id });

export const textOf = async (vault: Vault, id: string, store = 'notes'): Promise<string | undefined> => {
  const record = await vault.get(store, id);
  return record && new TextDecoder().decode(record.value);
};

/** The code of what was thrown. */
export const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing was thrown',
    (error: { code?: unknown }) => error.code ?? error,
  );

/** Every row, to compare or to put back. */
export const dump = async (
  db: VaultDatabase,
): Promise<Record<'header' | 'records' | 'manifest', Map<string, Uint8Array>>> => {
  const all = async (store: 'header' | 'records' | 'manifest'): Promise<Map<string, Uint8Array>> => {
    const [keys, values] = [await db.getAllKeys(store), await db.getAll(store)];
    return new Map(keys.map((key, index) => [key, values[index]!]));
  };
  return { header: await all('header'), records: await all('records'), manifest: await all('manifest') };
};
