import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { type SiteHint, type SiteReport, siteReport } from '../bridge/site-report.ts';

const file = '/page-sites.js';

/** It comes out of a page's process, if from our world in there. */
const parse = (answer: unknown): SiteReport => {
  const parsed = v.safeParse(siteReport, answer);
  return parsed.success ? parsed.output : null;
};

/** Puts the fourth content script into one document. Throws where it may not. Gives what it knows of the site there. */
const look = async (tabId: number, documentId: string): Promise<SiteReport> => {
  const target = { tabId, documentIds: [documentId] };
  const [answer] = await browser.scripting.executeScript({ target, files: [file], injectImmediately: true });
  return parse(answer?.result);
};

/** For the second content script, which then has it at hand. */
export const injectSites = async (tabId: number, documentId: string): Promise<void> => {
  await look(tabId, documentId);
};

/** What is known of the field that a document remembers; undefined where the site's software is not known. */
export const hintFor = async (tabId: number, documentId: string): Promise<SiteHint | undefined> =>
  (await look(tabId, documentId).catch(() => null))?.hint;

/** Runs in the page, in our isolated world, after the fourth script. */
const focusThere = (): boolean => {
  const sites = (globalThis as { [mark: symbol]: { focusField(): boolean } | undefined })[
    Symbol.for('fieldseal.sites')
  ];
  return sites?.focusField() ?? false;
};

/**
 * Gives the focus to the field that the site's profile names, if the caret is in no field.
 */
export const focusKnownField = (tabId: number, then: (found: 'field' | 'none' | 'changed') => void): void => {
  const target = { tabId, frameIds: [0] };
  browser.scripting.executeScript({ target, files: [file], injectImmediately: true }, (answers) => {
    void browser.runtime.lastError;
    const report = parse(answers?.[0]?.result);
    if (!report?.target) return then(report?.hint.changed ? 'changed' : 'none');
    browser.scripting.executeScript({ target, func: focusThere }, (focused) => {
      void browser.runtime.lastError;
      then(focused?.[0]?.result === true ? 'field' : 'none');
    });
  });
};
