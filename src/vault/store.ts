import { wipe } from '../bytes/bytes.ts';
import { FieldsealError } from '../bytes/errors.ts';
import { NewerVersionError, RecordDamagedError } from './errors.ts';
import type { RecordChange } from './prepare-write.ts';
import type { RecordId } from './record.ts';
import type { StoredRecord, Vault } from './vault.ts';

/** How one kind of value becomes bytes. Earlier schemas are upgraded in `decode`, never in the database. */
export interface Codec<T> {
  /** The highest that `decode` takes, and what `encode` writes unless `schemaFor` says less. */
  readonly schema: number;
  /** The lowest that holds this value: what an earlier version can read stays readable for it. */
  readonly schemaFor?: (value: T) => number;
  encode(value: T): Uint8Array;
  /** Copies what it keeps: the bytes are wiped afterwards. `schema` is 1 to the codec's own. */
  decode(bytes: Uint8Array, schema: number): T;
}

export interface StoreDefinition<T> {
  /** Stands in every record's AAD: never renamed. */
  readonly name: string;
  readonly codec: Codec<T>;
}

export interface Kept<T> {
  readonly id: RecordId;
  readonly value: T;
}

/** One kind of record in a vault. Methods throw what the vault's throw, and `NewerVersionError` for a later schema. */
export interface TypedStore<T> {
  /** Damaged records are left out; `Vault.damage` names them. */
  list(): Promise<Kept<T>[]>;
  get(id: RecordId): Promise<T | undefined>;
  put(id: RecordId, value: T): Promise<void>;
  /** Reads, changes and writes with nobody in between. Gives what now holds. */
  update(id: RecordId, change: (current: T | undefined) => T): Promise<T>;
  delete(id: RecordId): Promise<void>;
  /** For `Vault.write`, together with changes of other records. The vault does not wipe `value`. */
  putChange(id: RecordId, value: T): RecordChange;
  deleteChange(id: RecordId): RecordChange;
  /** The id of the one record of this store that goes by a name. */
  idOf(name: string): RecordId;
}

/** What `encode` writes for this value. */
export const schemaOf = <T>({ schema, schemaFor }: Codec<T>, value: T): number => schemaFor?.(value) ?? schema;

export const openStore = <T>(vault: Vault, { name, codec }: StoreDefinition<T>): TypedStore<T> => {
  const encode = (value: T) => ({ schema: schemaOf(codec, value), value: codec.encode(value) });
  const putChange = (id: RecordId, value: T) => ({ kind: 'put', store: name, id, ...encode(value) }) as const;
  const deleteChange = (id: RecordId) => ({ kind: 'delete', store: name, id }) as const;
  return {
    list: async () => (await vault.list(name)).map((record) => ({ id: record.id, value: decodeRecord(codec, record) })),
    get: async (id) => {
      const record = await vault.get(name, id);
      return record && decodeRecord(codec, record);
    },
    put: async (id, value) => {
      const change = putChange(id, value);
      await vault.write([change]).finally(() => wipe(change.value));
    },
    update: (id, change) => updateRecord(vault, name, codec, id, change),
    delete: (id) => vault.write([deleteChange(id)]),
    putChange,
    deleteChange,
    idOf: (recordName) => vault.deriveRecordId(name, recordName),
  };
};

const updateRecord = async <T>(
  vault: Vault,
  store: string,
  codec: Codec<T>,
  id: RecordId,
  change: (current: T | undefined) => T,
): Promise<T> => {
  const results: { readonly value: T; readonly bytes: Uint8Array }[] = [];
  await vault
    .update(store, id, (record) => {
      const value = change(record && decodeRecord(codec, record));
      const bytes = codec.encode(value);
      results.push({ value, bytes });
      return { schema: schemaOf(codec, value), value: bytes };
    })
    .finally(() => wipe(...results.map(({ bytes }) => bytes)));
  const last = results.at(-1);
  if (!last) throw new RangeError('nothing was changed');
  return last.value;
};

const decodeRecord = <T>(codec: Codec<T>, { id, schema, value }: StoredRecord): T => {
  try {
    if (schema > codec.schema) throw new NewerVersionError({ schema });
    return codec.decode(value, schema);
  } catch (error) {
    if (error instanceof NewerVersionError || !(error instanceof FieldsealError)) throw error;
    throw new RecordDamagedError(id, { cause: error });
  } finally {
    wipe(value);
  }
};
