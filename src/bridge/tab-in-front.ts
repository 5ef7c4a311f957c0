import { browser } from 'wxt/browser';

/** The tab in front in the window of this document. */
export const tabInFront = async (): Promise<number | undefined> =>
  (await browser.tabs.query({ active: true, currentWindow: true }))[0]?.id;

/** Calls back when another tab comes to the front, or a tab goes to another page. It costs nothing while nothing happens. */
export const watchTabInFront = (tell: () => void, signal: AbortSignal): void => {
  const { onActivated, onUpdated } = browser.tabs;
  const updated = (_: number, { status }: { status?: string }): void => {
    if (status !== undefined) tell();
  };
  onActivated.addListener(tell);
  onUpdated.addListener(updated);
  signal.addEventListener('abort', () => {
    onActivated.removeListener(tell);
    onUpdated.removeListener(updated);
  });
};
