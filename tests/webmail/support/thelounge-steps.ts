// What a person does on The Lounge, with the app's own fields and buttons.
import type { Page } from 'puppeteer';
import { type Account, passwordOf } from './app.ts';
import { CHANNEL } from './thelounge.ts';

export const FIELD = '#input';

/** Logs in and opens the channel. */
export const enter = async (page: Page, origin: string, account: Account): Promise<void> => {
  await page.goto(origin);
  await page.locator('#sign-in input[name="user"]').fill(account);
  await page.locator('#sign-in input[name="password"]').fill(passwordOf(account));
  await page.locator('#sign-in button[type="submit"]').click();
  const entry = `#sidebar .channel[data-title="${CHANNEL}"]`;
  await page.locator(entry).click();
  await page.locator(`#chat .chan.active[data-title="${CHANNEL}"]`).wait();
  // Nobody hears what is said before one has joined.
  await page.waitForSelector(`#chat .chan.active aside .user[data-name="${account}"]`);
};

/** Sends what stands in the field with the app's own button. */
export const send = (page: Page): Promise<void> => page.locator('#submit').click();

/** The messages of somebody in the channel that is open: what they wrote, in order. */
export const saidBy = (page: Page, account: Account): Promise<string[]> =>
  page.$$eval(`#chat .chan.active .msg.message[data-from="${account}"] .text`, (all) =>
    all.map((one) => one.textContent ?? ''),
  );

/** Waits until somebody's messages, put together, end with this text. Gives how many they were in all. */
export const waitUntilSaid = async (page: Page, account: Account, text: string): Promise<number> => {
  await page.waitForFunction(
    (selector, end) =>
      [...document.querySelectorAll(selector)]
        .map((one) => one.textContent ?? '')
        .join('')
        .endsWith(end),
    {},
    `#chat .chan.active .msg.message[data-from="${account}"] .text`,
    text,
  );
  return (await saidBy(page, account)).length;
};
