import { browser } from 'wxt/browser';
import { hear } from './dom/hear.ts';
import { linkIn, putLink } from './link.ts';
import { startPage } from './start.ts';

/** Starts in a document where it does not run: after a grant the script is put into pages that may have it. */
export const runOnce = (): void => {
  if (linkIn(globalThis)?.running) return;
  const running = new AbortController();
  startPage(putLink, running);
  // After an update of the extension this script goes on without one: it must not stand in the way of its successor.
  const check = (): void => {
    if (browser.runtime?.id === undefined) running.abort();
  };
  hear(['focus', 'visibilitychange'], check, running.signal);
};
