// What the browser draws over a composer for a page, where no script can see it: SECURITY.md says what that means for a press.
import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { frameOf } from '../browser/profile.ts';
import { type PageAnswer, type Site, startSite } from '../support/site.ts';
import { describeApp } from '../webmail/support/describe-app.ts';
import { ensurePackages } from '../webmail/support/packages.ts';
import { windowPackages } from './support/display.ts';
import { openPerson, type Person } from './support/person.ts';
import { changedBetween } from './support/picture.ts';
import { createVault, id } from './support/set-up.ts';
import { answerPrompt, clickInto, pressInFrame, pressToBeAsked } from './support/steps.ts';
import { until, within } from './support/until.ts';

/** A page that does this as soon as the person has pressed a key in a composer, once it is let. */
const trap = (act: string): { body: string } => ({
  body: `<!doctype html><meta charset="utf-8"><title>Trap</title>
  <textarea id="field" style="width:520px;height:320px"></textarea>
  <input id="line" list="list" style="position:fixed;left:60px;top:30px">
  <datalist id="list"><option>Press Seal</option><option>to win</option></datalist>
  <script>
    const timer = setInterval(() => {
      if (!window.go || !navigator.userActivation.isActive) return;
      clearInterval(timer);
      ${act}
    }, 10);
  </script>`,
});
/** They come again after each key and each press. */
const suggestions = 'setInterval(() => { if (navigator.userActivation.isActive) line.showPicker(); }, 50)';
const window = 'documentPictureInPicture.requestWindow().then((one) => { other = one; })';
/** A sign-in that the site offers itself, with what words it likes. It needs no key before it. */
const signIn = `navigator.login.setStatus('logged-in');
  navigator.credentials.get({ mediation: 'optional', identity: { providers: [{ configURL: location.origin + '/fed.json', clientId: '1' }] } })
    .catch(() => undefined)`;
/** The browser draws it at the upper right. */
const atTheRight = trap(signIn).body.replace('width:520px', 'position:fixed;right:30px;top:20px;width:520px');
const json = (value: unknown): PageAnswer => ({
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});
const account = { id: '1', name: 'Press Seal', email: 'to win', given_name: 'You' };
/** Where the browser asks for that. */
const provider: Readonly<Record<string, PageAnswer>> = {
  '/fed.json': json({
    accounts_endpoint: '/accounts',
    client_metadata_endpoint: '/meta',
    id_assertion_endpoint: '/token',
    login_url: '/',
  }),
  '/accounts': json({ accounts: [account] }),
  '/meta': json({}),
};

/** The field stays where it is, as far as a script of ours could tell from it; our window goes elsewhere. */
const zooming = trap('').body.replace(
  '<script>',
  `<style>#field { position: fixed; left: 420px; top: 300px; }</style><script>
    zoom = (by) => { document.documentElement.style.zoom = by; field.style.zoom = 1 / by; };`,
);
const dropper = 'new EyeDropper().open().then((one) => { colour = one.sRGBHex; })';

let site: Site;
let dora: Person;
let page: Page;
let composer: Frame;
const seal = id('composer-seal');

/** A composer that lacks only a press of Seal, on a page that begins after one more key. Gives whether much is drawn over it. */
const write = async (path: string): Promise<() => boolean> => {
  page = await dora.browser.newPage();
  await page.goto(site.origin + path);
  await clickInto(dora, page, '#field');
  dora.key('alt+k');
  composer = await frameOf(page, 'composer.html');
  await clickInto(dora, page, id('composer-text'), composer);
  dora.type('words');
  await composer.waitForSelector(`${seal}[data-armed="true"]`);
  await composer.waitForSelector('[data-testid="draft-state"][data-state="saved"]');
  const session = await page.createCDPSession();
  await session.send('Runtime.evaluate', { expression: 'go = true', userGesture: false });
  const before = dora.display.look();
  dora.type('!');
  return () => changedBetween(before, dora.display.look()) > 150;
};
const isFilled = (): Promise<boolean> =>
  page.$eval('#field', (area) => (area as HTMLTextAreaElement).value.startsWith('FSEAL2'));

const missing = await ensurePackages(windowPackages);

describeApp('what the browser draws over a composer for a page', missing, () => {
  beforeAll(async () => {
    const pages: Record<string, PageAnswer> = {
      '/list': trap(suggestions),
      '/window': trap(window),
      '/dropper': trap(dropper),
      '/zoom': { body: zooming },
      '/paste': trap(
        "pasted = 'nothing'; addEventListener('paste', (event) => { pasted = event.clipboardData.getData('text'); })",
      ),
      '/sign-in': { body: atTheRight, headers: { 'set-login': 'logged-in' } },
      ...provider,
    };
    site = await startSite(pages);
    const there = (path: string): string => site.origin + path;
    pages['/.well-known/web-identity'] = json({
      provider_urls: [there('/fed.json')],
      accounts_endpoint: there('/accounts'),
      login_url: there('/'),
    });
    dora = await openPerson('Dora');
    await createVault(dora, 'violet anchor seven teapots');
    page = await dora.browser.newPage();
    await page.goto(site.origin);
    await clickInto(dora, page, '#field');
    dora.key('alt+k');
    const panel = await dora.page('/sidepanel.html');
    await pressToBeAsked(dora, panel, id('panel-allow'));
    await answerPrompt(dora, 'allow');
    await panel.close();
  });
  afterAll(async () => {
    await dora?.close();
    await site?.close();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') dora?.shoot('FAILED');
    await page.close();
  });

  test('are suggestions: a press beside them counts', async () => {
    const isCovered = await write('/list');
    await until('a press that counts', async () => {
      if (!(await within(3_000, isCovered))) return dora.type('!');
      dora.shoot('suggestions');
      await dora.tap(page, seal, composer);
      return within(3_000, isFilled);
    });
  });

  test('is a window on top, which takes the keys as it comes up', async () => {
    await write('/window');
    await until('the composer without the keys', () => composer.evaluate(() => !document.hasFocus()));
    // The page has it a moment later than the keys go there.
    await until('the other window', () => page.evaluate<[], () => boolean>(() => 'other' in globalThis));
    await page.evaluate('other.close()');
    await pressInFrame(dora, [page, composer], seal, isFilled);
  });

  test('is an eye dropper, which takes the next click and tells the page the colour of that point', async () => {
    const isCovered = await write('/dropper');
    const box = await (await composer.$(seal))?.boundingBox();
    const corner = await page.evaluate(() => ({ x: screenX, y: screenY + outerHeight - innerHeight }));
    // Near enough to the middle, whatever stands at the edges of a window.
    const at = { x: corner.x + (box?.x ?? 0) + 35, y: corner.y + (box?.y ?? 0) + 18 };
    await until('the eye dropper', () => {
      dora.display.xdotool('mousemove', Math.round(at.x), Math.round(at.y));
      return isCovered();
    });
    dora.shoot('eye-dropper');
    // It takes none while it still comes up.
    await until('a colour', () => {
      dora.click(at);
      return within(1_000, () => page.evaluate<[], () => boolean>(() => 'colour' in globalThis));
    });
    // That of the button.
    expect(await page.evaluate('colour')).not.toBe('#ffffff');
    expect([await isFilled(), await composer.$(id('refusal'))]).toEqual([false, null]);
  });

  test('is a sign-in of its own words: a press beside it counts, once the composer has the keys again', async () => {
    const isCovered = await write('/sign-in');
    await until('the sign-in', isCovered);
    await until('the composer without the keys', () => composer.evaluate(() => !document.hasFocus()));
    dora.shoot('sign-in');
    await pressInFrame(dora, [page, composer], seal, isFilled);
  });

  test('is none where the middle button pastes what was selected: the page is not told of it', async () => {
    await write('/paste');
    await until('the page that listens', () => page.evaluate<[], () => boolean>(() => 'pasted' in globalThis));
    await clickInto(dora, page, id('composer-text'), composer);
    dora.key('ctrl+a');
    await page.evaluate(() => {
      addEventListener('auxclick', () => document.body.setAttribute('data-pressed', ''));
    });
    await until('the press of the middle button', async () => {
      dora.display.xdotool('mousemove', 760, 700, 'click', 2);
      return within(1_000, () => page.evaluate<[], () => boolean>(() => document.body.hasAttribute('data-pressed')));
    });
    expect(await page.evaluate('pasted')).toBe('nothing');
  });

  // Headless, no press reaches the window in its new place.
  test('is the window elsewhere: a press on a Seal that zoom has brought under the pointer does not count', async () => {
    const by = 0.945;
    /** Gives false where the press came so late that the window stood still again. */
    const isRefused = async (): Promise<boolean> => {
      await write('/zoom');
      const box = await (await composer.$(seal))?.boundingBox();
      const corner = await page.evaluate(() => ({ x: screenX, y: screenY + outerHeight - innerHeight }));
      const at = [corner.x + ((box?.x ?? 0) + 35) * by, corner.y + ((box?.y ?? 0) + 18) * by].map(Math.round);
      dora.display.xdotool('mousemove', ...at);
      await composer.waitForSelector(`${seal}[data-armed="true"]`);
      await page.evaluate(async (factor) => {
        (globalThis as unknown as { zoom: (by: number) => void }).zoom(factor);
        for (let pictures = 0; pictures < 4; pictures++) await new Promise(requestAnimationFrame);
      }, by);
      dora.display.xdotool('click', 1);
      const refused = await composer.waitForSelector(id('refusal'), { timeout: 5_000 }).catch(() => null);
      if (!refused) await page.close();
      return refused !== null;
    };
    // Where zoom is not seen, each press counts.
    expect((await isRefused()) || (await isRefused()) || (await isRefused())).toBe(true);
    expect(await isFilled()).toBe(false);
  });
});
