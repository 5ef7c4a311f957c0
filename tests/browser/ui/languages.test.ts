import { afterEach, describe, expect, test } from 'vitest';
import type { PanelReason } from '../../../src/bridge/panel-reason.ts';
import { vaultParts } from '../../../src/ui/security/vault-part.ts';
import { createVault, launchProfile, type Profile } from '../driver.ts';
import { passphrases } from '../people.ts';
import { afterwards } from './screens.ts';

/** In the background of the extension, where a function below runs. */
declare const chrome: typeof import('wxt/browser').browser;

let profile: Profile | undefined;
afterEach(async () => {
  await profile?.close();
  profile = undefined;
});

/** What is too wide for a side panel in which one writes for a field, at twice its size. */
const sticksOut = async ({ browser, open }: Profile, reason: PanelReason): Promise<string[]> => {
  const worker = await (await browser.waitForTarget((one) => one.type() === 'service_worker')).worker();
  const intent = { kind: 'compose', origin: 'https://forum.example', fieldKey: '', reason };
  await worker?.evaluate((left) => chrome.storage.session.set({ 'panel:tab': 7, 'intent:7': left }), intent);
  const panel = await open('sidepanel.html');
  await panel.setViewport({ width: 164, height: 600 });
  await afterwards(panel, 'panel-reason');
  const wide = await panel.$$eval('main *', (all) => {
    const room = document.documentElement.clientWidth;
    return all
      .filter((one) => one.getBoundingClientRect().right > room)
      .map((one) => `${one.tagName} ${one.className}`);
  });
  await panel.close();
  return wide;
};

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
    expect([await sticksOut(profile, 'unguarded'), await sticksOut(profile, 'not-granted')]).toEqual([[], []]);
  });
});
