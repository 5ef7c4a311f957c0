import { NewerVersionError, RecordDamagedError, VaultDamagedError } from './errors.ts';
import { openStore, type StoreDefinition } from './store.ts';
import type { Vault } from './vault.ts';

/** One record of our own bookkeeping, as far as it can be had. */
export interface NamedRecord<T> {
  /** Nothing where there is none, or where it is damaged. */
  readonly value: T | undefined;
  /** It was there and cannot be read. */
  readonly damaged: boolean;
  /** Not where its bucket is lost, or where a later version wrote it. */
  readonly writable: boolean;
}

/** Reads without failing for damage: bookkeeping must not keep anybody from what they want to do. */
export const readNamed = async <T>(
  vault: Vault,
  definition: StoreDefinition<T>,
  name: string,
): Promise<NamedRecord<T>> => {
  const store = openStore(vault, definition);
  try {
    return { value: await store.get(store.idOf(name)), damaged: false, writable: true };
  } catch (error) {
    if (error instanceof RecordDamagedError) return { value: undefined, damaged: true, writable: true };
    if (isLost(error) || error instanceof NewerVersionError)
      return { value: undefined, damaged: true, writable: false };
    throw error;
  }
};

/** The record cannot be read any more, or its bucket cannot: what it held is lost, and the rest of the vault is not. */
const isLost = (error: unknown): boolean =>
  error instanceof RecordDamagedError || (error instanceof VaultDamagedError && error.details.part === 'bucket');

/** What the record holds; nothing where there is none, or where it is lost. @throws NewerVersionError */
export const readUnlessLost = async <T>(
  vault: Vault,
  definition: StoreDefinition<T>,
  name: string,
): Promise<T | undefined> => {
  const store = openStore(vault, definition);
  try {
    return await store.get(store.idOf(name));
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
};
