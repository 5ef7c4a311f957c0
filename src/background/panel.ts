import { browser } from 'wxt/browser';
import type { PanelIntent } from '../bridge/views.ts';
import { makeSessionMap } from './session-map.ts';

const intents = makeSessionMap<PanelIntent>('intent');
const target = makeSessionMap<number>('panel');

/** Opens the side panel for a tab and leaves it what it was opened for. False where the browser refuses (no click stood behind it). */
export const openPanel = async (tabId: number, intent: PanelIntent): Promise<boolean> => {
  // First the panel, while the person's click still counts; what it is for is read when it asks.
  const opened = browser.sidePanel.open({ tabId }).then(
    () => true,
    () => false,
  );
  await Promise.all([intents.set(String(tabId), intent), target.set('tab', tabId)]);
  return opened;
};

export const takeIntent = (tabId: number): Promise<PanelIntent | undefined> => intents.take(String(tabId));

/** The tab that the panel works for: the active one, or where that is one of our own pages, the last that asked for it. */
export const panelTab = async (): Promise<number | undefined> => {
  const [active] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  const own = active?.url?.startsWith(browser.runtime.getURL('/')) ?? false;
  return active?.id !== undefined && !own ? active.id : target.get('tab');
};
