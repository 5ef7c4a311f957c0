/** When the vault locks by itself. Time is the machine's, so a slept-through deadline counts as passed. */
export interface Deadline {
  /** Milliseconds since 1970. */
  readonly at: number;
  isPast(): boolean;
  /** Something was done: the time starts again. */
  touch(): void;
  setMinutes(minutes: number): void;
  stop(): void;
}

/** Longest wait a timer takes in one piece; a sleeping machine stops timers, so the clock is looked at this often. */
const lookEveryMs = 15_000;

/** Calls `onPast` once, promptly where the machine is awake. */
export const startDeadline = (minutes: number, onPast: () => void, now: () => number = () => Date.now()): Deadline => {
  let length = minutes * 60_000;
  let at = now() + length;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const left = at - now();
    if (left <= 0) onPast();
    else timer = setTimeout(look, Math.min(left, lookEveryMs));
  };
  const restart = (): void => {
    at = now() + length;
    clearTimeout(timer);
    look();
  };
  restart();
  return {
    get at() {
      return at;
    },
    isPast: () => now() >= at,
    touch: restart,
    setMinutes: (next) => {
      length = next * 60_000;
      restart();
    },
    stop: () => clearTimeout(timer),
  };
};
