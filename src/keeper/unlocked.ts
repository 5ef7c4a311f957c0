import { LockedError } from './errors.ts';
import type { Keeper } from './keeper.ts';
import type { Session } from './session.ts';

/**
 * For after every wait, before keys of the session are used or an answer goes out: a lock may have come in between, and
 * then the keys are zeros. Throws `LockedError`.
 */
export const requireOpen = (keeper: Keeper, session: Session): void => {
  if (keeper.session() !== session) throw new LockedError();
};

/**
 * What works with the keys of the session and waits meanwhile. Where the vault was locked before it had ended, nothing of
 * it goes out, and it failed by that alone. Throws `LockedError`, else what `work` throws.
 */
export const whileUnlocked = async <T>(keeper: Keeper, work: (session: Session) => Promise<T>): Promise<T> => {
  const session = keeper.session();
  let answer: T;
  try {
    answer = await work(session);
  } catch (error) {
    requireOpen(keeper, session);
    throw error;
  }
  requireOpen(keeper, session);
  return answer;
};
