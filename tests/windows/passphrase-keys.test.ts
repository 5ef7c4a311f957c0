// Where the keys go as one types a passphrase: SECURITY.md says which window a page can take them from, and which not.
import type { Dialog, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Site, startSite } from '../support/site.ts';
import { describeApp } from '../webmail/support/describe-app.ts';
import { ensurePackages } from '../webmail/support/packages.ts';
import { windowPackages } from './support/display.ts';
import { openPerson, type Person } from './support/person.ts';
import { heardBy, hearsOn, panelWithKeys, recorders } from './support/recorder.ts';
import { createVault, id, textIn } from './support/set-up.ts';
import { appInFront, clickInto, isInFront, pin, pressToolbarButton, typeHalf } from './support/steps.ts';
import { until } from './support/until.ts';

const passphrase = 'violet anchor seven teapots';

let site: Site;
let carol: Person;

/** The popup over the page, with its vault locked and the keys in it. */
const askedOver = async (page: Page): Promise<Page> => {
  await clickInto(carol, page, '#field');
  carol.key('alt+l');
  const popup = await pressToolbarButton(carol);
  await popup.waitForSelector(id('unlock-passphrase'));
  await until('the keys in the popup', () => popup.evaluate(() => document.hasFocus()));
  return popup;
};

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
    const dialogs: Dialog[] = [];
    page.on('dialog', (dialog) => void dialogs.push(dialog));
    const showDialog = (): void =>
      void page.evaluate(() => void setTimeout(() => alert('Go on'))).catch(() => undefined);
    await typeHalf(carol, await askedOver(page), passphrase.slice(0, 9));
    showDialog();
    await until('no popup under the dialog', () => !carol.has('/popup.html'));
    // The first of them may answer the dialog.
    carol.type(passphrase.slice(9));
    const app = await until('a tab of ours in front', () => appInFront(carol));
    await app.waitForSelector(id('popup-gone'));
    carol.shoot('tab');
    await dialogs[0]?.accept().catch(() => undefined);
    expect((await heardBy(page))[0]).toBe('');
    showDialog();
    await until('the dialog', () => dialogs[1]);
    await clickInto(carol, app, id('unlock-passphrase'));
    carol.key('ctrl+a');
    carol.type(passphrase);
    carol.key('Return');
    await until('our tab gone, and the page in front', () => app.isClosed());
    await dialogs[1]?.accept().catch(() => undefined);
    await until('the page in front', () => isInFront(page));
    expect((await heardBy(page))[0]).toBe('');
    await page.close();
  });

  test('whoever presses beside it half-way unlocks in that tab, which says so and stays if the page has gone', async () => {
    const page = await carol.browser.newPage();
    await page.goto(`${site.origin}/recorder`);
    await typeHalf(carol, await askedOver(page), 'violet');
    await carol.tap(page, 'h1');
    const app = await until('a tab of ours in front', () => appInFront(carol));
    await app.waitForSelector(id('popup-gone'));
    await page.close();
    await clickInto(carol, app, id('unlock-passphrase'));
    carol.key('ctrl+a');
    carol.type(passphrase);
    carol.key('Return');
    expect(await textIn(app, 'unlocked-here')).toBe('Unlocked');
    carol.shoot('unlocked');
    await app.close();
  });

  test('whoever closes it with Escape has closed it, and nothing comes up', async () => {
    const page = await carol.browser.newPage();
    await page.goto(`${site.origin}/recorder`);
    const tabs = (): number => carol.browser.targets().filter((target) => target.type() === 'page').length;
    const before = tabs();
    await typeHalf(carol, await askedOver(page), 'violet');
    carol.key('Escape');
    await until('no popup', () => !carol.has('/popup.html'));
    await clickInto(carol, page, '#field');
    carol.type('words');
    await until('the words in the page', async () => (await heardBy(page))[0] === 'words');
    expect(tabs()).toBe(before);
  });

  /** The page shows a dialog, and has the keys of the panel once that is over. Nothing of ours takes them. */
  const expectLost = async (page: Page): Promise<void> => {
    const dialogs: Dialog[] = [];
    page.on('dialog', (dialog) => void dialogs.push(dialog));
    await page.evaluate(() => void setTimeout(() => alert('Go on'))).catch(() => undefined);
    const dialog = await until('the dialog', () => dialogs[0]);
    await until('no popup under the dialog', () => !carol.has('/popup.html'));
    await dialog.accept();
    await hearsOn(carol, page);
  };
  /** Locked, it asks for the passphrase. */
  const writeInPanel = async (page: Page): Promise<void> => {
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    await panelWithKeys(carol, 'unlock-passphrase');
  };

  test('out of the side panel they are lost to a dialog of a page that Fieldseal was not let into', async () => {
    const before = await carol.browser.newPage();
    await before.goto(`${site.origin}/recorder`);
    await writeInPanel(before);
    const page = await carol.browser.newPage();
    await page.goto(`${site.origin}/recorder`);
    await clickInto(carol, await carol.page('/sidepanel.html'), id('unlock-passphrase'));
    await expectLost(page);
    await page.close();
    await before.close();
  });

  test('out of the side panel they are lost to a dialog of the page that came in the place of the one beside it', async () => {
    const page = await carol.browser.newPage();
    await page.goto(`${site.origin}/recorder`);
    await writeInPanel(page);
    const next = `${site.origin.replace('localhost', '127.0.0.1')}/taking`;
    const loaded = page.waitForNavigation();
    await page.evaluate((to) => void setTimeout(() => location.assign(to)), next);
    await loaded;
    const popup = await carol.page('/popup.html');
    await popup.waitForSelector(id('popup-taken'));
    await expectLost(page);
    await page.close();
  });
});
