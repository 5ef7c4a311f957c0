import { browser } from 'wxt/browser';

/** Under this and the tab's id the background leaves in session storage what the panel is wanted for. */
const prefix = 'intent:';

/** Is the tab in the window of this document? Every window has a side panel of its own. */
const isHere = async (tabId: number): Promise<boolean> => {
  const [tab, here] = await Promise.all([browser.tabs.get(tabId), browser.windows.getCurrent()]);
  return tab.windowId === here.id;
};

/**
 * Calls back when something was left for the side panel of this window. It costs nothing while nothing happens: asking
 * from time to time would keep the background awake.
 */
export const watchIntent = (tell: () => void, signal: AbortSignal): void => {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    for (const [key, { newValue }] of Object.entries(changes)) {
      if (!key.startsWith(prefix) || newValue === undefined) continue;
      // A tab that is gone meanwhile wants nothing.
      isHere(Number(key.slice(prefix.length))).then(
        (here) => here && !signal.aborted && tell(),
        () => undefined,
      );
    }
  };
  browser.storage.session.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.session.onChanged.removeListener(listener));
};

/** Was something left for the side panel beside the tab in front, which it has not taken yet? */
export const isPanelWanted = async (): Promise<boolean> => {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return false;
  const key = `${prefix}${tab.id}`;
  return (await browser.storage.session.get(key))[key] !== undefined;
};
