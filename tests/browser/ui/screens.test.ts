import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addContact, createVault, launchProfile, lock, myCard, type Profile } from '../driver.ts';
import { passphrases } from '../people.ts';
import { violations } from './axe.ts';
import { afterwards, emptyScreens, openScreens, type Screen, showScreen } from './screens.ts';

let profile: Profile;
let bobsCards: string[];

const cardOf = async (name: 'Bob'): Promise<string> => {
  const other = await launchProfile({ name });
  await createVault(other, { name, passphrase: passphrases[name] });
  const card = await myCard(other);
  await other.close();
  return card;
};

beforeAll(async () => {
  profile = await launchProfile({ name: 'Alice' });
  bobsCards = [await cardOf('Bob'), await cardOf('Bob')];
});
afterAll(() => profile?.close());

const tooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Looks at a screen as different people see it: light and dark, wide, at 320 pixels, at twice the size. */
const look = async (screen: Screen): Promise<void> => {
  const page = await showScreen(profile, screen);
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    expect([screen.name, scheme, await violations(page)]).toEqual([screen.name, scheme, []]);
  }
  for (const width of [320, 640]) {
    await page.setViewport({ width, height: 500, deviceScaleFactor: width === 640 ? 2 : 1 });
    expect([screen.name, width, await tooWide(page)]).toEqual([screen.name, width, false]);
  }
  await page.close();
};

describe('every screen is clean for axe in light and dark, and fits into 320 pixels and 200 %', () => {
  test('before there is a vault', async () => {
    for (const screen of emptyScreens) await look(screen);
  });

  test('with an open vault', async () => {
    await createVault(profile, { name: 'Alice', passphrase: passphrases.Alice });
    expect(await addContact(profile, bobsCards[0]!)).toEqual({});
    const list = await showScreen(profile, { name: 'contacts', path: 'app.html#contacts', ready: 'contact-row' });
    const contact = await list.$eval('[data-testid="contact-row"]', (row) => row.getAttribute('data-contact') ?? '');
    await list.close();
    for (const screen of openScreens({ contact, changed: bobsCards[1]! })) await look(screen);
  }, 360_000);

  test('with a locked vault and a wrong passphrase', async () => {
    await lock(profile);
    await look({
      name: 'locked',
      path: 'app.html',
      ready: 'unlock-passphrase',
      steps: async (page) => {
        await page.type('[data-testid="unlock-passphrase"]', 'not the one');
        await page.keyboard.press('Enter');
        await afterwards(page, 'error');
      },
    });
  });
});
