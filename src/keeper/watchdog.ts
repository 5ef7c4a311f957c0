/** Notices when the other side falls silent. */
export interface Watchdog {
  /** From now on, unless it looks already. */
  readonly watch: () => void;
  /** There is nothing to wait for, or something was heard. */
  readonly rest: () => void;
}

/** Calls `onSilence` where it was set to watch and not to rest for `ms`. */
export const makeWatchdog = (ms: number, onSilence: () => void): Watchdog => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    watch: () => {
      timer ??= setTimeout(() => {
        rest();
        onSilence();
      }, ms);
    },
    rest,
  };
};
