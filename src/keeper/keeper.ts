import type { Status } from '../bridge/views.ts';
import type { Core } from '../crypto/core.ts';
import { type VaultDatabase, vaultExists } from '../vault/database.ts';
import { LockedError } from './errors.ts';
import { closeSession, type Session } from './session.ts';

/** The one place with state: whether the vault is open, and what it takes to say so. */
export interface Keeper {
  readonly core: Core;
  readonly db: VaultDatabase;
  /** The open session. Throws `LockedError` where there is none, or where its time has just passed. */
  readonly session: () => Session;
  readonly open: (session: Session) => void;
  readonly lock: () => void;
  /** Locks because the time has passed, and says so. */
  readonly lockByDeadline: () => void;
  readonly status: () => Promise<Status>;
  /** Wrong passphrases in a row. */
  failures: number;
  /** Before this time no further passphrase is tried. */
  notBefore: number;
}

export interface KeeperParts {
  readonly core: Core;
  readonly db: VaultDatabase;
  readonly vaultExisted: boolean;
  /** The vault has locked itself. */
  readonly onDeadline: () => void;
}

const openStatus = ({ deadline, identity, vault }: Session): Status => {
  const { missing, added, changed, buckets } = vault.damage;
  const damaged = missing.length + added.length + changed.length + buckets.length;
  return { state: 'unlocked', lockAt: deadline.at, name: identity.name, ...(damaged > 0 ? { damaged } : {}) };
};

export const makeKeeper = ({ core, db, vaultExisted, onDeadline }: KeeperParts): Keeper => {
  let session: Session | undefined;
  const lock = (): void => {
    if (session) closeSession(session);
    session = undefined;
    core.wipe();
  };
  const current = (): Session | undefined => {
    if (session?.deadline.isPast()) lock();
    return session;
  };
  const status = async (): Promise<Status> => {
    const open = current();
    if (open) return openStatus(open);
    if (await vaultExists(db)) return { state: 'locked' };
    return { state: vaultExisted ? 'missing' : 'empty' };
  };
  return {
    core,
    db,
    session: () => {
      const open = current();
      if (!open) throw new LockedError();
      return open;
    },
    open: (next) => {
      lock();
      session = next;
    },
    lock,
    lockByDeadline: () => {
      lock();
      onDeadline();
    },
    status,
    failures: 0,
    notBefore: 0,
  };
};
