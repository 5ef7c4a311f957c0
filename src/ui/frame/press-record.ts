/** For so long all must have been calm before a press counts. Milliseconds. */
export const calmMs = 500;
/** Pixels by which a place on the screen may differ: some events have whole numbers only. */
const tolerance = 3;

/** Where the pointer is, on the screen and in this window. */
export interface PointerPlace {
  readonly screenX: number;
  readonly screenY: number;
  readonly clientX: number;
  readonly clientY: number;
}

export interface PressVerdict {
  /** Nothing was pressed just before, the keys were ours and the browser's window has not moved. */
  readonly calm: boolean;
  /**
   * For all of that time the pointer was in this window, and that at the same place on the screen. For a window in frames
   * of others, which may be moved without anybody of us seeing it. `zoom`: pixels of the screen for one of ours.
   */
  readonly still: (zoom: number) => boolean;
}

export interface PressRecord {
  readonly focus: (has: boolean) => void;
  /** The browser's window was moved. */
  readonly shift: () => void;
  readonly point: (place: PointerPlace) => void;
  readonly leave: () => void;
  /** Takes a press as it begins; a `repeat` of a key that is held down is none. */
  readonly press: (how?: { readonly place?: PointerPlace; readonly repeat?: boolean }) => PressVerdict;
  /** Would a press be calm now, if the keys are ours? They may be with the page, where the person reads or writes. */
  readonly calm: () => boolean;
}

interface Seen {
  readonly at: number;
  readonly place: PointerPlace;
}

const stoodStill = (seen: readonly Seen[], place: PointerPlace, before: number, zoom: number): boolean => {
  const near = (one: PointerPlace): boolean =>
    Math.abs(one.screenX - one.clientX * zoom - (place.screenX - place.clientX * zoom)) <= tolerance &&
    Math.abs(one.screenY - one.clientY * zoom - (place.screenY - place.clientY * zoom)) <= tolerance;
  // The last one that is old enough says where the pointer had been since.
  const first = seen.findLastIndex(({ at }) => at <= before);
  return first >= 0 && seen.slice(first).every((one) => near(one.place));
};

/** Keeps what came before a press, so that no press counts that was meant for something else. `now` in milliseconds. */
export const makePressRecord = (now: () => number): PressRecord => {
  let focusedSince: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let shifted = Number.NEGATIVE_INFINITY;
  let seen: readonly Seen[] = [];
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
    point: (place) => {
      const first = seen.findLastIndex(({ at }) => at <= now() - calmMs);
      seen = [...seen.slice(Math.max(first, 0)), { at: now(), place }];
    },
    leave: () => {
      seen = [];
    },
    press: ({ place, repeat = false } = {}) => {
      const [was, before, at] = [calm() && hadFocus() && !repeat, now() - calmMs, seen];
      last = now();
      return { calm: was, still: (zoom) => place === undefined || stoodStill(at, place, before, zoom) };
    },
  };
};
