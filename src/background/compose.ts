import { browser } from 'wxt/browser';
import { callPage } from '../bridge/page-client.ts';
import type { ComposeStart, PanelReason } from '../bridge/views.ts';
import { openPanel } from './panel.ts';
import { injectInto, tabSite } from './sites.ts';

interface FocusReport {
  readonly focused: boolean;
  readonly holds: boolean;
}

/** Runs in the page's frames, in our isolated world: where does the caret stand? */
const reportFocus = (): FocusReport => {
  const active = document.activeElement;
  return {
    focused: document.hasFocus(),
    holds: active !== null && active !== document.body && !(active instanceof HTMLIFrameElement),
  };
};

/** The frames of a tab that may hold the focused field, likeliest first. The popup takes the focus away, so it is not enough to ask who has it. */
const framesWithField = async (tabId: number): Promise<number[]> => {
  const reports = await browser.scripting
    .executeScript({ target: { tabId, allFrames: true }, func: reportFocus })
    .catch(() => []);
  return reports
    .filter(({ result }) => result?.holds)
    .sort((a, b) => Number(b.result?.focused) - Number(a.result?.focused) || a.frameId - b.frameId)
    .map(({ frameId }) => frameId);
};

const composeInFrame = async (
  tabId: number,
  frameIds: readonly number[],
): Promise<'frame' | 'no-field' | 'blocked'> => {
  let blocked = false;
  for (const frameId of frameIds) {
    const answer = await callPage({ tabId, frameId }, 'page.compose', {});
    if (answer === 'frame') return 'frame';
    blocked ||= answer === 'blocked';
  }
  return blocked ? 'blocked' : 'no-field';
};

/** Remembers the focused field of a tab and opens the panel to write there. */
const composeInPanel = async (
  tabId: number,
  origin: string,
  reason: PanelReason,
  frameIds: readonly number[],
): Promise<ComposeStart> => {
  const opened = openPanel(tabId, { kind: 'compose', origin, fieldKey: '', reason });
  for (const frameId of frameIds) {
    if (await callPage({ tabId, frameId }, 'page.rememberField', {})) break;
  }
  return (await opened) ? 'panel' : 'no-field';
};

/** From the popup: there the person can still be asked for the site, so nothing is opened without a grant. */
export const composeFromPopup = async (tab: {
  readonly id: number;
  readonly url: string | undefined;
}): Promise<ComposeStart> => {
  const site = await tabSite(tab.url);
  if (!site.granted) return 'not-granted';
  const answer = await composeInFrame(tab.id, await framesWithField(tab.id));
  return answer === 'blocked'
    ? composeInPanel(tab.id, site.origin ?? '', 'frame-blocked', await framesWithField(tab.id))
    : answer;
};

/**
 * From the shortcut or the context menu, which count as a click on this tab. On a site without a grant the content
 * script comes too late to guard the keys, so the writing is done in the side panel.
 */
export const composeFromCommand = async (
  tab: { readonly id: number; readonly url: string | undefined },
  frameId?: number,
): Promise<ComposeStart> => {
  const frames = frameId === undefined ? undefined : [frameId];
  const origin = tab.url !== undefined && /^https?:/.test(tab.url) ? new URL(tab.url).origin : '';
  const site = await tabSite(tab.url);
  if (site.granted) {
    const answer = await composeInFrame(tab.id, frames ?? (await framesWithField(tab.id)));
    if (answer === 'frame') return 'frame';
    return composeInPanel(tab.id, origin, answer === 'blocked' ? 'frame-blocked' : 'asked', []);
  }
  const opened = openPanel(tab.id, { kind: 'compose', origin, fieldKey: '', reason: 'not-granted' });
  await injectInto(tab.id);
  for (const id of frames ?? (await framesWithField(tab.id))) {
    if (await callPage({ tabId: tab.id, frameId: id }, 'page.rememberField', {})) break;
  }
  return (await opened) ? 'panel' : 'no-field';
};
