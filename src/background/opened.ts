import { browser } from 'wxt/browser';
import { makeSessionMap } from './session-map.ts';

/** By tab: a page opened it, by a script or a link of its own. */
const opened = makeSessionMap<true>('opened');

/** If the person asked for a tab, by the mouse or otherwise, the browser knows its address from the start. */
export const watchOpened = (): void => {
  browser.tabs.onCreated.addListener(({ id, openerTabId, pendingUrl }) => {
    if (id !== undefined && openerTabId !== undefined && pendingUrl === undefined) void opened.set(String(id), true);
  });
};

export const wasOpened = async (tabId: number): Promise<boolean> => (await opened.get(String(tabId))) === true;

export const dropOpened = (tabId: number): Promise<void> => opened.remove([String(tabId)]);
