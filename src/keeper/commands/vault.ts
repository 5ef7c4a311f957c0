import type { KeeperInput } from '../../bridge/keeper-commands.ts';
import type { Status, WayIn } from '../../bridge/views.ts';
import { FieldsealError } from '../../bytes/errors.ts';
import { isWitnessLost } from '../../vault/anchor.ts';
import { createVault } from '../../vault/create-vault.ts';
import { vaultExists } from '../../vault/database.ts';
import { VaultExistsError } from '../../vault/errors.ts';
import { knownStore, rebuildVault } from '../../vault/rebuild-vault.ts';
import { type Settlement, settleUnlock } from '../../vault/settle-unlock.ts';
import { identityChange, wipeIdentity } from '../../vault/stores/identity.ts';
import { signChange } from '../../vault/stores/sign.ts';
import { unlockVaultBy } from '../../vault/unlock-vault.ts';
import type { Vault } from '../../vault/vault.ts';
import { backupStore } from '../backup-facts.ts';
import { LockedError, StoppedError } from '../errors.ts';
import type { Keeper } from '../keeper.ts';
import { makeIdentity } from '../make-identity.ts';
import { openSession, reloadSession } from '../session.ts';
import { toWayIn } from '../way-in.ts';
import type { Handler } from './handler.ts';

export const status: Handler<'status'> = (keeper) => keeper.status();

const refuseWhereOneIs = async (keeper: Keeper): Promise<void> => {
  if (await keeper.withDatabase(vaultExists)) throw new VaultExistsError();
};

export const create: Handler<'vault.create'> = async (keeper, wish) => {
  await refuseWhereOneIs(keeper);
  return make(keeper, wish, false);
};

/** The header is gone, and with it every way to what is left. */
export const createAnew: Handler<'vault.createAnew'> = async (keeper, wish) => {
  await refuseWhereOneIs(keeper);
  return make(keeper, wish, true);
};

/** The person says that they have no way in any more. One that is open proves the contrary. */
export const startOver: Handler<'vault.startOver'> = async (keeper, wish) => {
  if ((await keeper.status()).state === 'unlocked') throw new VaultExistsError();
  return make(keeper, wish, true);
};

const make = async (
  keeper: Keeper,
  { passphrase, name, sign, weaker = false }: KeeperInput<'vault.create'>,
  replace: boolean,
): Promise<Status> => {
  const now = Date.now();
  // First the identity, which can refuse the name; nothing is written before.
  const identity = await makeIdentity(name, now);
  // In one transaction: a vault without its identity would be of no use to anybody.
  const vault = await keeper.withDatabase((db) =>
    createVault(keeper.core, db, {
      passphrase,
      now,
      replace,
      weaker,
      ...keeper.vaultOptions,
      contents: (fresh) => [identityChange(fresh, identity), ...(sign ? [signChange(fresh, sign)] : [])],
    }),
  );
  wipeIdentity(identity);
  keeper.open(await openSession(keeper.core, vault, keeper.lockByDeadline));
  return keeper.status();
};

export const unlock: Handler<'vault.unlock'> = async (keeper, { way }) => {
  const vault = await keeper.withDatabase((db) =>
    unlockVaultBy(keeper.core, db, toWayIn(way), { ...keeper.vaultOptions }),
  );
  try {
    const settled = await settle(keeper, vault, way);
    const session = await openSession(keeper.core, vault, keeper.lockByDeadline);
    session.rotation.unfinished = settled?.rotationUnfinished ?? false;
    keeper.open(session);
  } catch (error) {
    vault.close();
    throw error;
  }
  return keeper.status();
};

/** Nobody is kept out of an open vault by what cannot be written into it: a disk that is full, for one. */
const settle = async (keeper: Keeper, vault: Vault, way: WayIn): Promise<Settlement | undefined> => {
  const passphrase = way.kind === 'passphrase' ? { passphrase: way.passphrase } : {};
  try {
    return await settleUnlock(vault, { now: Date.now(), ...passphrase, ...keeper.vaultOptions });
  } catch (error) {
    if (error instanceof FieldsealError && !(error instanceof LockedError)) return undefined;
    throw error;
  }
};

/**
 * What was written until now is kept first. What was asked for is done even where the database does not say what it
 * holds.
 */
export const lock: Handler<'vault.lock'> = async (keeper) => {
  await keeper.lockSettled();
  return keeper.status().catch(() => ({ state: 'locked' }));
};

/** The person was told that this is, or may be, an older copy, and goes on with it. Said again it changes nothing. */
export const acceptState: Handler<'vault.acceptState'> = (keeper) => {
  const { vault, activity } = keeper.session();
  const lost = isWitnessLost(vault.anchorState);
  if (lost || 'counter' in vault.anchorState) {
    vault.acceptState();
    activity.add(lost ? 'witness-renewed' : 'vault-state-accepted', `${vault.counter}`);
  }
  return keeper.status();
};

/** What was lost with a bucket and is there again may be anything, the identity among it. */
export const rebuild: Handler<'vault.rebuild'> = async (keeper) => {
  const session = keeper.session();
  const rebuilt = await rebuildVault(session.vault, Date.now(), [knownStore(backupStore)]);
  await reloadSession(keeper.core, session);
  session.deadline.setMinutes(session.preferences.autoLockMinutes);
  return rebuilt;
};

/** `carryOut` does it; here a locked vault says that it is. */
export const touch: Handler<'vault.touch'> = (keeper) => {
  keeper.session();
  return null;
};

/** Whoever waited for it hears `stopped`. */
export const stopStretching: Handler<'stretch.stop'> = (keeper) => {
  keeper.stopStretching(new StoppedError());
  return null;
};

/** There is nothing to be told: where it cannot be done, the passphrase takes a little longer. */
export const warmStretching: Handler<'stretch.warm'> = (keeper) => {
  keeper.warmStretching();
  return null;
};

/** Asking for the status locks a vault whose time has passed. */
export const lockIfDue: Handler<'vault.lockIfDue'> = (keeper) => keeper.status();
