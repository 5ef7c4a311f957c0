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
    const lost = error instanceof VaultDamagedError && error.details.part === 'bucket';
    if (lost || error instanceof NewerVersionError) return { value: undefined, damaged: true, writable: false };
    throw error;
  }
};
