import { browser } from 'wxt/browser';
import { boundFrames, dropFrame } from './bindings.ts';
import { dropComposerKeys } from './composer-keys.ts';
import { isWorkTab } from './panel.ts';
import { makeSessionMap } from './session-map.ts';

/** How long the popup still says that a window had to close. Milliseconds. */
const newsMs = 10_000;

/** By tab: when a composer closed while the person was typing. */
const stopped = makeSessionMap<number>('stopped');

/**
 * The composer of a document had to close, and the person goes on typing: the page would get it, and the side
 * panel does not take the keys. The popup does, and no page gets them back from it by taking the focus; a dialog of the
 * page closes it. Only where a composer stood, so that a content script that was taken over does not bring it up again and
 * again.
 */
export const takeKeysFrom = async (tabId: number, documentId: string): Promise<void> => {
  const frames = await boundFrames();
  const composers = frames.filter(([, { kind, ...of }]) => kind === 'composer' && of.documentId === documentId);
  const [active] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (composers.length === 0 || !isWorkTab(active) || active.id !== tabId) return;
  await Promise.all([
    stopped.set(String(tabId), Date.now()),
    dropComposerKeys(tabId),
    ...composers.map(([frame]) => dropFrame(frame)),
  ]);
  await browser.action.openPopup().catch(() => undefined);
};

/** Told once, to the popup that has come up. */
export const takeStopped = async (tabId: number): Promise<boolean> =>
  Date.now() - ((await stopped.take(String(tabId))) ?? 0) < newsMs;

export const dropStopped = (tabId: number): Promise<void> => stopped.remove([String(tabId)]);
