import { useEffect, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { tabInFront, watchTabInFront } from '../../bridge/tab-in-front.ts';
import type { PanelIntent } from '../../bridge/views.ts';
import { type KnownField, lookBeside, waitForField } from './known-field.ts';
import type { ReceivedIntent } from './use-intent.ts';

interface Place {
  readonly tabId: number | undefined;
  readonly origin: string | undefined;
  /** Of the field that the tab remembers, as long as it is there. */
  readonly documentId: string | undefined;
}

const placeNow = async (field: Promise<KnownField | 'none' | undefined>): Promise<Place> => {
  const [tabId, site, known] = await Promise.all([tabInFront(), callBackground('site.current', {}), field]);
  return { tabId, origin: site.origin, documentId: known === 'none' ? undefined : known?.documentId };
};

/** Is another page in front than the one that something was left from? */
const isElsewhere = (first: Place, now: Place, { kind }: PanelIntent): boolean => {
  if (now.tabId !== first.tabId || now.origin !== first.origin) return true;
  return kind === 'compose' && first.documentId !== undefined && now.documentId !== first.documentId;
};

/** A page that is busy says nothing of its field in time: it is asked again, so often and after so many milliseconds. */
const tries = 10;
const pauseMs = 500;

/** Is it the same page, as far as the browser knows, which only has not said that its field is there? */
const isUnanswered = (first: Place, now: Place): boolean =>
  now.tabId === first.tabId && now.origin === first.origin && now.documentId === undefined;

/** Whether the page that the panel was opened for is not in front any more: then nothing is said of it as if it were. */
export const useElsewhere = (received: ReceivedIntent | undefined): boolean => {
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    setElsewhere(false);
    if (!received) return;
    const stop = new AbortController();
    const { signal } = stop;
    const begun = placeNow(received.intent.kind === 'compose' ? waitForField() : lookBeside());
    let asked = 0;
    const look = async (): Promise<void> => {
      const turn = ++asked;
      for (let left = tries; left > 0; left--) {
        const [was, now] = await Promise.all([begun, placeNow(lookBeside())]);
        if (signal.aborted || turn !== asked) return;
        const other = isElsewhere(was, now, received.intent);
        setElsewhere(other);
        if (!other || !isUnanswered(was, now)) return;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    };
    watchTabInFront(() => void look().catch(() => undefined), signal);
    return () => stop.abort();
  }, [received]);
  return elsewhere;
};
