import { makeSightRecord } from './sight-record.ts';
import { seenInNextPicture } from './watch-visibility.ts';

/** Between two looks; how long exactly no page can know. Milliseconds. */
const least = 40;
const jitter = 64;

/** What the window is told: whether to show what it holds, and now and then, while it does not, that it is covered. */
export interface SightEvents {
  readonly onChange: (shown: boolean) => void;
  readonly onCovered: () => void;
}

/** How often it is said that something still lies over us. Milliseconds. */
const sayMs = 600;

const pause = (): Promise<void> => {
  const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
  return new Promise((resolve) => setTimeout(resolve, least + (random % jitter)));
};

/**
 * Watches the whole of this window. A standing observer looks at known times, between which a page could lay something
 * over us again and again; so each look is a new one, at a time of its own. While nothing of us is drawn nothing is judged.
 */
export const watchSight = async ({ onChange, onCovered }: SightEvents, signal: AbortSignal): Promise<void> => {
  const record = makeSightRecord(() => performance.now());
  let shown = true;
  let said = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    const seen = document.hidden ? 'unknown' : await seenInNextPicture([document.documentElement]);
    if (signal.aborted) return;
    if (seen === 'visible' || seen === 'covered' || seen === 'cut') {
      const now = record.note(seen === 'visible');
      if (now !== shown) onChange(now);
      shown = now;
      if (!now && seen === 'covered' && performance.now() - said >= sayMs) {
        said = performance.now();
        onCovered();
      }
    }
    await pause();
  }
};
