import { browser } from 'wxt/browser';

/**
 * Says in the address of the side panel's own document which window it stands in: there the background reads it, to which
 * the browser tells of a panel no more than that.
 */
export const sayWindow = async (): Promise<void> => {
  const { id } = await browser.windows.getCurrent();
  history.replaceState(null, '', `#${id}`);
};
