// Tabs of a person's browser. One that is not in front is not drawn, and waits for ever for what needs drawing.
import type { Browser, Page } from 'puppeteer';

/** Opens a tab in front of all others. */
export const openTab = async ({ browser }: { readonly browser: Browser }): Promise<Page> => {
  const page = await browser.newPage();
  await page.bringToFront();
  return page;
};

/** Does something in a tab of its own, and closes it. */
export const inTab = async <T>(person: { readonly browser: Browser }, work: (page: Page) => Promise<T>): Promise<T> => {
  const page = await openTab(person);
  const result = await work(page);
  await page.close();
  return result;
};
