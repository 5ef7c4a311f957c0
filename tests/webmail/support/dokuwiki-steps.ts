// What a person does on DokuWiki, with the app's own fields and buttons.
import type { Page } from 'puppeteer';
import { type Account, type App, passwordOf, type RecordedRequest } from './app.ts';

export const FIELD = '#wiki__text';

const clickAway = async (page: Page, selector: string): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.locator(selector).click()]);
};

export const login = async (page: Page, origin: string, account: Account): Promise<void> => {
  await page.goto(`${origin}/doku.php?do=login`);
  await page.locator('#dw__login input[name="u"]').fill(account);
  await page.locator('#dw__login input[name="p"]').fill(passwordOf(account));
  await clickAway(page, '#dw__login button[type="submit"]');
};

export const openEditor = async (page: Page, origin: string, name: string): Promise<void> => {
  await page.goto(`${origin}/doku.php?id=${name}&do=edit`);
  await page.locator(FIELD).wait();
};

/** Types at the end of what stands in the field. */
export const typeAtEnd = async (page: Page, text: string): Promise<void> => {
  await page.locator(FIELD).click();
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  await page.keyboard.type(text);
};

/** Lets the half minute go by after which the wiki posts what stands in the field at the next key. */
export const passHalfMinute = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    const { dw_locktimer: timer } = globalThis as unknown as { dw_locktimer: { lasttime: Date } };
    timer.lasttime = new Date(timer.lasttime.getTime() - 31_000);
  });
};

/** What the wiki posted while somebody typed: the texts in order. */
export const textsPostedWhileTyping = (requests: readonly RecordedRequest[]): string[] =>
  requests
    .filter(({ method, url }) => method === 'POST' && url.startsWith('/lib/exe/ajax.php'))
    .map(({ body }) => new URLSearchParams(Buffer.from(body).toString('utf8').split('\n')[0]))
    .filter((form) => form.get('call') === 'lock')
    .map((form) => form.get('wikitext') ?? '');

/** Types a text at the end of the field and waits until the wiki has posted it, up to its last key, and is done with it. Gives what it posted. */
export const typeUntilPosted = async (app: App, page: Page, text: string): Promise<string> => {
  const before = textsPostedWhileTyping(app.requests()).length;
  const lastLine = text.slice(text.lastIndexOf('\n') + 1, -1);
  // An earlier key may post, too, if all this takes long.
  const answered = page.waitForResponse((response) => {
    const { wikitext = '' } = Object.fromEntries(new URLSearchParams(response.request().postData() ?? ''));
    return response.url().endsWith('/lib/exe/ajax.php') && wikitext.includes(lastLine);
  });
  await typeAtEnd(page, text.slice(0, -1));
  await passHalfMinute(page);
  await page.keyboard.type(text.slice(-1));
  await answered;
  return textsPostedWhileTyping(app.requests()).slice(before).join('\n');
};

/** Presses the wiki's own button. Gives the address of the page. */
export const save = async (page: Page): Promise<string> => {
  await clickAway(page, '#edbtn__save');
  return page.url();
};
