import { browser } from 'wxt/browser';
import type { Firewall } from './field/firewall.ts';
import { startPage } from './start.ts';

// A symbol, because any name could be taken by an element of the page (`<div id=…>`), in our world too.
const mark = Symbol.for('fieldseal.page');
type World = { readonly [mark]?: Firewall };

/** The page may have made this frame after the keys were taken from it: our world in the frames around says so. */
const armedAround = (): boolean => {
  for (let at: Window = window; at !== at.parent; at = at.parent) {
    try {
      if ((at.parent as World)[mark]?.armed) return true;
    } catch {
      // Of another origin: not to be looked into.
      return false;
    }
  }
  return false;
};

/** Starts in a document where it has not started yet: after a grant the script is put into pages that may have it. */
export const runOnce = (): void => {
  if ((globalThis as World)[mark]) return;
  const running = new AbortController();
  const firewall = startPage(running.signal);
  Object.defineProperty(globalThis, mark, { value: firewall });
  if (armedAround()) firewall.arm(true);
  // After an update of the extension this script goes on without one: it must not stand in the way of its successor.
  const check = (): void => {
    if (browser.runtime?.id === undefined) running.abort();
  };
  const options = { capture: true, passive: true, signal: running.signal };
  window.addEventListener('focus', check, options);
  document.addEventListener('visibilitychange', check, options);
};
