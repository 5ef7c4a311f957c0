// Where the keys go as a page goes from under a composer: not to the next page, unless the person went there. And to which
// window they come back after unlocking.
import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { frameOf } from '../browser/profile.ts';
import { type Site, startSite } from '../support/site.ts';
import { describeApp } from '../webmail/support/describe-app.ts';
import { ensurePackages } from '../webmail/support/packages.ts';
import { windowPackages } from './support/display.ts';
import { openPerson, type Person } from './support/person.ts';
import { deafen, heardBy, hearsOn, panelWithKeys, recorders } from './support/recorder.ts';
import { createVault, id, textIn } from './support/set-up.ts';
import { answerPrompt, appInFront, clickInto, pressToBeAsked, typeHalf } from './support/steps.ts';
import { until, within } from './support/until.ts';

declare const chrome: typeof import('wxt/browser').browser;

let site: Site;
let carol: Person;

/** By this name the site is allowed, and by `site.origin` it is not. */
const openAllowed = async (): Promise<Page> => {
  const page = await carol.browser.newPage();
  await page.goto(`${site.origin.replace('localhost', '127.0.0.1')}/recorder`);
  return page;
};

const passphrase = 'violet anchor seven teapots';

/** Opens the composer over the field of the page, and writes in it. What it held before is gone. */
const writeInPlace = async (page: Page, text: string): Promise<void> => {
  await clickInto(carol, page, '#field');
  carol.key('alt+k');
  const composer = await frameOf(page, 'composer.html');
  await clickInto(carol, page, id('composer-text'), composer);
  carol.key('ctrl+a', 'Delete');
  carol.type(text);
  const has = (box: string, words: string): boolean =>
    document.querySelector<HTMLTextAreaElement>(box)?.value === words;
  await composer.waitForFunction(has, {}, id('composer-text'), text);
};

/** The person has gone elsewhere, for so long that a page that goes is not taken to have taken the keys. */
const composerHasLostKeys = (): Promise<boolean> =>
  carol.ask(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    const kept = Object.values(await chrome.storage.session.get(`composer-keys:${tab?.id}`));
    return kept.every((until) => Number(until) < Date.now());
  });

/** Leaves `kept ` in a composer, locks, and opens the popup, whose box has the keys. */
const askedOverComposer = async (page: Page): Promise<{ composer: Frame; popup: Page }> => {
  await writeInPlace(page, 'kept ');
  const composer = await frameOf(page, 'composer.html');
  carol.key('alt+l');
  await composer.waitForSelector(id('frame-locked'));
  // The full page starts again then, and what is asked of it meanwhile gets no answer.
  await (await carol.page('/app.html')).waitForSelector(id('unlock-passphrase'));
  await carol.ask(() => chrome.action.openPopup());
  const popup = await carol.page('/popup.html');
  await until('the question for the passphrase', () =>
    popup.evaluate(() => document.hasFocus() && document.activeElement?.closest('.unlock') !== null),
  );
  return { composer, popup };
};

/** The composer has the keys, and goes on after `kept `. */
const goesOn = async (composer: Frame): Promise<void> => {
  const hasKeys = (box: string): boolean => document.hasFocus() && document.activeElement?.matches(box) === true;
  await until('the keys in the composer', () => composer.evaluate(hasKeys, id('composer-text')));
  carol.type('words');
  await composer.waitForFunction(
    (box) => document.querySelector<HTMLTextAreaElement>(box)?.value === 'kept words',
    {},
    id('composer-text'),
  );
};

const missing = await ensurePackages(windowPackages);

describeApp('the keys of a composer in place, in real windows', missing, () => {
  beforeAll(async () => {
    site = await startSite(recorders);
    carol = await openPerson('Carol in place');
    await createVault(carol, passphrase);
    const page = await openAllowed();
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    await pressToBeAsked(carol, await panelWithKeys(carol, 'composer-text'), id('panel-allow'));
    await answerPrompt(carol, 'allow');
    await panelWithKeys(carol, 'composer-text');
    await page.close();
  });
  afterAll(async () => {
    await carol?.close();
    await site?.close();
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') carol?.shoot('FAILED');
  });

  test('a page that goes to a site not allowed from under a composer loses the keys to the popup', async () => {
    const page = await openAllowed();
    await writeInPlace(page, 'in place');
    const loaded = page.waitForNavigation();
    await page.evaluate((next) => void setTimeout(() => location.assign(next)), `${site.origin}/taking`);
    await loaded;
    const popup = await carol.page('/popup.html');
    const words = await textIn(popup, 'popup-taken');
    expect(words).toContain('The page you were writing on has gone');
    await until('the keys in the popup', () => popup.evaluate(() => document.hasFocus()));
    carol.shoot('page-gone');
    await deafen(page);
    carol.type('canary ');
    expect(await heardBy(page)).toEqual(['', []]);
    // It keeps nothing from a person who has read it.
    carol.key('Escape');
    await until('no popup', () => !carol.has('/popup.html'));
    await clickInto(carol, page, '#field');
    carol.type('for the page');
    await until('words in the page', async () => (await heardBy(page))[0] === 'for the page');
    await page.goBack();
    await clickInto(carol, page, '#field');
    carol.key('alt+k');
    const composer = await frameOf(page, 'composer.html');
    const has = (box: string, text: string): boolean =>
      document.querySelector<HTMLTextAreaElement>(box)?.value === text;
    await composer.waitForFunction(has, {}, id('composer-text'), 'in place');
    await page.close();
  });

  test('a page that comes from under a composer and rebuilds itself loses the keys to the popup', async () => {
    const page = await openAllowed();
    await writeInPlace(page, 'in place');
    await page.evaluate(() => void setTimeout(() => location.assign('/rebuilding')));
    await page.waitForFunction(() => document.title === 'rebuilt');
    const popup = await carol.page('/popup.html');
    expect(await textIn(popup, 'popup-taken')).toContain('The page you were writing on has gone');
    await until('the keys in the popup', () => popup.evaluate(() => document.hasFocus()));
    await deafen(page);
    carol.type('canary ');
    expect(await heardBy(page)).toEqual(['', []]);
    carol.key('Escape');
    await until('no popup', () => !carol.has('/popup.html'));
    await page.close();
  });

  test('a person who leaves a composer by a reload, by the address or by a link keeps the keys', async () => {
    const page = await openAllowed();
    /** The popup would have come before this. */
    const typeOn = async (): Promise<void> => {
      await clickInto(carol, page, '#field');
      carol.type('for the page');
      await until('words in the page', async () => (await heardBy(page))[0] === 'for the page');
      expect(carol.has('/popup.html')).toBe(false);
    };
    await writeInPlace(page, 'in place');
    let loaded = page.waitForNavigation();
    carol.key('F5');
    await loaded;
    await typeOn();

    await page.reload();
    await writeInPlace(page, 'in place');
    loaded = page.waitForNavigation();
    carol.key('ctrl+l');
    await until('the composer without keys', composerHasLostKeys);
    carol.type(`${site.origin}/taking`);
    carol.key('Return');
    await loaded;
    await typeOn();

    await page.goBack();
    await page.$eval('#link', (link, to) => link.setAttribute('href', to), `${site.origin}/taking`);
    await writeInPlace(page, 'in place');
    loaded = page.waitForNavigation();
    await carol.tap(page, '#link');
    await loaded;
    await typeOn();
    await page.close();
  });

  test('a page that goes after the person was at the address keeps the keys, if they have pressed nothing since', async () => {
    const page = await openAllowed();
    await writeInPlace(page, 'in place');
    carol.key('ctrl+l');
    await until('the composer without keys', composerHasLostKeys);
    const composer = await frameOf(page, 'composer.html');
    const hasKeys = (): Promise<boolean> => composer.evaluate(() => document.hasFocus());
    // One more than it takes would be a key pressed in the composer.
    await until('the keys in the composer', async () => {
      if (await hasKeys()) return true;
      carol.key('Escape');
      return within(3_000, hasKeys);
    });
    const loaded = page.waitForNavigation();
    await page.evaluate((next) => void setTimeout(() => location.assign(next)), `${site.origin}/taking`);
    await loaded;
    await hearsOn(carol, page);
    await page.close();
  });

  test('a composer that waits for the vault has the keys as soon as one has unlocked in the popup', async () => {
    const page = await openAllowed();
    const { composer, popup } = await askedOverComposer(page);
    expect(await textIn(popup, 'popup-waiting')).toContain('Fieldseal’s window in the page is waiting.');
    carol.shoot('waiting');
    // What the page takes meanwhile it does not keep.
    await page.evaluate(() => document.querySelector<HTMLElement>('#field')?.focus());
    carol.type(passphrase);
    await deafen(page);
    carol.key('Return');
    await until('no popup', () => !carol.has('/popup.html'));
    await goesOn(composer);
    expect(await heardBy(page)).toEqual(['', []]);
    carol.shoot('unlocked');
    await page.close();
  });

  test('who presses beside that popup half-way unlocks in a tab, and comes back to the composer', async () => {
    const page = await openAllowed();
    const { composer, popup } = await askedOverComposer(page);
    await typeHalf(carol, popup, 'violet');
    await carol.tap(page, 'h1');
    const app = await until('a tab of ours in front', () => appInFront(carol));
    const boxes = await app.evaluate(
      (...names) => names.map((name) => document.querySelector(name)?.getBoundingClientRect().top ?? 0),
      id('popup-gone'),
      id('unlock-passphrase'),
    );
    expect(boxes).toEqual([...boxes].sort((one, other) => one - other));
    carol.shoot('tab');
    await page.evaluate(() => document.querySelector<HTMLElement>('#field')?.focus());
    await deafen(page);
    await clickInto(carol, app, id('unlock-passphrase'));
    carol.key('ctrl+a');
    carol.type(passphrase);
    carol.key('Return');
    await until('our tab gone', () => app.isClosed());
    await goesOn(composer);
    expect(await heardBy(page)).toEqual(['', []]);
    carol.shoot('back');
    await page.close();
  });
});
