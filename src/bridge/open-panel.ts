import { browser } from 'wxt/browser';

/**
 * Opens the side panel beside the tab of this document; from the popup, which has no tab, in its window. Must be called
 * while a person's click still counts in this very document. A message carries the click to the background, too, but
 * there it counts only until the first `await`. Gives false where the browser refuses.
 */
export const openPanelHere = async (): Promise<boolean> => {
  try {
    const tab = await browser.tabs.getCurrent();
    const windowId = (await browser.windows.getCurrent()).id;
    if (tab?.id !== undefined) await browser.sidePanel.open({ tabId: tab.id });
    else if (windowId !== undefined) await browser.sidePanel.open({ windowId });
    return true;
  } catch {
    return false;
  }
};
