import { browser } from 'wxt/browser';
import type { Refused } from '../bridge/page-commands.ts';
import { wasOpened } from './opened.ts';

interface GuardReport {
  readonly guarded: boolean;
  /** May it have taken over the window of the page that opened it, with all its listeners? */
  readonly inherits: boolean;
}

/** Runs in the page, in our isolated world. */
const reportGuard = (): GuardReport => {
  const link = (globalThis as { [mark: symbol]: Pick<GuardReport, 'guarded' | 'inherits'> | undefined })[
    Symbol.for('fieldseal.page')
  ];
  return {
    guarded: link?.guarded === true,
    inherits: link?.inherits !== false,
  };
};

/** A document that is busy for longer counts as not guarded. Milliseconds. */
const patience = 1_500;

/** What the document says; `busy` if it does not answer in time, nothing where we may not ask. */
const ask = (tabId: number, documentId: string): Promise<readonly GuardReport[] | 'busy'> => {
  const target = { tabId, documentIds: [documentId] };
  const asked = browser.scripting.executeScript({ target, func: reportGuard, injectImmediately: true }).then(
    (found) => found.flatMap(({ result }) => (result ? [result] : [])),
    () => [],
  );
  const late = new Promise<'busy'>((resolve) => setTimeout(() => resolve('busy'), patience));
  return Promise.race([asked, late]);
};

/** Why keys could not be kept from a document, if that is so. Its frames, which may be busy for long, are not asked. */
export const whyUnguarded = async (tabId: number, documentId: string): Promise<Refused | undefined> => {
  const reports = await ask(tabId, documentId);
  if (reports === 'busy') return 'busy';
  const own = reports[0];
  return own?.guarded && !(own.inherits && (await wasOpened(tabId))) ? undefined : 'unguarded';
};
