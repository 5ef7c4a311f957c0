/** How long everything must have been seen without a break before a click counts. */
export const steadyMs = 500;

/** `hidden` something covers it · `young` seen, but not long enough to have been read · `steady` seen long enough. */
export type Visibility = 'hidden' | 'young' | 'steady';

export interface VisibilityRecord {
  /** What the browser says of one of the watched elements. */
  readonly note: (index: number, visible: boolean) => void;
  readonly state: () => Visibility;
}

/** Keeps since when all of `count` elements have been visible without a break. `now` in milliseconds. */
export const makeVisibilityRecord = (count: number, now: () => number): VisibilityRecord => {
  const seen = new Array<boolean>(count).fill(false);
  let since: number | undefined;
  return {
    note: (index, visible) => {
      seen[index] = visible;
      if (!seen.every(Boolean)) since = undefined;
      else since ??= now();
    },
    state: () => {
      if (since === undefined) return 'hidden';
      return now() - since >= steadyMs ? 'steady' : 'young';
    },
  };
};
