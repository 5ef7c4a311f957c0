import { callPage } from '../bridge/page-client.ts';
import type { Binding } from './bindings.ts';
import { makeSessionMap } from './session-map.ts';

/** By tab: the document over which the composer lies that had the focus last. */
const composing = makeSessionMap<string>('composing');

/** Keeps the keys from every document of the tab. Noted first: a frame that asks in between is told by one or the other. */
export const armTab = async (
  { tabId, documentId }: Pick<Binding, 'tabId' | 'documentId'>,
  since: number,
): Promise<void> => {
  await composing.set(String(tabId), documentId);
  await callPage({ tabId }, 'page.arm', { since });
};

/** Only for who armed it: beside a composer that closes, another may be written in. */
export const disarmTab = async ({ tabId, documentId }: Pick<Binding, 'tabId' | 'documentId'>): Promise<void> => {
  if ((await composing.get(String(tabId))) !== documentId) return;
  await composing.remove([String(tabId)]);
  await callPage({ tabId }, 'page.arm', { since: 0 });
};

/** Are the keys kept from this tab? The document of the composer says so: the person may have clicked there since. */
export const isTabArmed = async (tabId: number): Promise<boolean> => {
  const documentId = await composing.get(String(tabId));
  return documentId !== undefined && (await callPage({ tabId, documentId }, 'page.armed', {})) === true;
};

export const dropArmed = (tabId: number): Promise<void> => composing.remove([String(tabId)]);
