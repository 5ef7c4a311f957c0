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
import { createVault, id } from './support/set-up.ts';
import { answerPrompt, chooseInMenu, clickInto, pin, pressToBeAsked, pressToolbarButton } from './support/steps.ts';
import { until } from './support/until.ts';

declare const chrome: typeof import('wxt/browser').browser;
type Recorder = Window & { heard: string[] };

const passphrase = 'violet anchor seven teapots';
/** Notes every key and every change that it hears of, before all else. */
const recorder = `<!doctype html><meta charset="utf-8"><title>Recorder</title><script>
window.heard = [];
for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'compositionstart', 'paste'])
  addEventListener(type, (event) => heard.push(type + ' ' + (event.key ?? event.data)), true);
</script><h1>Recorder</h1><textarea id="field" style="width:20rem;height:6rem"></textarea>`;

let site: Site;
let carol: Person;

const open = async (origin: string): Promise<Page> => {
  const page = await carol.browser.newPage();
  await page.goto(`${origin}/recorder`);
  return page;
};

/** The panel in which this field, or this box, has the keys. */
const panelWith = (name: string): Promise<Page> =>
  until(`the keys in ${name} of the panel`, async () => {
    if (!carol.has('/sidepanel.html')) return undefined;
    const panel = await carol.page('/sidepanel.html');
    const focused = (wanted: string): boolean =>
      document.hasFocus() && document.activeElement?.getAttribute('data-testid') === wanted;
    return (await panel.evaluate(focused, name).catch(() => false)) && panel;
  });

/** From here on the page is to hear nothing. */
const deafen = (page: Page): Promise<void> => page.evaluate(() => void Object.assign(window, { heard: [] }));
const heardBy = (page: Page): Promise<(string | string[])[]> =>
  page.evaluate(() => [
    document.querySelector<HTMLTextAreaElement>('#field')?.value ?? '',
    (window as unknown as Recorder).heard,
  ]);

/** Types into what has the keys now, and asks that the box of the panel gets it and the page nothing. */
const typeInPanel = async (page: Page, text: string, before = ''): Promise<void> => {
  const panel = await panelWith('composer-text');
  await deafen(page);
  carol.type(text);
  await panel.waitForFunction(
    (selector, whole) => document.querySelector<HTMLTextAreaElement>(selector)?.value === whole,
    { timeout: 10_000 },
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
    site = await startSite({ '/recorder': { body: recorder } });
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

  test('without a field in focus the shortcut says what is missing', async () => {
    const page = await open(site.origin.replace('localhost', '127.0.0.1'));
    await carol.tap(page, 'h1');
    carol.key('alt+k');
    expect((await noticeOn(page)).name).toBe('Click into a text field first, then press the shortcut again.');
  });
});
