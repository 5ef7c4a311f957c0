// A vault that was made before there were security signs.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeId } from '../../../src/bridge/wire.ts';
import { byId, launchProfile, type Profile } from '../driver.ts';
import { passphrases } from '../people.ts';
import { violations } from './axe.ts';
import { afterwards } from './screens.ts';

declare const chrome: typeof import('wxt/browser').browser;

let alice: Profile;
let page: Page;
beforeAll(async () => {
  alice = await launchProfile({ name: 'Alice' });
  page = await alice.open('app.html');
  await afterwards(page, 'create-submit');
  // As the first run did it then.
  await page.evaluate(
    async (id, passphrase) => {
      await chrome.runtime.sendMessage({ to: 'background', command: 'keeper.ensure', input: {} });
      const port = chrome.runtime.connect({ name: 'keeper' });
      await new Promise((resolve) => {
        port.onMessage.addListener(resolve);
        port.postMessage({ id, command: 'vault.create', input: { name: 'Alice', passphrase } });
      });
    },
    makeId(),
    passphrases.Alice,
  );
});
afterAll(() => alice?.close());

const phraseOf = (id: string): Promise<string> =>
  page.$eval(`[data-testid="${id}"] bdi`, (words) => words.textContent ?? '');

test('is asked about it gently, and one press on what is offered settles it', async () => {
  await afterwards(page, 'sign-reminder');
  expect(await page.$('[data-testid="sign-reminder"] [role="alert"]')).toBeNull();
  expect(await page.$('[data-testid="sign"]')).toBeNull();
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect([value, await violations(page)]).toEqual([value, []]);
  }
  const popup = await alice.open('popup.html');
  await afterwards(popup, 'sign-hint');
  expect(await violations(popup)).toEqual([]);
  await page.bringToFront();
  const offered = await phraseOf('sign-offered');
  await byId(page, 'sign-take').click();
  await afterwards(page, 'sign');
  expect(await phraseOf('sign')).toBe(offered);
  await page.waitForFunction(() => !document.querySelector('[data-testid="sign-reminder"]'));
  // Windows that were open already have it too; one that lies behind is not drawn.
  await popup.bringToFront();
  await popup.waitForFunction(
    (phrase) => document.querySelector('[data-testid="sign"] bdi')?.textContent === phrase,
    {},
    offered,
  );
});
