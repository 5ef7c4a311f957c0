import { wipe } from '../../bytes/bytes.ts';
import { FieldsealError } from '../../bytes/errors.ts';
import type { StoredRecord } from '../engine.ts';
import { ExportError, NewerVersionError } from '../errors.ts';
import type { RecordChange } from '../prepare-write.ts';
import { type Kept, openStore, type StoreDefinition, schemaOf } from '../store.ts';
import type { Vault } from '../vault.ts';
import type { FileRecord } from './export-content.ts';

/** Whose value counts where both cannot. The other is kept beside it where anything would be lost. */
export interface ImportChoices {
  readonly identity: 'mine' | 'theirs';
  readonly preferences: 'mine' | 'theirs';
  readonly sign: 'mine' | 'theirs';
}

export const defaultChoices: ImportChoices = { identity: 'mine', preferences: 'mine', sign: 'mine' };

/**
 * Something that is in both and not the same.
 * - `identity`: another identity; the one that does not become mine is kept beside it.
 * - `keys`: a contact with other keys; mine stay in use, theirs are kept as earlier ones.
 * - `new-key`: a contact with a later card that has all known keys and others: it is taken over.
 * - `namesake`: a contact whom one would take for one of mine, with keys that none of mine has; both are kept, theirs
 *   under another name.
 * - `alias`, `verified`: a contact named or verified otherwise; mine stays.
 * - `draft`: another text for the same field; both are kept.
 * - `value`: one of the two is chosen.
 */
export interface ImportConflict {
  readonly reason: 'identity' | 'keys' | 'new-key' | 'namesake' | 'alias' | 'verified' | 'draft' | 'value';
  /** What a person knows it by. */
  readonly name: string;
}

/** What an import does to one store. */
export interface StoreOutcome {
  readonly store: string;
  readonly added: number;
  /** Changed by what is in the file. */
  readonly merged: number;
  /** In the vault already, just so. */
  readonly same: number;
  readonly conflicts: readonly ImportConflict[];
}

/** What a rule makes of both sides. `puts`: what is to be written. */
export interface Merge<T> extends Omit<StoreOutcome, 'store'> {
  readonly puts: readonly Kept<T>[];
}

/** A value as it goes by its name in a file. */
export interface Named<T> {
  readonly name: string;
  readonly value: T;
}

/** How the records of one store travel. A room that keeps records of its own gives one. */
export interface TransferRuleParts<T> {
  readonly definition: StoreDefinition<T>;
  /** What a record goes by in every vault; nothing where it stays behind. */
  readonly nameOf: (kept: Kept<T>, vault: Vault) => string | undefined;
  /** Whether a value of this vault is of any use; if left out, each is. What is not stays behind and is written over. */
  readonly isWhole?: (value: T) => Promise<boolean>;
  /** Whether a value from a file may be believed; the file may be of an enemy's making. */
  readonly isSound: (named: Named<T>) => Promise<boolean>;
  /** Pure but for the ids it asks the vault for. Loses neither side. */
  readonly merge: (
    vault: Vault,
    mine: readonly Kept<T>[],
    theirs: readonly Named<T>[],
    choices: ImportChoices,
  ) => Merge<T>;
}

/** Records of one store from a file, decoded and checked. */
export interface OpenedStore {
  readonly store: string;
  readonly count: number;
  /** To be made inside the plan of a write. */
  plan(
    vault: Vault,
    mine: readonly StoredRecord[],
    choices: ImportChoices,
  ): Promise<{ readonly outcome: StoreOutcome; readonly changes: readonly RecordChange[] }>;
}

/** The record for the file; nothing where it stays behind, `damaged` where it is not whole. */
export type Packed = FileRecord | 'damaged' | undefined;

export interface TransferRule {
  readonly store: string;
  /** Takes over the value's bytes. */
  pack(vault: Vault, record: StoredRecord): Promise<Packed>;
  /** @throws ExportError, NewerVersionError */
  open(records: readonly FileRecord[]): Promise<OpenedStore>;
}

export const makeTransferRule = <T>(parts: TransferRuleParts<T>): TransferRule => {
  const { definition, nameOf, isWhole = async () => true, isSound, merge } = parts;
  const { name: store, codec } = definition;
  return {
    store,
    pack: async (vault, record) => {
      const value = decode(codec, record);
      wipe(record.value);
      if (!(await isWhole(value))) return 'damaged';
      const name = nameOf({ id: record.id, value }, vault);
      return name === undefined
        ? undefined
        : { store, name, schema: schemaOf(codec, value), value: codec.encode(value) };
    },
    open: async (records) => {
      const theirs: Named<T>[] = [];
      for (const record of records) {
        const named = { name: record.name, value: decode(codec, record) };
        if (!(await isSound(named))) throw new ExportError('export-damaged', { reason: store });
        theirs.push(named);
      }
      return {
        store,
        count: theirs.length,
        plan: async (vault, mine, choices) => {
          const kept: Kept<T>[] = [];
          for (const record of mine) {
            const value = decode(codec, record);
            if (await isWhole(value)) kept.push({ id: record.id, value });
          }
          const { puts, ...outcome } = merge(vault, kept, theirs, choices);
          const own = openStore(vault, definition);
          return { outcome: { store, ...outcome }, changes: puts.map(({ id, value }) => own.putChange(id, value)) };
        },
      };
    },
  };
};

const decode = <T>(
  codec: StoreDefinition<T>['codec'],
  { schema, value }: { readonly schema: number; readonly value: Uint8Array },
): T => {
  if (schema > codec.schema) throw new NewerVersionError({ schema });
  if (schema < 1) throw new ExportError('export-damaged', { reason: 'schema' });
  try {
    return codec.decode(value, schema);
  } catch (cause) {
    if (cause instanceof NewerVersionError || !(cause instanceof FieldsealError)) throw cause;
    throw new ExportError('export-damaged', { reason: 'record' }, { cause });
  }
};
