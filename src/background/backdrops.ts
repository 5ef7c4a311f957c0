import { browser } from 'wxt/browser';

/** No page can override it: user rules win. It does not change how a backdrop is painted. */
const rules = {
  display: 'block',
  position: 'fixed',
  inset: '0',
  'inline-size': 'auto',
  'block-size': 'auto',
  'min-inline-size': '0',
  'min-block-size': '0',
  'max-inline-size': 'none',
  'max-block-size': 'none',
  'aspect-ratio': 'auto',
  'justify-self': 'stretch',
  'align-self': 'stretch',
  'position-area': 'none',
  'position-try': 'none',
  margin: '0',
  visibility: 'visible',
  clip: 'auto',
  'clip-path': 'none',
  mask: 'none',
  transform: 'none',
  translate: 'none',
  rotate: 'none',
  scale: 'none',
  offset: 'none',
  zoom: '1',
  animation: 'none',
  transition: 'none',
};

/** Except elements beside our own hosts: no tree is hidden there, so our script sees all that the page puts there. */
const css = `:not(:root>div[popover=manual])::backdrop{${Object.entries(rules)
  .map(([name, value]) => `${name}:${value}!important`)
  .join(';')}}`;

const injection = (tabId: number, documentId: string) => ({
  target: { tabId, documentIds: [documentId] },
  css,
  origin: 'USER' as const,
});

/**
 * While our window is in a document, everything that comes over it has a backdrop that covers it: also in a tree where
 * our script has not looked, and however it is painted. So the window's own observer sees that, and it shows nothing.
 */
export const showBackdrops = (tabId: number, documentId: string): Promise<void> =>
  browser.scripting.insertCSS(injection(tabId, documentId));

export const leaveBackdrops = (tabId: number, documentId: string): Promise<void> =>
  browser.scripting.removeCSS(injection(tabId, documentId));
