import { equal, wipe } from '../../bytes/bytes.ts';
import { Reader } from '../../bytes/reader.ts';
import { Writer } from '../../bytes/writer.ts';
import { keyLength } from '../keys.ts';
import { readUnlessLost } from '../named-record.ts';
import type { RecordChange } from '../prepare-write.ts';
import { type Codec, openStore, type StoreDefinition } from '../store.ts';
import type { Vault } from '../vault.ts';

// Texts sealed to myself name the self-slot key, which comes from the vault key. When that one changes, or when a vault
// comes in from elsewhere, the earlier key is kept here: old texts stay readable.

/** 32 bytes each, oldest first. */
type SelfKeys = readonly Uint8Array[];

const codec: Codec<SelfKeys> = {
  schema: 1,
  encode: (keys) => {
    const writer = new Writer().u16(keys.length);
    for (const key of keys) writer.bytes(key);
    return writer.finish();
  },
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const keys = Array.from({ length: reader.u16() }, () => reader.bytes(keyLength).slice());
    reader.end();
    return keys;
  },
};

export const selfKeyStore: StoreDefinition<SelfKeys> = { name: 'self-keys', codec };
const recordName = 'earlier';

/**
 * The earlier ones alone; the caller wipes them. Where they are lost, none: texts of then stay shut, and the vault with
 * everything else in it does not.
 */
export const loadEarlierSelfKeys = async (vault: Vault): Promise<Uint8Array[]> => [
  ...((await readUnlessLost(vault, selfKeyStore, recordName)) ?? []),
];

/** Every key that texts to myself may be sealed under, the current one first. The caller wipes them. */
export const loadSelfKeys = async (vault: Vault): Promise<Uint8Array[]> => {
  const earlier = await loadEarlierSelfKeys(vault);
  return [vault.deriveKey('self-slot'), ...earlier.reverse()];
};

/** Adds keys to the earlier ones, each once. Nothing to write where all are there. To be made inside a write's plan. */
export const addSelfKeys = async (vault: Vault, keys: readonly Uint8Array[]): Promise<RecordChange[]> => {
  const store = openStore(vault, selfKeyStore);
  const earlier = await loadEarlierSelfKeys(vault);
  const known = [vault.deriveKey('self-slot'), ...earlier];
  const fresh = keys.filter((key, at) => ![...known, ...keys.slice(0, at)].some((other) => equal(other, key)));
  const changes = fresh.length > 0 ? [store.putChange(store.idOf(recordName), [...earlier, ...fresh])] : [];
  wipe(...known);
  return changes;
};

/** The current key among the earlier ones: to be written together with the next vault key. */
export const keepCurrentSelfKey = async (vault: Vault): Promise<RecordChange> => {
  const store = openStore(vault, selfKeyStore);
  const keys = [...(await loadEarlierSelfKeys(vault)), vault.deriveKey('self-slot')];
  const change = store.putChange(store.idOf(recordName), keys);
  wipe(...keys);
  return change;
};
