import { useEffect } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { makePulseRecord, pulseName } from '../../bridge/pulse.ts';
import type { FrameContext } from '../../bridge/views.ts';
import { setStalled } from './unsettled.ts';

/** How often it is looked after. Milliseconds. */
const lookMs = 50;

const watchPulse = async (documentId: string, signal: AbortSignal): Promise<void> => {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id === undefined || signal.aborted) return;
  const record = makePulseRecord(() => performance.now());
  const look = (): void => {
    setStalled(!record.even());
    document.documentElement.toggleAttribute('data-unheard', !record.heard());
  };
  const port = browser.tabs.connect(tab.id, { name: pulseName, documentId });
  port.onMessage.addListener(() => {
    record.beat();
    look();
  });
  const timer = setInterval(look, lookMs);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    port.disconnect();
  });
};

/**
 * Of a page whose thread stands still nobody can say what it shows over this window: no press counts, and the security
 * words are not shown. A page that is only busy may be used all the same.
 */
export const usePulse = (binding: Promise<FrameContext>): void => {
  useEffect(() => {
    const stop = new AbortController();
    binding.then(
      ({ documentId }) => watchPulse(documentId, stop.signal),
      () => undefined,
    );
    return () => stop.abort();
  }, [binding]);
};
