// Fields and buttons of our own pages.
import type { Frame, Page } from 'puppeteer';

/** The element with a `data-testid`, once it is there and visible. */
export const byId = (where: Page | Frame, id: string, timeout = 20_000) =>
  where.locator(`[data-testid="${id}"]`).setTimeout(timeout);

/**
 * Puts a text in place of all that stands in a field of ours, as one input. A locator empties a field without telling
 * anybody: where the view is drawn again just then, it puts back what stood there, and the text goes behind it.
 */
export const fill = async (where: Page | Frame, id: string, text: string): Promise<void> => {
  const field = await where.waitForSelector(`[data-testid="${id}"]:enabled`, { visible: true, timeout: 20_000 });
  await field?.evaluate((element, words) => {
    (element as HTMLInputElement).focus();
    (element as HTMLInputElement).select();
    document.execCommand(words === '' ? 'delete' : 'insertText', false, words);
  }, text);
};
/** Types a new passphrase twice. What is said of its strength comes later, and may move what is below. */
export const choosePassphrase = async (page: Page, id: string, passphrase: string): Promise<void> => {
  await fill(page, id, passphrase);
  await fill(page, `${id}-again`, passphrase);
  await page.waitForSelector('[data-testid="strength"][data-level]');
};
