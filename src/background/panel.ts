import { type Browser, browser } from 'wxt/browser';
import type { PanelIntent } from '../bridge/views.ts';
import { makeSessionMap } from './session-map.ts';

const intents = makeSessionMap<PanelIntent>('intent');
const target = makeSessionMap<number>('panel');

/**
 * Opens the side panel beside a tab. False where the browser refuses, because no click of a person's stood behind it.
 * A click counts in the listener that was called for it, and in callbacks of calls made there, at once: never after an
 * `await`, not even of something that was already there. So nothing may come before this that is awaited.
 */
export const showPanel = (tabId: number): Promise<boolean> =>
  browser.sidePanel.open({ tabId }).then(
    () => true,
    () => false,
  );

/** Leaves the panel what it was opened for; it asks when it appears, and from time to time. */
export const leaveIntent = async (tabId: number, intent: PanelIntent): Promise<void> => {
  await Promise.all([intents.set(String(tabId), intent), target.set('tab', tabId)]);
};

/** Both: see `showPanel`. */
export const openPanel = async (tabId: number, intent: PanelIntent): Promise<boolean> => {
  const opened = showPanel(tabId);
  await leaveIntent(tabId, intent);
  return opened;
};

export const takeIntent = (tabId: number): Promise<PanelIntent | undefined> => intents.take(String(tabId));

/** Is this the tab to work for, rather than one of our own pages? */
export const isWorkTab = (tab: Browser.tabs.Tab | undefined): tab is Browser.tabs.Tab & { readonly id: number } =>
  tab?.id !== undefined && !(tab.url?.startsWith(browser.runtime.getURL('/')) ?? false);

/** The tab that the panel works for: the active one, or where that is one of our own pages, the last that asked for it. */
export const panelTab = async (): Promise<number | undefined> => {
  const [active] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return isWorkTab(active) ? active.id : target.get('tab');
};
