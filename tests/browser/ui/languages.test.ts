import { afterEach, describe, expect, test } from 'vitest';
import { vaultParts } from '../../../src/ui/security/vault-part.ts';
import { createVault, launchProfile, type Profile } from '../driver.ts';
import { passphrases } from '../people.ts';
import { afterwards } from './screens.ts';

let profile: Profile | undefined;
afterEach(async () => {
  await profile?.close();
  profile = undefined;
});

const places = [
  ...[
    'contacts',
    'add',
    'card',
    'seal',
    'open',
    'drafts',
    'files',
    'sites',
    'settings',
    'sign',
    'start',
    'welcome',
    'activity',
    'vault',
  ],
  ...vaultParts.map((part) => `vault/${part}`),
];

describe.each([
  ['de', 'Fieldseal einrichten', 'Einstellungen'],
  ['fr', 'Configurer Fieldseal', 'Réglages'],
])('a browser in %s', (language, firstTitle, settings) => {
  test('speaks it from the first page on, and no long word breaks the layout at 320 pixels', async () => {
    profile = await launchProfile({ name: 'Alice', language });
    const page = await profile.open('app.html');
    await afterwards(page, 'create-submit');
    expect(await page.$eval('h1', (title) => title.textContent)).toBe(firstTitle);
    expect(await page.$eval('html', (html) => [html.lang, html.dir])).toEqual([language, 'ltr']);
    await createVault(profile, { name: 'Alice', passphrase: passphrases.Alice });
    await page.setViewport({ width: 320, height: 600 });
    for (const place of places) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, place);
      await page.waitForSelector('main h1');
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect([place, wide]).toEqual([place, false]);
    }
    expect(await page.$eval('[data-testid="nav-settings"]', (tab) => tab.textContent)).toBe(settings);
  });
});
