import type { VaultDatabase } from './database.ts';
import { browserLocks, type VaultLocks, vaultLockName } from './locks.ts';
import { eraseRows } from './rows.ts';

/**
 * Removes the vault, or what is left of one, with everything in it. There is no way back: only after the person said so.
 * @throws StorageFailedError
 */
export const eraseVault = (db: VaultDatabase, locks: VaultLocks = browserLocks): Promise<void> =>
  locks.request(vaultLockName, () => eraseRows(db));
