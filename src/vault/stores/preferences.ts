import { Reader } from '../../bytes/reader.ts';
import { Writer } from '../../bytes/writer.ts';
import { RecordDamagedError } from '../errors.ts';
import { readUnlessLost } from '../named-record.ts';
import { type Codec, openStore, type StoreDefinition } from '../store.ts';
import type { Vault } from '../vault.ts';

export interface Preferences {
  /** After so many minutes without use the vault locks: 1 to 480. */
  readonly autoLockMinutes: number;
}

export const defaultPreferences: Preferences = { autoLockMinutes: 15 };

const codec: Codec<Preferences> = {
  schema: 1,
  encode: ({ autoLockMinutes }) => new Writer().u16(autoLockMinutes).finish(),
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const preferences = { autoLockMinutes: reader.u16() };
    reader.end();
    return preferences;
  },
};

export const preferencesStore: StoreDefinition<Preferences> = { name: 'preferences', codec };
export const preferencesRecordName = 'preferences';

/** What was set, over the defaults. Where it is lost, the defaults: that keeps nobody out. */
export const loadPreferences = async (vault: Vault): Promise<Preferences> => ({
  ...defaultPreferences,
  ...(await readUnlessLost(vault, preferencesStore, preferencesRecordName)),
});

/** Changes what is named and leaves the rest; what is damaged is rewritten. Gives what now holds. */
export const changePreferences = async (vault: Vault, changes: Partial<Preferences>): Promise<Preferences> => {
  const store = openStore(vault, preferencesStore);
  const id = store.idOf(preferencesRecordName);
  try {
    return await store.update(id, (current) => ({ ...defaultPreferences, ...current, ...changes }));
  } catch (error) {
    if (!(error instanceof RecordDamagedError)) throw error;
    const anew = { ...defaultPreferences, ...changes };
    await store.put(id, anew);
    return anew;
  }
};
