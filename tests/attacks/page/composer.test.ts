// What a page can do to a composer that is laid over one of its fields.
import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { byId, chooseRecipients, fill, ifThere, openComposer } from '../../browser/driver.ts';
import { html, tell } from '../../browser/page/support.ts';
import { openStage, type Stage } from './stage.ts';

const canary = 'canary words that nobody else may see';

/** Notes all that the page can hear while somebody types. */
const listener = `
  heard = [];
  const hear = (where) => { for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'textInput', 'compositionstart', 'compositionend', 'paste'])
    for (const target of [where, where.document]) target.addEventListener(type, (event) => heard.push(type + ' ' + (event.key ?? event.data ?? '')), true); };
  hear(window);`;

const body = `<textarea id="field" style="width:500px;height:150px"></textarea><input id="evil"><iframe id="child" srcdoc="<input id=evil autofocus>"></iframe><script>${listener}</script>`;

describe('a composer over a field of a hostile page', () => {
  let stage: Stage;
  let page: Page;
  let visits = 0;
  beforeAll(async () => {
    stage = await openStage({
      '/': html(body),
      '/isolated': html(body, {
        'Cross-Origin-Embedder-Policy': 'require-corp',
        'Cross-Origin-Opener-Policy': 'same-origin',
      }),
      '/embedder': html(body, { 'Cross-Origin-Embedder-Policy': 'require-corp' }),
      '/sandbox': html(body, { 'Content-Security-Policy': 'sandbox allow-scripts' }),
      '/strict': html('<textarea id="field"></textarea>', {
        'Content-Security-Policy':
          "default-src 'none'; frame-src 'none'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      }),
    });
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    page = await stage.alice.browser.newPage();
  });
  afterEach(() => page.close());

  /** Opens a composer at an address of its own, so that no earlier draft comes back. */
  const ready = async (): Promise<Frame> => {
    await page.goto(`${stage.site.origin}/?visit=${++visits}`);
    const composer = await openComposer(page, '#field');
    await composer.waitForSelector('[data-testid="composer-text"]', { visible: true });
    return composer;
  };
  const write = async (composer: Frame): Promise<void> => {
    await byId(composer, 'composer-text').click();
    await page.evaluate('heard.length = 0');
    await page.keyboard.type(canary, { delay: 15 });
  };
  const composers = (): number => page.frames().filter((frame) => frame.url().includes('composer.html')).length;

  /** Asks again and again until it is so, five seconds at most. */
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (const start = Date.now(); !(await isSo()) && Date.now() - start < 5_000; ) await page.evaluate(() => 0);
  };
  const field = (): Promise<string> => page.$eval('#field', (area) => (area as HTMLTextAreaElement).value);
  /** A composer that needs only a press of Seal. */
  const written = async (): Promise<Frame> => {
    const composer = await ready();
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', canary);
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    return composer;
  };
  const pressSeal = async (composer: Frame): Promise<void> => {
    const button = await ifThere(() => composer.$('[data-testid="composer-seal"]'), null);
    // By the keyboard, which no cover and no zoom can keep from the button.
    await button?.press('Enter').catch(() => undefined);
  };
  const armed = (composer: Frame): Promise<boolean> =>
    ifThere(
      () => composer.$eval('[data-testid="composer-seal"]', (button) => button.matches('[data-armed="true"]')),
      false,
    );
  const complaint = (composer: Frame): Promise<string> =>
    ifThere(() => composer.$eval('[role="alert"]', (alert) => alert.textContent ?? ''), '');

  it('lets the person type into the page again after a real click there', async () => {
    await ready();
    await page.evaluate('document.querySelector("#evil").focus(); heard.length = 0');
    await page.keyboard.type('x');
    expect(await page.evaluate('heard')).toEqual([]);
    await page.evaluate('document.querySelector("#evil").style.cssText = "position:fixed;right:0;bottom:0"');
    await page.click('#evil');
    await page.keyboard.type('hello');
    expect(await page.$eval('#evil', (input) => (input as HTMLInputElement).value)).toBe('hello');
  });

  it('brings the frame and the draft back the first time the page removes it, and then gives way', async () => {
    const composer = await ready();
    await write(composer);
    await composer.waitForSelector('[data-testid="draft-state"][data-state="saved"]');
    const remove = () => page.evaluate(() => document.querySelector(':root>div')?.remove());
    await remove();
    const again = await page.waitForFrame((frame) => frame !== composer && frame.url().includes('composer.html'));
    await again.waitForSelector('[data-testid="composer-text"]', { visible: true });
    await again.waitForFunction(
      (text) => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === text,
      {},
      canary,
    );
    await remove();
    await until(async () => composers() === 0);
    expect(composers()).toBe(0);
  });

  it.each([['shrinks everything', 'document.documentElement.style.zoom = "0.05"']])(
    'seals nothing where the page %s',
    async (_name, attack) => {
      const composer = await written();
      await page.evaluate(attack);
      // What the page shows of the frame is looked at several times a second, not at every moment.
      await until(async () => composers() === 0 || !(await armed(composer)) || attack.includes('zoom'));
      await pressSeal(composer);
      await until(async () => composers() === 0 || (await complaint(composer)) !== '');
      expect(await field()).toBe('');
    },
  );

  it('seals where the page does nothing of the kind, so the tests above are not blind', async () => {
    const composer = await written();
    const sealed = async (): Promise<string> => {
      await pressSeal(composer);
      await until(async () => (await field()) !== '');
      return field();
    };
    await expect.poll(sealed).toMatch(/^FSEAL2m/);
  });

  it('stands where styles of the page would hide, move or shrink it', async () => {
    await page.goto(`${stage.site.origin}/?visit=${++visits}`);
    await page.addStyleTag({
      content:
        'div,[popover],[popover]:popover-open,*{display:none!important;opacity:0!important;transform:scale(.01)!important;clip-path:inset(50%)!important;pointer-events:none!important;width:0!important}textarea,body,html,#field{display:block!important;width:500px!important;pointer-events:auto!important;transform:none!important;clip-path:none!important;opacity:1!important}',
    });
    expect(await page.$eval('#evil', (evil) => getComputedStyle(evil).display)).toBe('none');
    const composer = await openComposer(page, '#field');
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    expect(await composer.evaluate(() => innerWidth)).toBeGreaterThanOrEqual(280);
  });

  it('loads under the strictest policy a page can have', async () => {
    await page.goto(`${stage.site.origin}/strict`);
    const composer = await openComposer(page, '#field');
    expect(await composer.waitForSelector('[data-testid="composer-text"]', { visible: true })).toBeTruthy();
  });

  it.each(['/isolated', '/embedder', '/sandbox'])(
    'gives way to the side panel where the site blocks frames: %s',
    async (path) => {
      await page.goto(stage.site.origin + path);
      await page.click('#field');
      expect(await tell(page, 'page.compose', {}, { frameId: 0 })).toBe('blocked');
      expect(composers()).toBe(0);
      expect(await page.evaluate(() => [...document.querySelectorAll(':root>div')].length)).toBe(0);
    },
    40_000,
  );

  it('goes with the page, so that nothing written lies in a cached page', async () => {
    await ready();
    await page.goto(`${stage.site.origin}/strict`);
    await page.goBack();
    expect(composers()).toBe(0);
    expect(await page.evaluate(() => document.querySelectorAll(':root>div').length)).toBe(0);
  });

  it('closes on Escape and gives the focus back to the field', async () => {
    const composer = await ready();
    await byId(composer, 'composer-text').click();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id === 'field');
    await until(async () => composers() === 0);
    expect(composers()).toBe(0);
    await page.keyboard.type('plain');
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toBe('plain');
  });
});
