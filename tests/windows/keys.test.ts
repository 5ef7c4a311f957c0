// Where the keys go: whatever the person does to write in the side panel, the page gets none of them.
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { noticeOn } from '../browser/badges.ts';
import { frameOf } from '../browser/profile.ts';
import { type Site, startSite } from '../support/site.ts';
import { describeApp } from '../webmail/support/describe-app.ts';
import { ensurePackages } from '../webmail/support/packages.ts';
import { windowPackages } from './support/display.ts';
import { openPerson, type Person } from './support/person.ts';
import { deafen, heardBy, panelWithKeys, recorders } from './support/recorder.ts';
import { createVault, id } from './support/set-up.ts';
import { answerPrompt, chooseInMenu, clickInto, pin, pressToBeAsked, pressToolbarButton } from './support/steps.ts';
import { until, within } from './support/until.ts';

declare const chrome: typeof import('wxt/browser').browser;

const passphrase = 'violet anchor seven teapots';

let site: Site;
let carol: Person;

const open = async (origin: string): Promise<Page> => {
  const page = await carol.browser.newPage();
  await page.goto(`${origin}/recorder`);
  return page;
};

const panelWith = (name: string): Promise<Page> => panelWithKeys(carol, name);

/** Types into what has the keys now, and asks that the box of the panel gets it and the page nothing. */
const typeInPanel = async (page: Page, text: string, before = ''): Promise<void> => {
  const panel = await panelWith('composer-text');
  await deafen(page);
  carol.type(text);
  await panel.waitForFunction(
    (selector, whole) => document.querySelector<HTMLTextAreaElement>(selector)?.value === whole,
    {},
    id('composer-text'),
    before + text,
  );
  expect(await heardBy(page)).toEqual(['', []]);
};

const emptyPanel = async (): Promise<void> => {
  carol.key('ctrl+a', 'Delete');
  const panel = await panelWith('composer-text');
  await panel.waitForFunction(
    (box) => document.querySelector<HTMLTextAreaElement>(box)?.value === '',
    {},
    id('composer-text'),
  );
};

const setStrict = (on: boolean): Promise<void> =>
  carol.ask(
    on
      ? () => chrome.storage.local.set({ strict: { all: true, sites: [] } })
      : () => chrome.storage.local.remove('strict'),
  );

const missing = await ensurePackages(windowPackages);

describeApp('the keys, in real windows', missing, () => {
  beforeAll(async () => {
    site = await startSite(recorders);
    carol = await openPerson('Carol');
    await createVault(carol, passphrase);
    await pin(carol);
  });
  afterAll(async () => {
    await carol?.close();
    await site?.close();
  });
  afterEach(async ({ task }) => {
    await setStrict(false);
    if (task.result?.state === 'fail') carol?.shoot('FAILED');
  });

  test('on a site that is not allowed, the shortcut opens the panel with the text in sight, and the keys in it', async () => {
    const page = await open(site.origin);
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    await typeInPanel(page, 'first words ');
    const panel = await panelWith('composer-text');
    carol.shoot('in-sight');
    const [top, bottom, height, scrolled] = await panel.$eval(id('composer-text'), (box) => {
      const { top, bottom } = box.getBoundingClientRect();
      return [top, bottom, innerHeight, scrollY];
    });
    expect(scrolled).toBe(0);
    expect(top).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(height ?? 0);

    // It stands open, and the page has the keys.
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    await typeInPanel(page, 'and more', 'first words ');
    await emptyPanel();

    // The same with a locked vault.
    carol.key('alt+l');
    await panelWith('unlock-passphrase');
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    await panelWith('unlock-passphrase');
    await deafen(page);
    carol.type(passphrase);
    carol.key('Return');
    expect(await heardBy(page)).toEqual(['', []]);
    await typeInPanel(page, 'unlocked');
    await emptyPanel();
  });

  test('the keys are the panel’s after Allow, after “Move to side panel” and from the popup', async () => {
    // On a site that is not allowed, by the menu.
    const page = await open(site.origin.replace('localhost', '127.0.0.1'));
    await clickInto(carol, page, '#field');
    await chooseInMenu(carol, page, '#field');
    await typeInPanel(page, 'by the menu');
    await pressToBeAsked(carol, await panelWith('composer-text'), id('panel-allow'));
    await answerPrompt(carol, 'allow');
    await typeInPanel(page, ', allowed', 'by the menu');
    carol.shoot('allowed');
    await emptyPanel();

    // In place now, and on in the panel, which stands open.
    await page.reload();
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    const composer = await frameOf(page, 'composer.html');
    await clickInto(carol, page, id('composer-text'), composer);
    carol.type('In place');
    // Once more while one writes there already: nothing changes.
    carol.key('alt+k');
    carol.type(', still');
    await composer.waitForFunction(
      (box) => document.querySelector<HTMLTextAreaElement>(box)?.value === 'In place, still',
      {},
      id('composer-text'),
    );
    await carol.tap(page, id('frame-to-panel'), composer);
    await typeInPanel(page, ', and beside', 'In place, still');
    carol.shoot('moved');
    await emptyPanel();

    // In strict mode, with keys right after the shortcut.
    await setStrict(true);
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    await typeInPanel(page, 'strict');
    expect(await page.evaluate(() => document.querySelectorAll('body ~ *').length)).toBe(0);
    await emptyPanel();
    const popup = await pressToolbarButton(carol);
    await carol.tap(popup, id('popup-seal'));
    await typeInPanel(page, 'by the popup');
  });

  test('what one writes on once the text is in the field reaches no page, wherever one has been and wherever it goes', async () => {
    await setStrict(true);
    const page = await open(site.origin.replace('localhost', '127.0.0.1'));
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    await panelWith('composer-text');
    await emptyPanel();
    await typeInPanel(page, 'first');
    const panel = await panelWith('composer-text');
    // The view may move under a press.
    await until('a press of Seal', async () => {
      await carol.tap(panel, id('composer-seal'));
      return within(3_000, async () => (await panel.$(id('panel-insert'))) !== null);
    });
    await carol.tap(panel, id('panel-insert'));
    const sealed = await until('the sealed text in the field', async () => (await heardBy(page))[0] || undefined);
    // What is said of the field goes once its text is in it, and the button moves up.
    await until('a press of Write another', async () => {
      if (await panel.$(id('composer-new'))) await carol.tap(panel, id('composer-new'));
      return within(3_000, async () => (await panel.$(id('composer-text'))) !== null);
    });
    await panelWith('composer-text');
    let whole = 'second';
    carol.type(whole);
    /** Types while the page has the keys, which goes nowhere, and on in the panel, by a click on what it says. */
    const typeAstray = async (field: string | string[]): Promise<void> => {
      await panel.waitForSelector(id('panel-no-keys'));
      await until('the keys in the page', () => page.evaluate(() => document.hasFocus()).catch(() => false));
      await deafen(page);
      carol.type('canary');
      carol.key('ctrl+v', 'Return');
      expect(await heardBy(page)).toEqual([field, []]);
      // What is the browser's own is not dead.
      carol.key('ctrl+l');
      await until('the keys with the address', () => page.evaluate(() => !document.hasFocus()));
      await carol.tap(panel, id('panel-no-keys'));
      await panelWith('composer-text');
      await panel.waitForSelector(id('panel-no-keys'), { hidden: true });
      carol.type('.');
      whole += '.';
      const has = (box: string, words: string): boolean =>
        document.querySelector<HTMLTextAreaElement>(box)?.value === words;
      await panel.waitForFunction(has, {}, id('composer-text'), whole);
    };

    // To another tab and back.
    carol.key('ctrl+shift+Tab');
    await until('another tab in front', () => page.evaluate(() => document.visibilityState === 'hidden'));
    carol.key('ctrl+Tab');
    await until('the tab in front again', () => page.evaluate(() => document.visibilityState === 'visible'));
    carol.shoot('back-again');
    await typeAstray(sealed);

    // To the address and back.
    carol.key('ctrl+l');
    await panel.waitForSelector(id('panel-no-keys'));
    carol.key('Escape', 'Escape');
    await typeAstray(sealed);

    // The page goes to another that takes the focus, by which the browser may give it the keys.
    const loaded = page.waitForNavigation();
    await page.evaluate(() => void setTimeout(() => location.assign('/taking')));
    await loaded;
    carol.type('canary');
    expect(await heardBy(page)).toEqual(['', []]);
    // Where the person clicks, it has them.
    await carol.tap(page, '#field');
    carol.type('for the page');
    await until('words in the page', async () => (await heardBy(page))[0] === 'for the page');
  });

  test('a page that takes the keys from the panel where no script of ours comes first loses them to the popup', async () => {
    const page = await open(site.origin);
    // The person sees and answers the dialog, not the debugger.
    page.on('dialog', () => undefined);
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    await panelWith('composer-text');
    await emptyPanel();
    await typeInPanel(page, 'before');
    const showDialog = (): void =>
      void page.evaluate(() => void setTimeout(() => alert('Go on'))).catch(() => undefined);
    const expectPopup = async (): Promise<void> => {
      // Until the dialog takes one.
      await until('the popup', () => {
        carol.type(' ');
        return carol.has('/popup.html');
      });
      const popup = await carol.page('/popup.html');
      await popup.waitForSelector(id('popup-taken'));
      await until('the keys in the popup', () => popup.evaluate(() => document.hasFocus()));
    };
    showDialog();
    await until('the panel without the keys', async () => {
      const panel = await carol.page('/sidepanel.html');
      return panel.evaluate(() => !document.hasFocus());
    });
    await expectPopup();
    carol.shoot('taken');
    // Another dialog closes the popup.
    showDialog();
    await until('no popup under the dialog', () => !carol.has('/popup.html'));
    await expectPopup();
    const [value] = await heardBy(page);
    await deafen(page);
    carol.type('canary ');
    expect(await heardBy(page)).toEqual([value, []]);
    // Closed by the person it stays away, though the page has the focus then.
    carol.key('Escape');
    await until('no popup', () => !carol.has('/popup.html'));
    await until('the keys in the page', () => page.evaluate(() => document.hasFocus()));
    const kept = async (): Promise<Record<string, unknown>> => {
      const [{ id } = {}] = await chrome.tabs.query({ active: true });
      return chrome.storage.session.get(`keys:${id}`);
    };
    // The background hears of the closing after the page has the focus.
    await until('no keys to take back', async () => Object.keys(await carol.ask(kept)).length === 0);
    await clickInto(carol, await carol.page('/sidepanel.html'), id('composer-text'));
    await typeInPanel(page, '.', 'before');

    // A link that the person follows leads on as ever.
    await carol.tap(page, '#link');
    await until('the next page', async () => page.url().endsWith('/taking'));
    await clickInto(carol, page, '#field');
    carol.type('for the page');
    await until('words in the page', async () => (await heardBy(page))[0] === 'for the page');
    expect(carol.has('/popup.html')).toBe(false);
  });

  test('without a field in focus the shortcut says what is missing', async () => {
    const page = await open(site.origin.replace('localhost', '127.0.0.1'));
    await carol.tap(page, 'h1');
    carol.key('alt+k');
    expect((await noticeOn(page)).name).toBe('Click into a text field first, then press the shortcut again.');
  });
});
