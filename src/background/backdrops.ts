import { browser } from 'wxt/browser';
import { backdropRules } from '../bridge/backdrop-rules.ts';

/**
 * User rules win over all that a page says, but for the effect of a transition of its own: see `page/mount/lent.ts`. The
 * colour and the picture of a backdrop stay the page's.
 */
const backdrop = Object.entries(backdropRules)
  .map(([name, value]) => `${name}:${value}!important`)
  .join(';');

/** No transition of `overlay` keeps on top what was closed. */
const leaving = '*,::picker(select){transition-behavior:normal!important}';
/**
 * What skips its content skips its backdrop, too, and is painted without one. What is kept on top after it was closed has
 * no state that tells: so nothing in a shadow tree skips anything, but for what is closed in `details`.
 */
const skipping =
  ':not(:root,:root *),[popover],dialog,:popover-open,:modal,:fullscreen,::picker(select){content-visibility:visible!important}details:not([open])::details-content{content-visibility:hidden!important}';
/** That of our own layer lies under all our windows, which share it. */
const css = `::backdrop{${backdrop}}${leaving}${skipping}`;

const injection = (tabId: number, documentId: string) => ({
  target: { tabId, documentIds: [documentId] },
  css,
  origin: 'USER' as const,
});

/**
 * While our window is in a document, everything that comes over it has a backdrop that covers it: also in a tree where
 * our script has not looked, and however it is painted. So the window's own observer sees that, and it shows nothing;
 * unless the effect of a transition hides the backdrop.
 */
export const showBackdrops = (tabId: number, documentId: string): Promise<void> =>
  browser.scripting.insertCSS(injection(tabId, documentId));

export const leaveBackdrops = (tabId: number, documentId: string): Promise<void> =>
  browser.scripting.removeCSS(injection(tabId, documentId));
