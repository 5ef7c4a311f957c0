import { browser } from 'wxt/browser';
import type { BackgroundInput, BackgroundOutputs } from '../../bridge/background-commands.ts';
import { callPage } from '../../bridge/page-client.ts';
import type { TabSite } from '../../bridge/views.ts';
import { composeFromPopup } from '../compose.ts';
import { panelTab, takeIntent } from '../panel.ts';
import { tabSite } from '../sites.ts';

export const currentSite = async (): Promise<TabSite> => {
  const tabId = await panelTab();
  if (tabId === undefined) return { granted: false };
  return tabSite((await browser.tabs.get(tabId)).url);
};

export const compose = async (): Promise<BackgroundOutputs['tab.compose']> => {
  const tabId = await panelTab();
  if (tabId === undefined) return { started: 'no-field' };
  const { url } = await browser.tabs.get(tabId);
  return { started: await composeFromPopup({ id: tabId, url }) };
};

export const intent = async (): Promise<BackgroundOutputs['panel.intent']> => {
  const tabId = await panelTab();
  return tabId === undefined ? null : ((await takeIntent(tabId)) ?? null);
};

/** Puts a token into the field that the tab's content scripts remember. Only the frame that holds it answers. */
export const insert = async ({
  requestId,
  token,
}: BackgroundInput<'panel.insert'>): Promise<BackgroundOutputs['panel.insert']> => {
  const tabId = await panelTab();
  if (tabId === undefined) return { kind: 'field-gone' };
  return (await callPage({ tabId }, 'page.insert', { requestId, token })) ?? { kind: 'field-gone' };
};
