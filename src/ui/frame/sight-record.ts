/** So long in sum something may lie over a window before the window shows nothing any more. Milliseconds. */
export const coveredMs = 300;
/** So long nothing may lie over it before it shows itself again. */
export const clearMs = 250;
/** Covered now and then counts, too: what was covered for a second is forgiven after so many in plain sight. */
const forgivenAfter = 4;

export interface SightRecord {
  /** Takes what the browser says at this moment. Gives whether the window may show what it holds. */
  readonly note: (visible: boolean) => boolean;
}

/** Keeps for how long a window was covered. It begins in sight. `now` in milliseconds. */
export const makeSightRecord = (now: () => number): SightRecord => {
  let covered = 0;
  let shown = true;
  let clearSince: number | undefined;
  let last: { readonly at: number; readonly visible: boolean } | undefined;
  return {
    note: (visible) => {
      const at = now();
      const passed = last ? at - last.at : 0;
      if (last?.visible === false) covered += passed;
      else covered = Math.max(0, covered - passed / forgivenAfter);
      last = { at, visible };
      clearSince = visible ? (clearSince ?? at) : undefined;
      if (shown) shown = covered < coveredMs;
      else if (clearSince !== undefined && at - clearSince >= clearMs) {
        shown = true;
        covered = 0;
      }
      return shown;
    },
  };
};
