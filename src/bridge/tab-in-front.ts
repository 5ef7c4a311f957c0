import { browser } from 'wxt/browser';

/** The tab in front in the window of this document. */
export const tabInFront = async (): Promise<number | undefined> =>
  (await browser.tabs.query({ active: true, currentWindow: true }))[0]?.id;

/** The tab that this popup or side panel stands over or beside; undefined where it is the document of a tab itself. */
export const tabUnderView = async (): Promise<{ readonly id: number; readonly windowId: number } | undefined> => {
  if (await browser.tabs.getCurrent()) return undefined;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { id: tab.id, windowId: tab.windowId };
};

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
