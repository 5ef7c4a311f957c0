/**
 * Milliseconds of a clock that nobody sets, from any beginning: it says how long a wait has lasted in this worker. It may
 * stand still while the machine sleeps; then one waits longer.
 */
export type Monotonic = () => number;

/** For each database, by name: before this moment of the monotonic clock no passphrase is tried. */
const held = new Map<string, number>();

/** What is known of the waits beyond this worker: as long as the browser runs, and no clock that could be set. */
export interface WaitMemory {
  /** Milliseconds that an earlier worker had somebody wait last; nobody knows how much of it has passed. */
  readonly before: number;
  readonly note: (milliseconds: number) => void;
}
const nothing: WaitMemory = { before: 0, note: () => undefined };
let memory = nothing;

export const rememberWaits = (known: WaitMemory): void => {
  memory = known;
};

/** The wait as the worker has lived it, beside the one that the clock of the machine tells. */
export interface WaitClock {
  /**
   * Milliseconds that are still to be waited. A worker that has just started knows nothing of before but what its memory
   * says, and somebody may have set the clock meanwhile: where `afresh` is not 0, so much is waited from its first look
   * on, or all of what an earlier worker had begun.
   */
  readonly left: (afresh: number) => number;
  readonly hold: (milliseconds: number) => void;
}

export const makeWaitClock = (database: string, monotonic: Monotonic = () => performance.now()): WaitClock => {
  const hold = (milliseconds: number): void => {
    held.set(database, monotonic() + milliseconds);
    memory.note(milliseconds);
  };
  return {
    left: (afresh) => {
      if (!held.has(database)) hold(afresh > 0 ? Math.max(afresh, memory.before) : 0);
      return Math.max(0, (held.get(database) ?? 0) - monotonic());
    },
    hold,
  };
};

/** As if the worker had been started anew. */
export const forgetWaits = (): void => {
  held.clear();
  memory = nothing;
};
