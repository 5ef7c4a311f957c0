/** For so long all must have been calm before a press counts. Milliseconds. */
export const calmMs = 500;

export interface PressRecord {
  readonly focus: (has: boolean) => void;
  /** The browser's window was moved. */
  readonly shift: () => void;
  /**
   * Takes a press as it begins; a `repeat` of a key that is held down is none. Gives whether nothing was pressed just
   * before, the keys were ours and the browser's window has not moved.
   */
  readonly press: (how?: { readonly repeat?: boolean }) => boolean;
  /** Would a press be calm now, if the keys are ours? They may be with the page, where the person reads or writes. */
  readonly calm: () => boolean;
}

/** Keeps what came before a press, so that no press counts that was meant for something else. `now` in milliseconds. */
export const makePressRecord = (now: () => number): PressRecord => {
  let focusedSince: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let shifted = Number.NEGATIVE_INFINITY;
  const calm = (): boolean => Math.max(last, shifted) <= now() - calmMs;
  const hadFocus = (): boolean => focusedSince !== undefined && focusedSince <= now() - calmMs;
  return {
    calm,
    focus: (has) => {
      focusedSince = has ? (focusedSince ?? now()) : undefined;
    },
    shift: () => {
      shifted = now();
    },
    press: ({ repeat = false } = {}) => {
      const was = calm() && hadFocus() && !repeat;
      last = now();
      return was;
    },
  };
};
