import { type Browser, browser } from 'wxt/browser';
import type { TakenFrom } from '../bridge/background-commands.ts';
import { sitePattern } from '../bridge/sites.ts';
import { armedFor, isComposing, leaveForPanel, notePointed } from './armed.ts';
import { originOf } from './click.ts';
import { takeComposerKeys } from './composer-keys.ts';
import { hasGoneSince, isPanelOpen, isWorkTab } from './panel.ts';
import { makeSessionMap } from './session-map.ts';
import { injectInto } from './sites.ts';

// Where no script of ours stands first in a page, the keys cannot be kept from it once the browser gives it those of the
// side panel: at the end of a dialog, or because the page goes elsewhere. Then the popup takes them. A dialog of the page
// closes it, and it comes again.

interface Keys {
  readonly has: boolean;
  /** When the panel got them. */
  readonly since: number;
  /** When it got or lost them. Milliseconds since 1970, as all times here. */
  readonly at: number;
  /** Does a script of ours stand in the page, which would say that the person pointed at it? */
  readonly heard: boolean;
}

/** By tab: the keys of the panel beside it. Nothing once the person has gone to the page. */
const keys = makeSessionMap<Keys>('keys');
/** By tab: when its page began to load. */
const loading = makeSessionMap<number>('loading');
/** By tab: when the popup took the keys, and from what. */
const taken = makeSessionMap<{ readonly from: TakenFrom; readonly at: number }>('taken');

/** What comes together so closely belongs together. Milliseconds. */
const togetherMs = 1_500;
/** A person's press on a link moves the keys at once; what it leads to comes later than this. */
const atOnceMs = 150;
/** So long it is news. */
const newsMs = 10_000;

/** Each moment counts: the page hears what is typed meanwhile. */
const openFor = async (tabId: number, from: TakenFrom): Promise<void> => {
  const opening = browser.action.openPopup().catch(() => undefined);
  await taken.set(String(tabId), { from, at: Date.now() });
  await opening;
};

/**
 * Again and again, until the person goes to the panel or the page, or closes the popup themselves: a second dialog of the
 * page closes it as well.
 */
const takeKeys = async (tabId: number): Promise<void> => {
  const [[active], had] = await Promise.all([
    browser.tabs.query({ active: true, lastFocusedWindow: true }),
    keys.get(String(tabId)),
  ]);
  if (!isWorkTab(active) || active.id !== tabId || !had) return;
  // One that closes, or closes to open again, gives the page the keys itself.
  if (hasGoneSince(had.since) || !(await isPanelOpen(active.windowId))) return;
  await openFor(tabId, 'panel');
};

/** The page has gone to one that we may not see, and the composer over it with it: all is asked for at once. */
const takeFromComposer = async (tabId: number): Promise<void> => {
  const [[active], had] = await Promise.all([
    browser.tabs.query({ active: true, lastFocusedWindow: true }),
    takeComposerKeys(tabId),
  ]);
  if (had && active?.id === tabId) await openFor(tabId, 'composer');
};

const isAllowed = async ({ url }: Browser.tabs.Tab): Promise<boolean> => {
  const origin = originOf(url);
  return origin !== undefined && browser.permissions.contains({ origins: [sitePattern(origin)] });
};

/** The panel has got the keys. Its click may have opened the page to us, where no script of ours was needed before. */
export const noteKeys = async (tabId: number, at: number): Promise<void> => {
  let heard = await leaveForPanel(tabId, at);
  await keys.set(String(tabId), { has: true, since: at, at, heard });
  if (heard) return;
  await injectInto(tabId);
  heard = await leaveForPanel(tabId, at);
  if (heard && (await keys.get(String(tabId)))?.at === at)
    await keys.set(String(tabId), { has: true, since: at, at, heard });
};

export const noteLoss = async (tabId: number, at: number): Promise<void> => {
  const [before, began = 0, allowed] = await Promise.all([
    keys.get(String(tabId)),
    loading.get(String(tabId)),
    // In a tab that has gone there is nobody to take them from.
    browser.tabs.get(tabId).then(isAllowed, () => true),
  ]);
  if (!before?.has) return;
  await keys.set(String(tabId), { ...before, has: false, at });
  if (began > before.at && at - began < togetherMs && !allowed) await takeKeys(tabId);
};

/** The person has gone to the page, or has seen that the page took the keys. */
export const dropKeys = (tabId: number): Promise<void> => keys.remove([String(tabId)]);

/** The page got the keys without a press, and may hear them before our script does. Out of the panel, or of a composer before it. */
export const takeFrom = async (tabId: number): Promise<void> => {
  await ((await armedFor(tabId)) ? takeKeys(tabId) : takeFromComposer(tabId));
};

const onLoading = async (tab: Browser.tabs.Tab & { readonly id: number }): Promise<void> => {
  const now = Date.now();
  const [lost, allowed] = await Promise.all([
    keys.get(String(tab.id)),
    isAllowed(tab),
    loading.set(String(tab.id), now),
  ]);
  if (!lost || lost.has || now - lost.at > (lost.heard ? togetherMs : atOnceMs)) return;
  if (!allowed) await takeKeys(tab.id);
};

/**
 * Where no script of ours may stand nobody keeps the keys from the page, nor says whether the person pointed at it: they may
 * have. That it has no address for us does not tell: an allowed page can make a document (`blob:`, `about:blank`), where our
 * script does stand.
 */
const onUnseen = async (tabId: number, begins: boolean): Promise<void> => {
  if (!(await isComposing(tabId))) return;
  const target = { tabId, frameIds: [0] };
  const asked = browser.scripting.executeScript({ target, func: () => true, injectImmediately: true });
  const refusal = await asked.then(() => '', String);
  // Any other failure is one of a document that has gone by now.
  if (!refusal.includes('Cannot access')) return;
  if (begins) await takeFromComposer(tabId);
  await notePointed(tabId);
};

export const watchLoading = (): void => {
  browser.tabs.onUpdated.addListener((_, { status }, tab) => {
    const begins = status === 'loading' && tab.active;
    if (begins && isWorkTab(tab)) void onLoading(tab);
    if (status !== undefined && tab.id !== undefined && tab.url === undefined) void onUnseen(tab.id, begins);
  });
};

/** Told once, to the popup that has come up. */
export const tookKeys = async (tabId: number): Promise<TakenFrom | null> => {
  const last = await taken.take(String(tabId));
  return last && Date.now() - last.at < newsMs ? last.from : null;
};

export const dropTaken = async (tabId: number): Promise<void> => {
  await Promise.all([keys, loading, taken].map((map) => map.remove([String(tabId)])));
};
