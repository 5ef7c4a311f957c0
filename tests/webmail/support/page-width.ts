// Whether a text makes a page so wide that it must be scrolled sideways.
import type { Page } from 'puppeteer';

/** By how many pixels a page is wider than its window. */
export const tooWideBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
