import { useEffect, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import type { PanelIntent } from '../../bridge/views.ts';

export interface ReceivedIntent {
  readonly intent: PanelIntent;
  /** Counts what came, so that the same intent twice is two. */
  readonly round: number;
}

/** Nothing tells the panel that it got something to do while it stands open beside the page, so it asks. */
const askEveryMs = 1500;

/** What the panel was opened for: asked when it appears, when it is turned to, and from time to time while it is shown. */
export const useIntent = (): ReceivedIntent | undefined => {
  const [received, setReceived] = useState<ReceivedIntent>();
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const ask = (): void => {
      if (document.visibilityState !== 'visible') return;
      callBackground('panel.intent', {}).then(
        (intent) => {
          if (intent && !signal.aborted) setReceived((before) => ({ intent, round: (before?.round ?? 0) + 1 }));
        },
        // Asked again in a moment.
        () => undefined,
      );
    };
    ask();
    addEventListener('focus', ask, { signal });
    document.addEventListener('visibilitychange', ask, { signal });
    const timer = setInterval(ask, askEveryMs);
    signal.addEventListener('abort', () => clearInterval(timer));
    return () => stop.abort();
  }, []);
  return received;
};
