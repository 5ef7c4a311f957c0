/**
 * Milliseconds of a clock that nobody sets, from any beginning: it says how long a wait has lasted in this worker. It may
 * stand still while the machine sleeps; then one waits longer.
 */
export type Monotonic = () => number;

/** For each database, by name: before this moment of the monotonic clock no passphrase is tried. */
const held = new Map<string, number>();

/** The wait as the worker has lived it, beside the one that the clock of the machine tells. */
export interface WaitClock {
  /**
   * Milliseconds that are still to be waited. A worker that has just started knows nothing of before, and somebody may
   * have set the clock meanwhile: where `afresh` is not 0, so much is waited from its first look on.
   */
  readonly left: (afresh: number) => number;
  readonly hold: (milliseconds: number) => void;
}

export const makeWaitClock = (database: string, monotonic: Monotonic = () => performance.now()): WaitClock => {
  const hold = (milliseconds: number): void => void held.set(database, monotonic() + milliseconds);
  return {
    left: (afresh) => {
      if (!held.has(database)) hold(afresh);
      return Math.max(0, (held.get(database) ?? 0) - monotonic());
    },
    hold,
  };
};

/** As if the worker had been started anew. */
export const forgetWaits = (): void => held.clear();
