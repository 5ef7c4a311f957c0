import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { watchIntent } from '../../bridge/panel-intent.ts';
import type { PanelIntent } from '../../bridge/views.ts';

export interface ReceivedIntent {
  readonly intent: PanelIntent;
  /** Counts what came, from 1 and never again from there, so that the same intent twice is two. */
  readonly round: number;
}

export interface IntentState {
  readonly received: ReceivedIntent | undefined;
  /** What it was opened for is done with. */
  readonly drop: () => void;
}

/** What the panel was opened for: asked when it appears, when it is turned to, and when something was left for it. */
export const useIntent = (): IntentState => {
  const [received, setReceived] = useState<ReceivedIntent>();
  const rounds = useRef(0);
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const ask = (): void => {
      if (document.visibilityState !== 'visible') return;
      callBackground('panel.intent', {}).then(
        (intent) => {
          if (!intent || signal.aborted) return;
          rounds.current += 1;
          setReceived({ intent, round: rounds.current });
        },
        // It stays where it was left; turning to the panel asks again.
        () => undefined,
      );
    };
    // First the watch, then the question: what comes in between is not missed.
    watchIntent(ask, signal);
    ask();
    addEventListener('focus', ask, { signal });
    document.addEventListener('visibilitychange', ask, { signal });
    return () => stop.abort();
  }, []);
  return { received, drop: () => setReceived(undefined) };
};
