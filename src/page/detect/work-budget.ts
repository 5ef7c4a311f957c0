/** How much time our script may take from a page, whatever the page does. */
export interface WorkBudget {
  /** Milliseconds until more work may be done; 0 where there is some left. */
  delay(now: number): number;
  spend(ms: number, now: number): void;
}

/** A bucket of `burstMs` that fills at `msPerSecond`. Work may overdraw it; then the debt is waited for. */
export const makeWorkBudget = (limits: { readonly msPerSecond: number; readonly burstMs: number }): WorkBudget => {
  let left = limits.burstMs;
  let at = 0;
  const fill = (now: number): void => {
    left = Math.min(limits.burstMs, left + ((now - at) * limits.msPerSecond) / 1000);
    at = now;
  };
  return {
    delay: (now) => {
      fill(now);
      return left > 0 ? 0 : Math.ceil(((1 - left) * 1000) / limits.msPerSecond);
    },
    spend: (ms, now) => {
      fill(now);
      left -= ms;
    },
  };
};
