import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { watchIntent } from '../../bridge/panel-intent.ts';
import type { PanelIntent } from '../../bridge/views.ts';

/** When this panel appeared. */
const born = Date.now();

export interface ReceivedIntent {
  readonly intent: PanelIntent;
  /** Counts the intents from 1 and never restarts, so that the same intent twice is two. */
  readonly round: number;
}

export interface IntentState {
  /** Has the answer come? Before that nothing is shown that the intent would move. */
  readonly known: boolean;
  readonly received: ReceivedIntent | undefined;
  /** What it was opened for is done with. */
  readonly drop: () => void;
}

/** What the panel was opened for: asked when it appears, when it is turned to, and when something was left for it. */
export const useIntent = (): IntentState => {
  const [received, setReceived] = useState<ReceivedIntent>();
  const [known, setKnown] = useState(false);
  const rounds = useRef(0);
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const ask = (): void => {
      if (document.visibilityState !== 'visible') return;
      callBackground('panel.intent', { born })
        // It stays where it was left; turning to the panel asks again.
        .catch(() => null)
        .then((intent) => {
          if (signal.aborted) return;
          setKnown(true);
          if (!intent) return;
          rounds.current += 1;
          setReceived({ intent, round: rounds.current });
        });
    };
    // First the watch, then the question: what comes in between is not missed.
    watchIntent(ask, signal);
    ask();
    addEventListener('focus', ask, { signal });
    document.addEventListener('visibilitychange', ask, { signal });
    return () => stop.abort();
  }, []);
  return { known, received, drop: () => setReceived(undefined) };
};
