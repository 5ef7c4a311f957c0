import { browser } from 'wxt/browser';

const frames = 'iframe,frame,object,embed';

/** A comment of its own for each document: what one leaves stands for another. */
const injection = (tabId: number, documentId: string) => ({
  target: { tabId, allFrames: true },
  css: `/*${documentId}*/${frames},:has(${frames}){mask:none!important;-webkit-mask-box-image:none!important;clip-path:none!important}`,
  origin: 'USER' as const,
});

/**
 * A page may lay a mask or a path over a frame in it, and hide what it likes of a window of ours in there: to the browser's
 * own observer all of that is in sight still. No page can say otherwise than this, as the person's own rules are stronger.
 */
export const liftMasks = (tabId: number, documentId: string): Promise<void> =>
  // Where we are not allowed it goes past.
  browser.scripting.insertCSS(injection(tabId, documentId)).catch(() => undefined);

export const leaveMasks = (tabId: number, documentId: string): Promise<void> =>
  browser.scripting.removeCSS(injection(tabId, documentId)).catch(() => undefined);
