import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { watchIntent } from '../../bridge/panel-intent.ts';
import { tabInFront } from '../../bridge/tab-in-front.ts';
import type { PanelIntent } from '../../bridge/views.ts';
import { dropKept, keepIntent, keptIntent } from './kept-intent.ts';

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

/** Taken from the background, which gives it once. It stays there where it was left; turning to the panel asks again. */
const takeIntent = async (): Promise<PanelIntent | undefined> => {
  const [intent, tabId] = await Promise.all([
    callBackground('panel.intent', { born }).catch(() => null),
    tabInFront().catch(() => undefined),
  ]);
  if (intent) keepIntent(tabId, intent);
  return intent ?? undefined;
};

/** What the panel was opened for: asked when it appears, when it is turned to, and when something was left for it. */
export const useIntent = (): IntentState => {
  const [received, setReceived] = useState<ReceivedIntent>();
  const [known, setKnown] = useState(false);
  const rounds = useRef(0);
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const receive = async (): Promise<void> => {
      const taken = await takeIntent();
      const intent = taken ?? (await keptIntent().catch(() => undefined));
      if (signal.aborted) return;
      setKnown(true);
      // What was kept comes back to a panel that has nothing else.
      if (!intent || (!taken && rounds.current > 0)) return;
      rounds.current += 1;
      setReceived({ intent, round: rounds.current });
    };
    const ask = (): void => {
      if (document.visibilityState === 'visible') void receive();
    };
    // First the watch, then the question: what comes in between is not missed.
    watchIntent(ask, signal);
    ask();
    addEventListener('focus', ask, { signal });
    document.addEventListener('visibilitychange', ask, { signal });
    return () => stop.abort();
  }, []);
  const drop = (): void => {
    dropKept();
    setReceived(undefined);
  };
  return { known, received, drop };
};
