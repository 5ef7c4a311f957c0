import { useLayoutEffect } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { setUnsettled } from './unsettled.ts';
import { whenPaused } from './when-paused.ts';

/** What the page side does about it takes the keys away for a moment itself. Milliseconds. */
const quietMs = 150;

/**
 * Tells the page side when this window has got the keys back: the message of a field that had them meanwhile may stand
 * over us. The focus goes back to where it was. Nobody is interrupted while writing: it waits for a pause, and until then no
 * press counts.
 */
export const useRegained = (): void => {
  useLayoutEffect(() => {
    const stop = new AbortController();
    const options = { capture: true, signal: stop.signal };
    let losses = 0;
    let busy = false;
    // This outlives what it shows: held otherwise, a field would keep its text when the vault locks.
    let had: WeakRef<HTMLElement> | undefined;
    const regained = async (): Promise<void> => {
      busy = true;
      setUnsettled(true);
      // Once it goes while that is done. More often, and there may be another message.
      do {
        await whenPaused(stop.signal);
        if (!document.hasFocus() || stop.signal.aborted) break;
        losses = -1;
        await callBackground('frame.regained', {}).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, quietMs));
      } while (losses > 0 && document.hasFocus() && !stop.signal.aborted);
      busy = false;
      setUnsettled(false);
      losses = document.hasFocus() ? 0 : 1;
    };
    const within = ({ target }: Event): void => {
      if (target instanceof HTMLElement) had = new WeakRef(target);
    };
    addEventListener('focusin', within, options);
    addEventListener('blur', ({ target }) => void (target === window && losses++), options);
    const focused = ({ target }: Event): void => {
      if (target !== window) return;
      if (document.activeElement === document.body) had?.deref()?.focus({ preventScroll: true });
      if (losses > 0 && !busy) void regained();
    };
    addEventListener('focus', focused, options);
    return () => stop.abort();
  }, []);
};
