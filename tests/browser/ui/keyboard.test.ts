import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addContact, launchProfile, myCard, type Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { afterwards } from './screens.ts';

let alice: Profile;
let bobsCard: string;

beforeAll(async () => {
  const bob = await launchPerson('Bob');
  bobsCard = await myCard(bob);
  await bob.close();
  alice = await launchProfile({ name: 'Alice' });
});
afterAll(() => alice?.close());

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? document.activeElement?.textContent ?? '');

/** Presses Tab until the focus is where it should be; fails when it never comes there. */
const tabTo = async (page: Page, id: string): Promise<void> => {
  for (let presses = 0; presses < 40; presses++) {
    if ((await focused(page)) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${id}`);
};

const focusOn = (page: Page, id: string) =>
  page.waitForFunction((wanted) => document.activeElement?.getAttribute('data-testid') === wanted, {}, id);

/** Does the focused element show that it has the focus? */
const ringWidth = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const line = element?.closest('.picker-line') ?? element;
    return line ? Number.parseFloat(getComputedStyle(line).outlineWidth) : 0;
  });

describe('with the keyboard alone', () => {
  test('a person makes a vault', async () => {
    const page = await alice.open('app.html');
    await afterwards(page, 'create-name');
    await tabTo(page, 'create-name');
    await page.keyboard.type('Alice');
    await tabTo(page, 'create-passphrase');
    await page.keyboard.type(passphrases.Alice);
    await tabTo(page, 'create-passphrase-again');
    await page.keyboard.type(passphrases.Alice);
    await page.keyboard.press('Enter');
    await afterwards(page, 'sign-take');
    await tabTo(page, 'sign-take');
    expect(await ringWidth(page)).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await afterwards(page, 'first-recovery');
    await page.close();
  });

  test('a person makes a recovery key and reads two of its groups back', async () => {
    const page = await alice.open('app.html#vault/sheet');
    await afterwards(page, 'proof-passphrase');
    await tabTo(page, 'proof-passphrase');
    await page.keyboard.type(passphrases.Alice);
    await page.keyboard.press('Enter');
    await afterwards(page, 'sheet');
    await tabTo(page, 'sheet-written');
    expect(await ringWidth(page)).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await focusOn(page, 'sheet-group-1');
    await page.keyboard.type('AAAAA');
    await page.keyboard.press('Tab');
    await page.keyboard.type('AAAAA');
    await page.keyboard.press('Enter');
    await afterwards(page, 'error');
    await page.close();
  });

  test('a person renames a way in', async () => {
    const add = await alice.open('app.html#vault');
    await afterwards(add, 'slot-row');
    await tabTo(add, 'slot-rename');
    await add.keyboard.press('Enter');
    await focusOn(add, 'slot-name');
    await add.keyboard.type('by heart');
    await add.keyboard.press('Enter');
    await afterwards(add, 'toast');
    await add.close();
  });

  test('the first Tab of the full page offers to skip the navigation', async () => {
    const page = await alice.open('app.html#seal');
    await afterwards(page, 'composer-text');
    await page.keyboard.press('Tab');
    expect(await ringWidth(page)).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    // Of “Only me”, which is chosen while there is no contact.
    expect(await focused(page)).toBe('×');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('composer-to');
    await page.close();
  });

  test('a person chooses a recipient, writes and seals, and always sees where the focus is', async () => {
    expect(await addContact(alice, bobsCard)).toEqual({});
    const page = await alice.open('app.html#seal');
    await afterwards(page, 'composer-text');
    await tabTo(page, 'composer-to');
    expect(await ringWidth(page)).toBeGreaterThan(0);
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[role="option"][aria-selected="true"]');
    await page.keyboard.press('Enter');
    await afterwards(page, 'composer-chip');
    expect(await focused(page)).toBe('composer-to');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('composer-text');
    expect(await ringWidth(page)).toBeGreaterThan(0);
    await page.keyboard.type('Written without a mouse.');
    await tabTo(page, 'composer-seal');
    expect(await ringWidth(page)).toBeGreaterThan(0);
    await page.keyboard.press('Space');
    await afterwards(page, 'sealed-text');
    await page.close();
  });

  test('Escape closes the list of recipients, Backspace takes the last one back', async () => {
    const page = await alice.open('app.html#seal');
    await afterwards(page, 'composer-to');
    await tabTo(page, 'composer-to');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[role="combobox"][aria-expanded="true"]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role="combobox"][aria-expanded="false"]');
    const before = (await page.$$('[data-testid="composer-chip"]')).length;
    expect(before).toBeGreaterThan(0);
    await page.keyboard.press('Backspace');
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-testid="composer-chip"]').length === count,
      {},
      before - 1,
    );
    await page.close();
  });

  test('the tabs of the side panel turn by arrow keys', async () => {
    const page = await alice.open('sidepanel.html');
    await afterwards(page, 'composer-text');
    await tabTo(page, 'panel-write');
    await page.keyboard.press('ArrowRight');
    await afterwards(page, 'open-input');
    expect(await focused(page)).toBe('panel-read');
    await page.close();
  });

  test('a wrong passphrase stays in its field, selected, to be typed over', async () => {
    const page = await alice.open('app.html');
    await afterwards(page, 'lock');
    await page.focus('[data-testid="lock"]');
    await page.keyboard.press('Enter');
    await afterwards(page, 'unlock-passphrase');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'unlock-passphrase');
    await page.keyboard.type('not the one');
    await page.keyboard.press('Enter');
    await afterwards(page, 'error');
    await page.keyboard.type(passphrases.Alice);
    await page.keyboard.press('Enter');
    await afterwards(page, 'lock');
    await page.close();
  });
});
