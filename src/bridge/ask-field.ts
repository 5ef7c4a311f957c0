import { browser } from 'wxt/browser';
import type { FieldQuestion, FieldReport } from './field-line.ts';
import { readReport } from './field-schema.ts';

/** Milliseconds. A document that the browser has put aside, for going back to it, gets the question and never answers. */
const patience = 2_000;

const ask = async (tabId: number, documentId: string, question: FieldQuestion): Promise<FieldReport | undefined> => {
  const asked: Promise<unknown> = browser.tabs.sendMessage(tabId, question, { documentId }).catch(() => undefined);
  const silence = new Promise((resolve) => setTimeout(resolve, patience));
  return readReport(await Promise.race([asked, silence]));
};

/** For a composer in a page: what is in the field under it. Undefined where nobody answers. */
export const readFieldBelow = async (documentId: string, mountId: string): Promise<FieldReport | undefined> => {
  const tab = await browser.tabs.getCurrent();
  return tab?.id === undefined ? undefined : ask(tab.id, documentId, { to: 'field', mountId });
};

/** For the side panel: what is in the field that the document of a tab remembers. */
export const readFieldBeside = (tabId: number, documentId: string, another = false): Promise<FieldReport | undefined> =>
  ask(tabId, documentId, { to: 'field', ...(another ? { another } : {}) });
