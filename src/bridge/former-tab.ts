import { browser } from 'wxt/browser';
import { callBackground } from './background-client.ts';
import { whenReady } from './windows-there.ts';

/**
 * From a full page that came up in place of the popup: leads back to the tab that was in front before, once a window of
 * ours that waits there can take the keys, and closes this one. False where that tab is gone, or there was none.
 * Who has gone elsewhere meanwhile stays there.
 */
export const goBack = async (): Promise<boolean> => {
  const { tabId } = await callBackground('unlock.former', {});
  if (tabId === null) return false;
  await whenReady(tabId);
  const [here, former] = await Promise.all([browser.tabs.getCurrent(), browser.tabs.get(tabId).catch(() => undefined)]);
  if (here?.id === undefined || !former) return false;
  if (here.active) {
    await browser.tabs.update(tabId, { active: true });
    await browser.windows.update(former.windowId, { focused: true });
  }
  await browser.tabs.remove(here.id);
  return true;
};
