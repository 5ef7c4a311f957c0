import { type Browser, browser } from 'wxt/browser';
import type { BackgroundInput, BackgroundOutputs } from '../../bridge/background-commands.ts';
import { callPage } from '../../bridge/page-client.ts';
import type { TabSite } from '../../bridge/tab-site.ts';
import type { ComposeStart } from '../../bridge/views.ts';
import { disarmBeside, leaveForPanel } from '../armed.ts';
import { holdClick } from '../click.ts';
import { composeFromPopup } from '../compose.ts';
import { fieldDocument } from '../fields.ts';
import { isWorkTab, panelTab, takeIntent } from '../panel.ts';
import { tabSite } from '../sites.ts';
import { takeStopped } from '../stopped.ts';
import { dropKeys, noteKeys, noteLoss, tookKeys } from '../taken.ts';

export const currentSite = async (
  _input: BackgroundInput<'site.current'>,
  { url }: Browser.runtime.MessageSender,
): Promise<TabSite> => {
  const tabId = await panelTab();
  if (tabId === undefined) return { granted: false };
  // The tab that the panel was opened for may be gone.
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  const site = await tabSite(tab?.url);
  const isPopup = url === browser.runtime.getURL('/popup.html');
  return isPopup && (await takeStopped(tabId)) ? { ...site, stopped: true } : site;
};

/** First of all, so that the click in the popup counts. */
export const compose = async ({
  tab: from,
}: BackgroundInput<'tab.compose'>): Promise<BackgroundOutputs['tab.compose']> => {
  const click = from && holdClick({ ...from, url: undefined });
  const [active] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (!isWorkTab(active)) return { started: await composeInLastTab() };
  const { id, windowId, url } = active;
  return { started: await composeFromPopup({ id, windowId, url }, id === from?.id ? click : undefined) };
};

/** The popup stands in a tab of its own: then the tab that was worked in last is meant. */
const composeInLastTab = async (): Promise<ComposeStart> => {
  const tabId = await panelTab();
  if (tabId === undefined) return 'no-field';
  const { windowId, url } = await browser.tabs.get(tabId);
  return composeFromPopup({ id: tabId, windowId, url }, undefined);
};

export const reload = async (): Promise<null> => {
  const tabId = await panelTab();
  if (tabId !== undefined) await browser.tabs.reload(tabId);
  return null;
};

export const intent = async ({ born }: BackgroundInput<'panel.intent'>): Promise<BackgroundOutputs['panel.intent']> => {
  const tabId = await panelTab();
  return tabId === undefined ? null : ((await takeIntent(tabId, born)) ?? null);
};

export const field = async (): Promise<BackgroundOutputs['panel.field']> => {
  const tabId = await panelTab();
  const documentId = tabId === undefined ? undefined : await fieldDocument(tabId);
  return tabId === undefined || documentId === undefined ? null : { tabId, documentId };
};

/** Who gets the keys writes here: the page does not hear of it, even where they went to it in between. */
export const keys = async ({ has, at, tab }: BackgroundInput<'panel.keys'>): Promise<null> => {
  if (has) await noteKeys(tab.id, at);
  else await noteLoss(tab.id, at);
  return null;
};

/** For the popup: has it come up because a page got the keys of the panel or of a composer? */
export const taken = async (): Promise<BackgroundOutputs['panel.taken']> => {
  const tabId = await panelTab();
  return { from: tabId === undefined ? null : await tookKeys(tabId) };
};

export const seen = async (): Promise<null> => {
  const tabId = await panelTab();
  if (tabId !== undefined) await dropKeys(tabId);
  return null;
};

export const left = async (): Promise<null> => {
  const tabId = await panelTab();
  if (tabId !== undefined) await Promise.all([disarmBeside(tabId), dropKeys(tabId)]);
  return null;
};

/** Puts a token into the field that the tab remembers: in the document that holds it, and in no other. */
export const insert = async ({
  requestId,
  token,
  undo,
  replace,
}: BackgroundInput<'panel.insert'>): Promise<BackgroundOutputs['panel.insert']> => {
  const tabId = await panelTab();
  const documentId = tabId === undefined ? undefined : await fieldDocument(tabId);
  if (tabId === undefined || !documentId) return { kind: 'field-gone' };
  const outcome = await callPage({ tabId, documentId }, 'page.insert', { requestId, token, undo, replace });
  // To put it in gave the field the focus: it has that again once the person points at the page.
  if (outcome?.kind === 'inserted') await leaveForPanel(tabId, Date.now());
  return outcome ?? { kind: 'field-gone' };
};
