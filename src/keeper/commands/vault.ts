import type { KeeperInput } from '../../bridge/keeper-commands.ts';
import type { Status } from '../../bridge/views.ts';
import { createVault } from '../../vault/create-vault.ts';
import { type VaultDatabase, vaultExists } from '../../vault/database.ts';
import { eraseVault } from '../../vault/erase-vault.ts';
import { PassphraseWrongError, VaultExistsError } from '../../vault/errors.ts';
import { identityChange, wipeIdentity } from '../../vault/stores/identity.ts';
import { unlockVault } from '../../vault/unlock-vault.ts';
import { BackOffError } from '../errors.ts';
import type { Keeper } from '../keeper.ts';
import { makeIdentity } from '../make-identity.ts';
import { openSession } from '../session.ts';
import type { Handler } from './handler.ts';

/** This many wrong passphrases cost nothing; then each doubles the wait, up to a minute. */
const freeFailures = 3;
const longestWaitSeconds = 60;

export const status: Handler<'status'> = (keeper) => keeper.status();

export const create: Handler<'vault.create'> = (keeper, wish) => make(keeper, wish, async () => undefined);

/** The header is gone, and with it every way to what is left. */
export const createAnew: Handler<'vault.createAnew'> = (keeper, wish) => make(keeper, wish, eraseVault);

const make = async (
  keeper: Keeper,
  { passphrase, name }: KeeperInput<'vault.create'>,
  prepare: (db: VaultDatabase) => Promise<void>,
): Promise<Status> => {
  if (await keeper.withDatabase(vaultExists)) throw new VaultExistsError();
  const now = Date.now();
  // First the identity, which can refuse the name; nothing is written before.
  const identity = await makeIdentity(name, now);
  // In one transaction: a vault without its identity would be of no use to anybody.
  const vault = await keeper.withDatabase(async (db) => {
    await prepare(db);
    return createVault(keeper.core, db, { passphrase, now, contents: (fresh) => [identityChange(fresh, identity)] });
  });
  wipeIdentity(identity);
  keeper.open(await openSession(keeper.core, vault, keeper.lockByDeadline));
  return keeper.status();
};

export const unlock: Handler<'vault.unlock'> = async (keeper, { passphrase }) => {
  checkWait(keeper);
  try {
    const vault = await keeper.withDatabase((db) => unlockVault(keeper.core, db, { passphrase }));
    keeper.open(await openSession(keeper.core, vault, keeper.lockByDeadline));
    keeper.failures = 0;
  } catch (error) {
    if (error instanceof PassphraseWrongError) countFailure(keeper);
    throw error;
  }
  return keeper.status();
};

const checkWait = ({ notBefore }: Keeper): void => {
  const left = Math.ceil((notBefore - Date.now()) / 1000);
  if (left > 0) throw new BackOffError(left);
};

const countFailure = (keeper: Keeper): void => {
  keeper.failures++;
  const over = keeper.failures - freeFailures;
  if (over > 0) keeper.notBefore = Date.now() + Math.min(2 ** over, longestWaitSeconds) * 1000;
};

/** Milliseconds that a lock waits for drafts: no disk may keep the vault open. */
const lockPatience = 1000;

/**
 * What was written until now is kept first. What was asked for is done even where the database does not say what it
 * holds.
 */
export const lock: Handler<'vault.lock'> = async (keeper) => {
  await Promise.race([keeper.settled(), new Promise((resolve) => setTimeout(resolve, lockPatience))]);
  keeper.lock();
  return keeper.status().catch(() => ({ state: 'locked' }));
};

/** Asking for the status locks a vault whose time has passed. */
export const lockIfDue: Handler<'vault.lockIfDue'> = (keeper) => keeper.status();
