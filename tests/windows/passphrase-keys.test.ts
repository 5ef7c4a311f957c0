// Where the keys go as one types a passphrase: SECURITY.md says which window a page can take them from, and which not.
import type { Dialog, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Site, startSite } from '../support/site.ts';
import { describeApp } from '../webmail/support/describe-app.ts';
import { ensurePackages } from '../webmail/support/packages.ts';
import { windowPackages } from './support/display.ts';
import { openPerson, type Person } from './support/person.ts';
import { heardBy, recorders } from './support/recorder.ts';
import { createVault, id } from './support/set-up.ts';
import { clickInto, pin, pressToolbarButton } from './support/steps.ts';
import { until } from './support/until.ts';

const passphrase = 'violet anchor seven teapots';

/** The full page, where it is the tab in front and has the keys. */
const inFront = async ({ browser }: Person): Promise<Page | undefined> => {
  for (const target of browser.targets().filter((one) => one.url().includes('/app.html'))) {
    const page = await target.asPage();
    if (await page.evaluate(() => document.hasFocus())) return page;
  }
  return undefined;
};

let site: Site;
let carol: Person;

const missing = await ensurePackages(windowPackages);

describeApp('the keys of a passphrase, in real windows', missing, () => {
  beforeAll(async () => {
    site = await startSite(recorders);
    carol = await openPerson('Carol unlocks');
    await createVault(carol, passphrase);
    await pin(carol);
  });
  afterAll(async () => {
    await carol?.close();
    await site?.close();
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') carol?.shoot('FAILED');
  });

  test('a dialog of the page closes the popup, and a tab of ours takes what one types on and keeps it', async () => {
    const page = await carol.browser.newPage();
    await page.goto(`${site.origin}/recorder`);
    let dialog: Dialog | undefined;
    page.on('dialog', (shown) => {
      dialog = shown;
    });
    const showDialog = (): void =>
      void page.evaluate(() => void setTimeout(() => alert('Go on'))).catch(() => undefined);
    await clickInto(carol, page, '#field');
    carol.key('alt+l');
    const popup = await pressToolbarButton(carol);
    await popup.waitForSelector(id('unlock-passphrase'));
    await until('the keys in the popup', () => popup.evaluate(() => document.hasFocus()));
    carol.type(passphrase.slice(0, 9));
    showDialog();
    await until('no popup under the dialog', () => !carol.has('/popup.html'));
    // The first of them may answer the dialog.
    carol.type(passphrase.slice(9));
    const app = await until('a tab of ours in front', () => inFront(carol));
    await app.waitForSelector(id('popup-gone'));
    carol.shoot('tab');
    await dialog?.accept().catch(() => undefined);
    expect((await heardBy(page))[0]).toBe('');
    showDialog();
    await until('the dialog', () => dialog);
    await clickInto(carol, app, id('unlock-passphrase'));
    carol.key('ctrl+a');
    carol.type(passphrase);
    carol.key('Return');
    await app.waitForSelector(id('unlock-passphrase'), { hidden: true });
    await dialog?.accept().catch(() => undefined);
    expect((await heardBy(page))[0]).toBe('');
  });

  test('whoever closes it with Escape has closed it, and nothing comes up', async () => {
    const page = await carol.browser.newPage();
    await page.goto(`${site.origin}/recorder`);
    await clickInto(carol, page, '#field');
    carol.key('alt+l');
    const tabs = (): number => carol.browser.targets().filter((target) => target.type() === 'page').length;
    const before = tabs();
    const popup = await pressToolbarButton(carol);
    await popup.waitForSelector(id('unlock-passphrase'));
    await until('the keys in the popup', () => popup.evaluate(() => document.hasFocus()));
    carol.type('violet');
    carol.key('Escape');
    await until('no popup', () => !carol.has('/popup.html'));
    await clickInto(carol, page, '#field');
    carol.type('words');
    await until('the words in the page', async () => (await heardBy(page))[0] === 'words');
    expect(tabs()).toBe(before);
  });
});
