import { browser } from 'wxt/browser';
import { pulseName } from './pulse.ts';

/** A line to the content script of a frame's document, which ticks on it. */
interface PulseLine {
  readonly onBeat: (hear: () => void) => void;
  readonly close: () => void;
}

/** Undefined where this document stands in no tab. */
export const openPulseLine = async (documentId: string): Promise<PulseLine | undefined> => {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id === undefined) return undefined;
  const port = browser.tabs.connect(tab.id, { name: pulseName, documentId });
  return { onBeat: (hear) => port.onMessage.addListener(hear), close: () => port.disconnect() };
};
