import type { Core } from '../../crypto/core.ts';
import type { VaultDatabase } from '../database.ts';
import { StorageFullError, UnlockWaitError } from '../errors.ts';
import type { VaultLocks } from '../locks.ts';
import type { SlotKind } from '../slot.ts';
import { handled, inStrictTransaction } from '../strict-transaction.ts';
import {
  type AttemptsRow,
  attemptsKey,
  emptyAttempts,
  encodeAttempts,
  parseAttempts,
  withEntry,
} from './attempts-row.ts';
import { type Monotonic, makeWaitClock, type WaitClock } from './wait-clock.ts';

/** One attempt at a time, in every context of the extension: guesses do not run side by side. */
const attemptLockName = 'fieldseal-unlock';
/** So many wrong passphrases cost no waiting. */
export const freeFailures = 9;
const firstWaitSeconds = 30;
const longestWaitSeconds = 900;

/** How long to wait after so many wrong passphrases in a row, in seconds. */
export const waitAfter = (failures: number): number =>
  failures <= freeFailures ? 0 : Math.min(firstWaitSeconds * 2 ** (failures - freeFailures - 1), longestWaitSeconds);

/** `not-tried`: something else went wrong before the secret was held against anything. */
type Outcome = 'opened' | 'wrong' | 'not-tried';

/** What an attempt is made in. */
export interface AttemptPlace {
  readonly core: Core;
  readonly db: VaultDatabase;
  readonly locks: VaultLocks;
  readonly monotonic?: Monotonic;
}

/**
 * Counts an attempt on the disk before it is made, and afterwards what became of it. Only wrong passphrases make the
 * next one wait: the other ways in cannot be guessed, and the PIN has a count of its own. A wait is over when both the
 * clock and the time this worker has lived say so.
 * @param attempt gives nothing where the secret is wrong. It says so with `onRefused` as soon as anything has refused the
 * secret: somebody who then ends it, or whose memory does, has learnt what a wrong attempt tells.
 *
 * A full disk keeps nobody out of what is theirs: then it goes uncounted. (The PIN's own count is strict.)
 * @throws UnlockWaitError: nothing was tried
 * @throws StorageFailedError
 */
export const countAttempt = <T>(
  place: AttemptPlace,
  way: SlotKind,
  now: number,
  attempt: (onRefused: () => void) => Promise<T | undefined>,
): Promise<T | undefined> =>
  place.locks.request(attemptLockName, async () => {
    const clock = makeWaitClock(place.db.name, place.monotonic);
    await changeRow(place, (row) => begin(place.core, row, way, now, clock));
    let outcome: Outcome = 'not-tried';
    try {
      const opened = await attempt(() => {
        outcome = 'wrong';
      });
      outcome = opened === undefined ? 'wrong' : 'opened';
      return opened;
    } finally {
      if (way === 'password' ? outcome !== 'wrong' : outcome === 'opened') clock.hold(0);
      await changeRow(place, (row) => end(place.core, row, outcome));
    }
  });

const changeRow = async ({ db }: AttemptPlace, change: (row: AttemptsRow) => AttemptsRow): Promise<void> => {
  try {
    await inStrictTransaction(db, async ({ device }) => {
      const row = parseAttempts(await device.get(attemptsKey)) ?? emptyAttempts();
      handled(device.put(encodeAttempts(change(row)), attemptsKey));
    });
  } catch (error) {
    if (!(error instanceof StorageFullError)) throw error;
  }
};

const begin = (core: Core, row: AttemptsRow, way: SlotKind, now: number, clock: WaitClock): AttemptsRow => {
  const { pending, ...rest } = row;
  const settled = pending ? withEntry(core, rest, { ...pending, interrupted: true }) : rest;
  const running = { ...settled, pending: { at: now, way, interrupted: false } };
  if (way !== 'password') return running;
  const seconds = secondsToWait(row, now, clock);
  if (seconds > 0) throw new UnlockWaitError(seconds);
  const failures = row.failures + 1;
  clock.hold(waitAfter(failures) * 1000);
  return { ...running, failures, notBefore: now + waitAfter(failures) * 1000 };
};

/** Never longer than the step that was reached: a clock put back must not keep anybody out for years. */
const secondsToWait = ({ failures, notBefore }: AttemptsRow, now: number, clock: WaitClock): number => {
  const step = waitAfter(failures);
  const left = clock.left(Math.min(step, firstWaitSeconds) * 1000);
  return Math.min(Math.ceil(Math.max(notBefore - now, left) / 1000), step);
};

const end = (core: Core, { pending, ...row }: AttemptsRow, outcome: Outcome): AttemptsRow => {
  if (outcome === 'opened') return { ...row, failures: 0, notBefore: 0 };
  if (outcome === 'wrong') return pending ? withEntry(core, row, pending) : row;
  if (pending?.way !== 'password') return row;
  return { ...row, failures: Math.max(0, row.failures - 1), notBefore: 0 };
};
