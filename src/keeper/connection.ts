import type { VaultDatabase } from '../vault/database.ts';
import { StorageBlockedError, StorageFailedError } from '../vault/errors.ts';
import { storageError } from '../vault/storage-error.ts';

/** The keeper's way to the vault's database: open while it can be, and reopened where it was closed under us. */
export interface Connection {
  /**
   * Opens where it is not open, and works with it.
   * @throws NewerVersionError, StorageBlockedError, StorageFailedError, and what `work` throws
   */
  use<T>(work: (db: VaultDatabase) => Promise<T>): Promise<T>;
}

export interface ConnectionOptions {
  readonly open: () => Promise<VaultDatabase>;
  /** The browser closed it, or another context deletes or upgrades it: what was built on it cannot go on. */
  readonly onLost: () => void;
  /** Milliseconds. If another context does not let go of the database, the browser waits without end. */
  readonly patience?: number;
}

/** `promise`, or `StorageBlockedError` once `ms` have passed. What comes later is given to `onLate`. */
const within = <T>(promise: Promise<T>, ms: number, onLate: (value: T) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new StorageBlockedError());
    }, ms);
    promise.then(
      (value) => {
        clearTimeout(timer);
        if (late) onLate(value);
        else resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });

export const makeConnection = ({ open, onLost, patience = 10_000 }: ConnectionOptions): Connection => {
  let current: Promise<VaultDatabase> | undefined;
  const lose = (lost: Promise<VaultDatabase>): void => {
    if (current !== lost) return;
    current = undefined;
    void lost.then((db) => db.close());
    onLost();
  };
  const connect = (): Promise<VaultDatabase> => {
    const opening: Promise<VaultDatabase> = within(open(), patience, (db) => db.close()).then((db) => {
      db.addEventListener('versionchange', () => lose(opening));
      db.addEventListener('close', () => lose(opening));
      return db;
    });
    opening.catch(() => {
      if (current === opening) current = undefined;
    });
    return opening;
  };
  return {
    use: async (work) => {
      current ??= connect();
      const used = current;
      const db = await used;
      try {
        return await work(db);
      } catch (error) {
        const known = storageError(error);
        // Whatever the database's trouble is, the next command begins with a fresh connection.
        if (known instanceof StorageFailedError) lose(used);
        throw known;
      }
    },
  };
};
