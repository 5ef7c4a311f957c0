import { browser } from 'wxt/browser';

/**
 * Puts the panel's window into the address of its own document, where the background reads it: the browser tells the
 * background nothing else about a panel.
 */
export const sayWindow = async (): Promise<void> => {
  const { id } = await browser.windows.getCurrent();
  history.replaceState(history.state, '', `#${id}`);
};
