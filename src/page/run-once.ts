import { browser } from 'wxt/browser';
import { startPage } from './start.ts';

// A symbol, because any name could be taken by an element of the page (`<div id=…>`), in our world too.
const mark = Symbol.for('fieldseal.page');

/** Starts in a document where it has not started yet: after a grant the script is put into pages that may have it. */
export const runOnce = (): void => {
  const world = globalThis as { [mark]?: AbortController };
  if (world[mark]) return;
  const running = new AbortController();
  world[mark] = running;
  startPage(running.signal);
  // After an update of the extension this script goes on without one: it must not stand in the way of its successor.
  const check = (): void => {
    if (browser.runtime?.id === undefined) running.abort();
  };
  const options = { capture: true, passive: true, signal: running.signal };
  window.addEventListener('focus', check, options);
  document.addEventListener('visibilitychange', check, options);
};
