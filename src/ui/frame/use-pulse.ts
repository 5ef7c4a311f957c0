import { useEffect } from 'preact/hooks';
import { makePulseRecord } from '../../bridge/pulse.ts';
import { openPulseLine } from '../../bridge/pulse-line.ts';
import type { FrameContext } from '../../bridge/views.ts';
import { setStalled } from './unsettled.ts';

/** How often it is looked after. Milliseconds. */
const lookMs = 50;

const watchPulse = async (documentId: string, signal: AbortSignal): Promise<void> => {
  const line = await openPulseLine(documentId);
  if (signal.aborted) line?.close();
  if (!line || signal.aborted) return;
  const record = makePulseRecord(() => performance.now());
  const look = (): void => {
    setStalled(!record.even());
    document.documentElement.toggleAttribute('data-unheard', !record.heard());
  };
  line.onBeat(() => {
    record.beat();
    look();
  });
  const timer = setInterval(look, lookMs);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    line.close();
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
