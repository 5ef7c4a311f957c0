import { type Browser, browser } from 'wxt/browser';
import type { PanelIntent } from '../bridge/views.ts';
import { makeSessionMap } from './session-map.ts';

const intents = makeSessionMap<PanelIntent>('intent');
const target = makeSessionMap<number>('panel');

/** A tab of the browser that is worked in. */
export interface WorkTab {
  readonly id: number;
  readonly windowId: number;
  /** Visible after a grant or a click of the person's. */
  readonly url: string | undefined;
}

/** The windows with an open side panel, one for each. Its document says which one it stands in: the browser does not. */
export type Panels = readonly number[];

export const panelsIn = (contexts: readonly { readonly documentUrl?: string | undefined }[]): Panels =>
  contexts.map(({ documentUrl }) => Number(URL.parse(documentUrl ?? '')?.hash.slice(1) || Number.NaN));

/**
 * Opens the side panel beside a tab. False where the browser refuses, because no click of a person's stood behind it.
 * Nothing may come before this that is awaited: see `click.ts`. A panel that is open already gets no keys by it.
 */
export const showPanel = (tabId: number): Promise<boolean> =>
  browser.sidePanel.open({ tabId }).then(
    () => true,
    () => false,
  );

/** Since when a panel that stood open before is on its way out. Milliseconds since 1970. */
let anew = 0;

/** Is it another one by now that stands there, or will soon? */
export const hasGoneSince = (time: number): boolean => time < anew;

/**
 * The same, and the panel gets the keys. The browser gives them to one that appears, and by no call to one that stands
 * open: so that one goes and comes again, with the drafts out of the vault. Not where another window has one, which would
 * go as well. Only where a click is sure to count: what has gone would not come again without.
 */
export const openWithKeys = ({ id, windowId }: Pick<WorkTab, 'id' | 'windowId'>, panels: Panels): Promise<boolean> => {
  if (panels.length > 0 && panels.every((panel) => panel === windowId)) {
    anew = Date.now();
    void browser.sidePanel.setOptions({ enabled: false });
    void browser.sidePanel.setOptions({ enabled: true, path: 'sidepanel.html' });
  }
  return showPanel(id);
};

/** What is on its way to a panel that is being opened. */
let coming: Promise<unknown> = Promise.resolve();

/** Leaves it once the panel is there: one that goes to make room for it would take it along. */
export const leaveOnceOpen = (tabId: number, intent: PanelIntent, opening: Promise<boolean>): Promise<void> => {
  const left = opening.then(() => leaveIntent(tabId, intent));
  coming = left.catch(() => undefined);
  return left;
};

/** Does the window have a side panel open? */
export const isPanelOpen = async (windowId: number): Promise<boolean> =>
  panelsIn(await browser.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] })).includes(windowId);

/** Leaves the panel what it was opened for; it asks when it appears, and from time to time. */
export const leaveIntent = async (tabId: number, intent: PanelIntent): Promise<void> => {
  await Promise.all([intents.set(String(tabId), intent), target.set('tab', tabId)]);
};

/** By tab: what somebody writes for in the panel. */
const writing = makeSessionMap<PanelIntent>('writing');

/** `born`: when the panel that asks has appeared. One that goes would take along what is meant for the next. */
export const takeIntent = async (tabId: number, born = Number.POSITIVE_INFINITY): Promise<PanelIntent | undefined> => {
  await coming;
  if (born < anew) return undefined;
  const intent = await intents.take(String(tabId));
  if (intent?.kind === 'compose') await writing.set(String(tabId), intent);
  return intent;
};

/** For a panel that has come anew in the middle of something. */
export const writeOn = async (tabId: number, opening: Promise<boolean>): Promise<void> => {
  const intent = await writing.get(String(tabId));
  if (intent) await leaveOnceOpen(tabId, intent, opening);
};

export const dropPanel = async (tabId: number): Promise<void> => {
  await Promise.all([intents, writing].map((map) => map.remove([String(tabId)])));
};

/** Is this the tab to work for, rather than one of our own pages? */
export const isWorkTab = (tab: Browser.tabs.Tab | undefined): tab is Browser.tabs.Tab & { readonly id: number } =>
  tab?.id !== undefined && !(tab.url?.startsWith(browser.runtime.getURL('/')) ?? false);

/** The tab that the panel works for: the active one, or where that is one of our own pages, the last that asked for it. */
export const panelTab = async (): Promise<number | undefined> => {
  const [active] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return isWorkTab(active) ? active.id : target.get('tab');
};
