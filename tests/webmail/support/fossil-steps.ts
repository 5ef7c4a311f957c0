// What a person does on Fossil, with the app's own fields and buttons.
import type { Page } from 'puppeteer';
import { type Account, passwordOf } from './app.ts';

/** Fields to write in, for the writer that a step is given. */
export const fields = {
  forum: 'textarea[name="content"]',
  chat: '#chat-input-field-single',
  wiki: '#wikiedit-content-editor',
} as const;

/** Puts a text into a field of a page, plainly or sealed. Gives what stands in the field then. */
export type Write = (page: Page, selector: string) => Promise<string>;

const clickAway = async (page: Page, selector: string): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.locator(selector).click()]);
};

export const login = async (page: Page, origin: string, account: Account): Promise<void> => {
  await page.goto(`${origin}/login`);
  await page.locator('input[name="u"]').fill(account);
  await page.locator('input[name="p"]').fill(passwordOf(account));
  await clickAway(page, 'input[name="in"]');
};

/** What an app was given to keep, and the address of the page where it stands. */
export interface Posted {
  readonly address: string;
  readonly text: string;
}

/** Writes a forum post, looks at its preview and submits it. */
export const postInForum = async (page: Page, origin: string, write: Write): Promise<Posted> => {
  await page.goto(`${origin}/forumnew`);
  await page.locator('input[name="title"]').fill('Where we meet');
  const text = await write(page, fields.forum);
  await clickAway(page, 'input[name="preview"]');
  await clickAway(page, 'input[name="submit"]');
  return { address: page.url(), text };
};

export const openChat = async (page: Page, origin: string): Promise<void> => {
  await page.goto(`${origin}/chat`);
  await page.locator(fields.chat).wait();
};

/** Waits until a line stands among the messages. */
export const waitForLine = async (page: Page, line: string): Promise<void> => {
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll('.message-widget')].some((one) => one.textContent?.includes(wanted)),
    {},
    line,
  );
};

/** Sends a chat line. Gives what was sent, once it stands among the messages. */
export const sayInChat = async (page: Page, write: Write): Promise<string> => {
  const line = await write(page, fields.chat);
  await page.locator('#chat-button-submit').click();
  await waitForLine(page, line);
  return line;
};

/** Writes a wiki page in the editor and saves it. */
export const saveWikiPage = async (page: Page, origin: string, name: string, write: Write): Promise<Posted> => {
  await page.goto(`${origin}/wikiedit?name=${name}`);
  await page.locator(fields.wiki).wait();
  const text = await write(page, fields.wiki);
  await page.locator('button.wikiedit-save').click();
  // Its own sign that nothing is unsaved any more.
  await page.waitForFunction(
    () => document.querySelector('#wikiedit-edit-status .is-new, #wikiedit-edit-status .is-modified') === null,
  );
  return { address: `${origin}/wiki?name=${name}`, text };
};
