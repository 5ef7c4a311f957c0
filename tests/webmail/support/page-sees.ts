// What the scripts of a page could read, in the page's own world.
import type { Page } from 'puppeteer';
import { holds } from './canary.ts';

/** Whether a text stands in the page, in one of its fields or in its storage. */
export const pageSees = async (page: Page, text: string): Promise<boolean> => {
  const seen = await page.evaluate(() => {
    const inputs = [...document.querySelectorAll('input, textarea')] as (HTMLInputElement | HTMLTextAreaElement)[];
    const stores = [localStorage, sessionStorage].map((store) => JSON.stringify({ ...store }));
    return [document.documentElement.outerHTML, ...inputs.map(({ value }) => value), ...stores].join('\n');
  });
  return holds(Buffer.from(seen), text);
};
