// Documents in which listeners of the page come before ours: it erased ours, or was there first. Someone who asks to write
// there gets the side panel, and no key that was meant for a composer.
import type { Frame, Page, Target } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { browser } from 'wxt/browser';
import { fieldBadge } from '../../browser/badges.ts';
import { byId, composeHere, fill, openComposer, openPopup, openSealed } from '../../browser/driver.ts';
import { html, tokenForMyself } from '../../browser/page/support.ts';
import { panelOpenedBy } from '../../browser/ui/side-panel.ts';
import { framesOfOurs, openStage, type Stage, until, writtenIn } from './stage.ts';

/** In the pages of the extension, where these functions run. */
declare const chrome: typeof browser;

const field = '<textarea id="field" style="width:500px;height:150px"></textarea>';
/** Comes before ours from then on, hears all and lets nobody else hear of it. */
const first = `
  heard = [];
  listenFirst = () => {
    for (const type of ['keydown', 'beforeinput', 'input']) addEventListener(type, (event) => {
      heard.push(type + ' ' + (event.key ?? event.data)); event.stopImmediatePropagation();
    }, true);
    for (const type of ['focus', 'blur', 'focusin', 'focusout']) addEventListener(type, (event) => event.stopImmediatePropagation(), true);
  };
  rebuild = (body) => { document.open(); document.write(body); document.close(); listenFirst(); };`;
const sealedField = (token: string): string =>
  `<textarea id="field" style="width:500px;height:150px">${token}</textarea><p id="post" style="width:400px;overflow-wrap:anywhere">${token}</p>`;

describe('a document in which the page listens before us', () => {
  let stage: Stage;
  let token: string;
  let page: Page;
  const pages: Record<string, ReturnType<typeof html>> = { '/': html(`${field}<script>${first}</script>`) };
  beforeAll(async () => {
    stage = await openStage(pages);
    token = await tokenForMyself(stage.alice, 'read in place');
    pages['/early'] = html(`<script>${first}</script>${sealedField(token)}`);
  });
  afterAll(() => stage?.close());
  afterEach(async () => {
    for (const target of stage.alice.browser.targets())
      if (target.url().includes('/sidepanel.html')) await (await target.asPage()).close();
    await page.close();
  });

  /** What a press on Seal in the toolbar's window opens. */
  const askInPopup = (): Promise<Page> =>
    panelOpenedBy(stage.alice, async () => {
      const popup = await openPopup(page);
      await byId(popup, 'popup-seal').click();
    });
  const ours = (file: string): Target | undefined =>
    stage.alice.browser.targets().find((target) => target.url().includes(file));
  /** It comes by itself while the click that opened the composer still counts; later the person opens it. */
  const panelLeft = async (popup: Page): Promise<Page> => {
    const there = ours('/sidepanel.html');
    return there ? there.asPage() : panelOpenedBy(stage.alice, () => byId(popup, 'popup-panel').click());
  };
  const expectPanel = async (panel: Page): Promise<void> => {
    await byId(panel, 'panel-reload').wait();
    expect(framesOfOurs(page)).toEqual([]);
  };
  /** As at a first permission: our scripts come into a page that has been running for a while. */
  const openThenAllow = async (path: string, before = ''): Promise<void> => {
    const target = await stage.alice.browser.waitForTarget((one) => one.type() === 'service_worker');
    const background = await target.worker();
    const scripts = await background?.evaluate(async () => {
      const registered = await chrome.scripting.getRegisteredContentScripts();
      await chrome.scripting.unregisterContentScripts();
      return registered;
    });
    page = await stage.goto(path);
    await page.evaluate(`{ const body = ${JSON.stringify(field)}; ${before}; listenFirst(); }`);
    await background?.evaluate(
      async (registered, url) => {
        await chrome.scripting.registerContentScripts(registered);
        const [tab] = await chrome.tabs.query({ url });
        // As the background does.
        const files = ['/late.js' as const, '/content-scripts/page.js' as const];
        await chrome.scripting.executeScript({ target: { tabId: tab?.id ?? -1, allFrames: true }, files });
      },
      scripts ?? [],
      page.url(),
    );
  };

  /** What was said of the reload is not said of what comes later, whatever was left in between. */
  const saysWhyAgain = async (composer: Frame): Promise<void> => {
    // It comes again each time, to have the keys.
    let panel = await panelOpenedBy(stage.alice, () => byId(composer, 'frame-to-panel').click());
    await byId(panel, 'panel-reason').wait();
    await page.goto(`${page.url()}?next`);
    await byId(panel, 'panel-own').click();
    await panel.waitForSelector('[data-testid="panel-elsewhere"]', { hidden: true });
    const again = await openComposer(page, '#field');
    panel = await panelOpenedBy(stage.alice, () => byId(again, 'frame-to-panel').click());
    await byId(panel, 'panel-reason').wait();
    expect(await panel.$('[data-testid="panel-reloaded"]')).toBeNull();
  };

  it('gets no composer where it was there before us and says that it is loading still', async () => {
    await openThenAllow('/', 'document.open(), document.write(body)');
    expect(await page.evaluate(() => document.readyState)).toBe('loading');
    await page.click('#field');
    await expectPanel(await askInPopup());
  });

  it('gets no composer where it erased our listeners, by document.open or by writing once it was loaded', async () => {
    for (const rebuild of ['rebuild(body)', 'document.write(body), document.close(), listenFirst()']) {
      page = await stage.goto('/');
      await page.evaluate(`{ const body = ${JSON.stringify(field)}; ${rebuild}; }`);
      await page.click('#field');
      const panel = await askInPopup();
      await expectPanel(panel);
      await panel.close();
      await page.close();
    }
    page = await stage.goto('/');
  });

  it('gets none inside a frame of another site either, which it could cover and take the focus from', async () => {
    page = await stage.goto('/');
    const inner = `${stage.site.origin.replace('localhost', '127.0.0.1')}/`;
    await page.evaluate(`rebuild(${JSON.stringify(`<iframe width="600" height="400" src="${inner}"></iframe>`)})`);
    const frame = await page.waitForFrame((one) => one.url() === inner);
    await (await frame.waitForSelector('#field'))?.click();
    const panel = await askInPopup();
    await byId(panel, 'panel-reason').wait();
    expect(framesOfOurs(page)).toEqual([]);
  });

  it('loses the composer that it rebuilds itself under, and the draft is kept', async () => {
    page = await stage.goto('/');
    const composer = await openComposer(page, '#field');
    await fill(composer, 'composer-text', 'words before');
    await composer.waitForSelector('[data-testid="draft-state"][data-state="saved"]');
    await page.evaluate(`rebuild(${JSON.stringify(field)})`);
    expect(await until(page, () => framesOfOurs(page).length === 0)).toBe(true);
    // A person who goes on typing types into the popup: no page gets the keys of that, however often it takes the focus.
    const popup = await (await stage.alice.browser.waitForTarget((one) => one.url().endsWith('/popup.html'))).asPage();
    await byId(popup, 'popup-stopped').wait();
    await page.evaluate('window.focus(), field.focus()');
    expect(await page.evaluate(() => document.hasFocus())).toBe(false);
    const panel = await panelLeft(popup);
    await expectPanel(panel);
    await expect.poll(() => writtenIn(panel.mainFrame())).toBe('words before');
  });

  it('gets none by the mark at a field that holds a sealed text either', async () => {
    await openThenAllow('/early');
    await page.click('#field');
    const { x, y } = await fieldBadge(page);
    await expectPanel(await panelOpenedBy(stage.alice, () => page.mouse.click(x, y)));
  });

  it('shows what it holds in place, where we came late, and is written in after a reload, with the draft', async () => {
    await openThenAllow('/early');
    expect((await openSealed(page, 0)).text).toBe('read in place');
    await page.keyboard.press('Escape');
    await page.$eval('#field', (area) => Object.assign(area, { value: '' }));
    await page.click('#field');
    const panel = await askInPopup();
    await byId(panel, 'panel-reload').wait();
    await fill(panel, 'composer-text', 'begun beside');
    await panel.waitForSelector('[data-testid="draft-state"][data-state="saved"]');
    const loaded = page.waitForNavigation();
    await byId(panel, 'panel-reload').click();
    await loaded;
    await byId(panel, 'panel-reloaded').wait();
    await page.$eval('#field', (area) => Object.assign(area, { value: '' }));
    await page.click('#field');
    const composer: Frame = await composeHere(page);
    await expect.poll(() => writtenIn(composer)).toBe('begun beside');
    await saysWhyAgain(composer);
  });
});
