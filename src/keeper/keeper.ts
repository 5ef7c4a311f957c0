import type { Status } from '../bridge/views.ts';
import type { Core } from '../crypto/core.ts';
import { type AnchorStore, isWitnessLost } from '../vault/anchor.ts';
import { isEmpty, type VaultDatabase, vaultExists } from '../vault/database.ts';
import type { StretchOptions } from '../vault/new-password.ts';
import { makeConnection } from './connection.ts';
import { LockedError } from './errors.ts';
import type { OpenLanes } from './files/lanes.ts';
import { closeSession, type Session } from './session.ts';
import type { Stretcher } from './stretcher.ts';

/** The one place with state: whether the vault is open, and what it takes to say so. */
export interface Keeper {
  readonly core: Core;
  /** Where files are worked on; in workers of this worker where nothing is said. */
  readonly openLanes?: OpenLanes;
  /** Works with the database, reopened where it was closed under us. Throws what `Connection.use` throws. */
  readonly withDatabase: <T>(work: (db: VaultDatabase) => Promise<T>) => Promise<T>;
  /** The open session. Throws `LockedError` where there is none, or where its time has just passed. */
  readonly session: () => Session;
  readonly open: (session: Session) => void;
  /** Locks once the drafts and events that were handed over are kept. */
  readonly lockSettled: () => Promise<void>;
  /** The time until the lock starts again, where the vault is open. */
  readonly touch: () => void;
  /** `lockSettled` because the time has passed, and says so. */
  readonly lockByDeadline: () => void;
  readonly status: () => Promise<Status>;
  /** Passphrases that are being stretched: the command that waits for them fails with this. */
  readonly stopStretching: (reason: Error) => void;
  /** A passphrase is being typed. */
  readonly warmStretching: () => void;
  readonly vaultOptions: VaultOptions;
}

/** For every vault that is made or opened: what new passphrases and PINs cost, and the witness of its state. */
export interface VaultOptions extends StretchOptions {
  readonly anchors?: AnchorStore;
}

export interface KeeperParts {
  readonly core: Core;
  readonly openDatabase: () => Promise<VaultDatabase>;
  readonly vaultExisted: boolean;
  /** The vault has locked itself: its time has passed, or its database was closed under it. */
  readonly onLocked: () => void;
  readonly vaultOptions?: VaultOptions;
  /** Where passphrases are stretched; in this thread if left out, and then nothing can end it. */
  readonly stretcher?: Stretcher;
}

const openStatus = ({ deadline, identity, vault, changes }: Session): Status => {
  const { missing, added, changed, buckets } = vault.damage;
  const damaged = missing.length + added.length + changed.length + buckets.length;
  return {
    state: 'unlocked',
    lockAt: deadline.at,
    ...(identity ? { name: identity.name } : { identityDamaged: true }),
    revision: changes.count,
    ...(damaged > 0 ? { damaged } : {}),
    ...(buckets.length > 0 ? { rebuildable: true } : {}),
    ...('counter' in vault.anchorState ? { rolledBack: true } : {}),
    ...(isWitnessLost(vault.anchorState) ? { witnessLost: true } : {}),
  };
};

const look = async (db: VaultDatabase) => ({ vault: await vaultExists(db), nothing: await isEmpty(db) });

/** Milliseconds that a lock waits for what is being written: no disk may keep the vault open. */
const lockPatience = 1000;

const settle = ({ draftWriter, activity }: Session): Promise<unknown> =>
  Promise.race([
    Promise.all([draftWriter.settled(), activity.settled()]),
    new Promise((resolve) => setTimeout(resolve, lockPatience)),
  ]);

const withStretcher = ({
  core,
  stretcher,
}: KeeperParts): Pick<Keeper, 'core' | 'stopStretching' | 'warmStretching'> => ({
  core: stretcher ? { ...core, stretch: stretcher.stretch } : core,
  stopStretching: (reason) => stretcher?.stop(reason),
  warmStretching: () => stretcher?.warm(),
});

const required = (session: Session | undefined): Session => {
  if (!session) throw new LockedError();
  return session;
};

const endWork = ({ core, stretcher }: KeeperParts): void => {
  stretcher?.stop(new LockedError());
  core.wipe();
};

export const makeKeeper = (parts: KeeperParts): Keeper => {
  const { openDatabase, vaultExisted, onLocked, vaultOptions = {} } = parts;
  let session: Session | undefined;
  let existed = vaultExisted;
  const lock = (): void => {
    endWork(parts);
    if (session) closeSession(session);
    session = undefined;
  };
  const lockAndTell = (): void => {
    lock();
    onLocked();
  };
  const lockSettled = async (): Promise<void> => {
    parts.stretcher?.stop(new LockedError());
    const closing = session;
    if (closing) await settle(closing);
    // It may have been unlocked again meanwhile.
    if (session === closing) lock();
  };
  const connection = makeConnection({ open: openDatabase, onLost: () => session && lockAndTell() });
  const current = (): Session | undefined => {
    if (session?.deadline.isPast()) lock();
    return session;
  };
  const status = async (): Promise<Status> => {
    const open = current();
    if (open) return openStatus(open);
    const found = await connection.use(look);
    existed ||= !found.nothing;
    return { state: found.vault ? 'locked' : existed ? 'missing' : 'empty' };
  };
  return {
    ...withStretcher(parts),
    withDatabase: connection.use,
    session: () => required(current()),
    open: (next) => {
      lock();
      session = next;
      existed = true;
    },
    lockSettled,
    touch: () => current()?.deadline.touch(),
    lockByDeadline: () => void lockSettled().then(onLocked),
    status,
    vaultOptions,
  };
};
