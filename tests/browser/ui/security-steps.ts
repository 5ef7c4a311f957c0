// What a person does to the ways into their vault, done through the full page.
import type { Page } from 'puppeteer';
import { byId, choosePassphrase, fill, type Profile } from '../driver.ts';
import { afterwards } from './screens.ts';

export { choosePassphrase };

export const text = (page: Page, id: string): Promise<string> =>
  page.$eval(`[data-testid="${id}"]`, (element) => element.textContent ?? '');

export const has = async (page: Page, id: string): Promise<boolean> => (await page.$(`[data-testid="${id}"]`)) !== null;

/** Waits until the page says something, anywhere. */
export const says = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.body.textContent?.includes(wanted), {}, words);

/** Opens a place below “Vault” and shows the passphrase as the proof. */
export const provePassphrase = async (page: Page, passphrase: string, button: string): Promise<void> => {
  await fill(page, 'proof-passphrase', passphrase);
  await byId(page, button).click();
};

/** The kinds of all ways in, as “Vault” lists them. */
export const slotKinds = async (profile: Profile): Promise<string[]> => {
  const page = await profile.open('app.html#vault');
  await afterwards(page, 'slot-row');
  const kinds = await page.$$eval('[data-testid="slot-row"]', (rows) =>
    rows.map((row) => row.getAttribute('data-kind') ?? ''),
  );
  await page.close();
  return kinds;
};

/** Waits for the list of ways in with a message at the foot. */
export const backInVault = async (page: Page): Promise<void> => {
  await afterwards(page, 'slot-row');
  await afterwards(page, 'toast');
};

/** Goes through the sheet that is shown: reads its groups, puts them on paper, types the two that are asked for. */
export const confirmSheet = async (page: Page): Promise<string[]> => {
  await afterwards(page, 'sheet-groups');
  const groups = await page.$$eval('[data-testid="sheet-groups"] li', (items) =>
    items.map((item) => item.textContent ?? ''),
  );
  await byId(page, 'sheet-written').click();
  await afterwards(page, 'sheet-confirm');
  for (const field of ['sheet-group-1', 'sheet-group-2']) {
    await fill(page, field, groups[await askedGroup(page, field)] ?? '');
  }
  await byId(page, 'sheet-confirm-submit').click();
  return groups;
};

/** Which group, from 0, a field asks for. */
export const askedGroup = async (page: Page, field: string): Promise<number> => {
  const label = await page.$eval(
    `[data-testid="${field}"]`,
    (input) => (input as HTMLInputElement).labels?.[0]?.textContent,
  );
  return Number(label?.match(/\d+/)?.[0]) - 1;
};
