import { browser } from 'wxt/browser';
import { sitePattern } from '../bridge/sites.ts';
import type { TabSite } from '../bridge/tab-site.ts';
import type { SiteView } from '../bridge/views.ts';
import { wasRefused } from './refusals.ts';

const scriptId = 'page';
const scriptFile = '/content-scripts/page.js';
/** Says that a document was there before our script. */
const lateFile = '/late.js';
const partFiles = { show: '/page-tools.js', insert: '/page-insert.js' } as const;

/** By a callback: see `click.ts`. */
export const whenGranted = (origin: string | undefined, then: (granted: boolean) => void): void => {
  if (origin === undefined) then(false);
  else browser.permissions.contains({ origins: [sitePattern(origin)] }, then);
};

export const grantedPatterns = async (): Promise<string[]> => (await browser.permissions.getAll()).origins ?? [];

/** Makes the registered content script match exactly the sites the person allowed. */
export const syncSites = async (): Promise<void> => {
  const matches = await grantedPatterns();
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [scriptId] });
  if (matches.length === 0) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [scriptId] });
    return;
  }
  const script = {
    id: scriptId,
    js: [scriptFile],
    matches,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_start' as const,
  };
  await (registered.length > 0
    ? browser.scripting.updateContentScripts([script])
    : browser.scripting.registerContentScripts([script]));
};

/** Sets the content script to work in a tab where it is not yet: after a grant, or once through `activeTab`. */
export const injectInto = async (tabId: number): Promise<void> => {
  await browser.scripting
    .executeScript({ target: { tabId, allFrames: true }, files: [lateFile, scriptFile], injectImmediately: true })
    .catch(() => undefined);
};

/** Puts a further content script into one document; where that was left meanwhile, into none. Throws where it may not. */
export const injectPart = async (part: keyof typeof partFiles, tabId: number, documentId: string): Promise<void> => {
  await browser.scripting.executeScript({
    target: { tabId, documentIds: [documentId] },
    files: [partFiles[part]],
    injectImmediately: true,
  });
};

export const forgetSite = async (origin: string): Promise<void> => {
  await browser.permissions.remove({ origins: [sitePattern(origin)] });
};

export const listSites = async (): Promise<readonly SiteView[]> =>
  (await grantedPatterns())
    .map((pattern) => ({ origin: pattern.replace(/\/\*$/, '') }))
    .sort((a, b) => (a.origin < b.origin ? -1 : 1));

/** What may be done in a tab. `url` is visible to us only after a grant or a click of the person's. */
export const tabSite = async (url: string | undefined): Promise<TabSite> => {
  if (url === undefined || !/^https?:/.test(url)) return { granted: false };
  const { origin } = new URL(url);
  const granted = await browser.permissions.contains({ origins: [sitePattern(origin)] });
  return { origin, granted, ...(!granted && (await wasRefused(origin)) ? { refused: true } : {}) };
};
