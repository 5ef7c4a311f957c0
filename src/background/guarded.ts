import { browser } from 'wxt/browser';
import type { Refused } from '../bridge/page-commands.ts';
import { sitePattern } from '../bridge/sites.ts';
import { wasOpened } from './opened.ts';
import { makeSessionMap } from './session-map.ts';

interface GuardReport {
  readonly guarded: boolean;
  /** May it have taken over the window of the page that opened it, with whatever listens in there? */
  readonly inherits: boolean;
  readonly origin: string;
  /** Does another one of ours look into this document, and guard it from around? */
  readonly within: boolean;
  /** Of the documents around it, from the inside. */
  readonly around: readonly string[];
}

/** Runs in the page's frames, in our isolated world. */
const reportGuard = (): GuardReport => {
  const link = (globalThis as { [mark: symbol]: Pick<GuardReport, 'guarded' | 'inherits'> | undefined })[
    Symbol.for('fieldseal.page')
  ];
  return {
    guarded: link?.guarded === true,
    inherits: link?.inherits !== false,
    origin: globalThis.origin,
    within: window.frameElement !== null,
    around: [...location.ancestorOrigins],
  };
};

/** A document that is busy for longer does not say that it is guarded. Milliseconds. */
const patience = 1_500;

type Where = { readonly documentIds: string[] } | { readonly frameIds: number[] } | { readonly allFrames: true };

/** What the documents say; `busy` if one does not answer in time, `refused` where we may not ask. */
const ask = (tabId: number, where: Where): Promise<readonly GuardReport[] | 'busy' | 'refused'> => {
  const target = { tabId, ...where };
  const asked = browser.scripting.executeScript({ target, func: reportGuard, injectImmediately: true }).then(
    (found) => found.flatMap(({ result }) => (result ? [result] : [])),
    () => 'refused' as const,
  );
  const late = new Promise<'busy'>((resolve) => setTimeout(() => resolve('busy'), patience));
  return Promise.race([asked, late]);
};

/** By tab: the site around a document that a composer was refused in, for the panel to name. */
const sitesAround = makeSessionMap<string>('around');

export const siteAround = (tabId: number): Promise<string | undefined> => sitesAround.get(String(tabId));

export const dropSiteAround = (tabId: number): Promise<void> => sitesAround.remove([String(tabId)]);

/** A document of this origin, which stands around, does not keep keys. */
const whyNot = async (tabId: number, origin: string, heard: boolean): Promise<Refused> => {
  if (!/^https?:/.test(origin)) return heard ? 'unguarded' : 'blocked';
  // A click of the person's may open it to us for now: what counts is whether our script is there from the beginning.
  if (await browser.permissions.contains({ origins: [sitePattern(origin)] })) return 'unguarded';
  await sitesAround.set(String(tabId), origin);
  return 'framed';
};

/** Of the documents around, from the inside. Only the outermost can be asked by itself; the others are told by their origin. */
const lookAround = async (tabId: number, own: GuardReport): Promise<Refused | undefined> => {
  const { around } = own;
  const reports = await ask(tabId, around.length === 1 ? { frameIds: [0] } : { allFrames: true });
  if (reports === 'busy') return 'busy';
  const fromPage = await wasOpened(tabId);
  const outer = reports === 'refused' ? [] : reports.filter(({ within }) => !within);
  for (const origin of around) {
    const alike = outer.filter((report) => report.origin === origin);
    const known = alike.length > 0 || (around.length > 1 && origin === own.origin);
    if (!(known && alike.every(({ guarded, inherits }) => guarded && !(inherits && fromPage))))
      return whyNot(tabId, origin, alike.length > 0);
  }
  return undefined;
};

/**
 * Why keys could not be kept from a document, or from one of those around it, if that is so. Those can lay something over
 * it and take its focus, and one of a site where we are not allowed does so unseen. Frames in it and beside it, which may
 * be busy for long, are not asked.
 */
export const whyUnguarded = async (tabId: number, documentId: string): Promise<Refused | undefined> => {
  const reports = await ask(tabId, { documentIds: [documentId] });
  if (reports === 'busy') return 'busy';
  const own = reports === 'refused' ? undefined : reports[0];
  if (!own?.guarded || (own.inherits && (await wasOpened(tabId)))) return 'unguarded';
  return own.around.length === 0 ? undefined : lookAround(tabId, own);
};
