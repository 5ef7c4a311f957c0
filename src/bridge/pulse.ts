// The content script of a page ticks as long as the page's thread runs, and tells our frame there. A thread that
// stands still knows nothing of what the browser goes on to show: scrolled, animated, over our windows.

/** The name of the line. Nothing but ticks travels on it. */
export const pulseName = 'pulse';
/** Between two ticks, in milliseconds. */
export const beatMs = 100;
/** A gap of more than this is a standstill. */
const gapMs = 250;
/** How long no press counts after one. */
const calmMs = 1_000;
/** Without a tick for so long, the window hides its security words. */
const silentMs = 500;

export interface PulseRecord {
  readonly beat: () => void;
  /** Was there no standstill, and is there none now? */
  readonly even: () => boolean;
  /** Was anything heard lately? */
  readonly heard: () => boolean;
}

/** Keeps how a thread ticks. It begins with a tick. `now` in milliseconds. */
export const makePulseRecord = (now: () => number): PulseRecord => {
  let last = now();
  let stood = Number.NEGATIVE_INFINITY;
  return {
    beat: () => {
      const at = now();
      if (at - last > gapMs) stood = at;
      last = at;
    },
    even: () => now() - last <= gapMs && now() - stood >= calmMs,
    heard: () => now() - last <= silentMs,
  };
};
