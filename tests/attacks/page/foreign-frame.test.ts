// A frame of a site that was not allowed holds no script of ours, and takes the focus while somebody writes.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { browser } from 'wxt/browser';
import { byId } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { framesOfOurs, openStage, type Stage, startWriting, until, writtenIn } from './stage.ts';

/** In the background, where these functions run. */
declare const chrome: typeof browser;

const thief = html(`<input id="evil"><script>
  heard = [];
  addEventListener('keydown', (event) => heard.push(event.key), true);
</script>`);
/** Its frame takes over the window of the empty document before it, and what listens there. */
const own = html(`<textarea id="field" style="width:500px;height:150px"></textarea><script>
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;right:0;bottom:0';
  frame.src = '/inner';
  document.body.append(frame);
  for (const type of ['focus', 'blur', 'focusin', 'focusout', 'keydown'])
    frame.contentWindow.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
</script>`);
const page = (origin: string) =>
  html(`<textarea id="field" style="width:500px;height:150px"></textarea>
    <iframe width="300" height="200" style="position:fixed;right:0;bottom:0" src="${origin}/thief"></iframe>`);

describe('a frame of a site that was not allowed', () => {
  let stage: Stage;
  beforeAll(async () => {
    const pages: Record<string, ReturnType<typeof html>> = {
      '/thief': thief,
      '/inner': html('<input id="evil">'),
      '/own': own,
      '/allowed': html(`<textarea id="field" style="width:500px;height:150px"></textarea>
        <iframe width="200" height="150" style="position:fixed" sandbox="allow-scripts" src="/inner"></iframe>`),
    };
    stage = await openStage(pages);
    pages['/'] = page(stage.site.origin.replace('localhost', '127.0.0.1'));
    const target = await stage.alice.browser.waitForTarget((one) => one.type() === 'service_worker');
    await (await target.worker())?.evaluate(async () => {
      const scripts = await chrome.scripting.getRegisteredContentScripts();
      await chrome.scripting.updateContentScripts(
        scripts.map((script) => ({ ...script, excludeMatches: ['http://127.0.0.1/*'] })),
      );
    });
  });
  afterAll(() => stage?.close());

  /** A page that takes frames along puts its own under the pointer, where it rests. */
  const putUnderPointer = async (tab: Page): Promise<void> => {
    await tab.$eval('iframe', (frame) =>
      Object.assign(frame.style, { right: '', bottom: '', left: '-999px', top: '0' }),
    );
    await tab.mouse.move(850, 700);
    await tab.waitForFunction(() => document.querySelector('html:hover') && !document.querySelector('textarea:hover'));
    await tab.$eval('iframe', (frame) => Object.assign(frame.style, { left: '750px', top: '600px' }));
    await tab.waitForSelector('iframe:hover');
  };

  it.each([
    ['takes it once', 'evil.focus()'],
    ['takes it back whenever it is lost', 'evil.onblur = () => evil.focus(); evil.focus()'],
    ['takes it once under the pointer', 'evil.focus()'],
  ])('loses the focus again where it %s, and the composer goes on', async (name, theft) => {
    const tab = await stage.goto('/');
    const frame = await tab.waitForFrame((one) => one.url().endsWith('/thief'));
    await frame.waitForSelector('#evil');
    const composer = await startWriting(tab);
    if (name.endsWith('under the pointer')) await putUnderPointer(tab);
    await frame.evaluate(`{ ${theft} }`);
    expect(await until(tab, () => composer.evaluate(() => document.hasFocus()))).toBe(true);
    await frame.evaluate('heard.length = 0');
    await tab.keyboard.type('for us alone');
    await expect.poll(() => writtenIn(composer)).toContain('for us alone');
    expect(await frame.evaluate('heard')).toEqual([]);
    await tab.close();
  });

  it('has none if the person presses in a frame of another site that was allowed, which keeps the focus', async () => {
    const tab = await stage.goto('/allowed');
    const frame = await tab.waitForFrame((one) => one.url().endsWith('/inner'));
    await frame.waitForSelector('#evil');
    await startWriting(tab);
    await putUnderPointer(tab);
    await frame.click('#evil');
    const typed = async (): Promise<unknown> => {
      await tab.keyboard.type('h');
      return frame.evaluate('evil.value.length > 3');
    };
    await expect.poll(typed).toBe(true);
    await tab.close();
  });

  it.each([
    ['it', '/', '/thief'],
    ['one that the page made itself, and listened in before us,', '/own', '/inner'],
  ])('loses the keys to the popup where %s does not stop, and gets none back from there', async (_who, path, inner) => {
    const tab = await stage.goto(path);
    const frame = await tab.waitForFrame((one) => one.url().endsWith(inner));
    await frame.waitForSelector('#evil');
    await startWriting(tab);
    await frame.evaluate('setInterval(() => evil.focus(), 20); 0');
    const popup = await stage.alice.browser.waitForTarget((one) => one.url().endsWith('/popup.html'));
    await byId(await popup.asPage(), 'popup-stopped').wait();
    expect(framesOfOurs(tab)).toEqual([]);
    await frame.evaluate('turns = new Promise((done) => { let left = 5; setInterval(() => --left || done(), 20); })');
    await frame.evaluate('turns');
    expect(await frame.evaluate(() => document.hasFocus())).toBe(false);
    await tab.close();
  });

  it('gets some of the keys in between where it takes the focus every second, and then the composer gives way', async () => {
    const tab = await stage.goto('/');
    const frame = await tab.waitForFrame((one) => one.url().endsWith('/thief'));
    await frame.waitForSelector('#evil');
    await startWriting(tab);
    await frame.evaluate('setInterval(() => evil.focus(), 1000); 0');
    const hasGivenWay = (): boolean => stage.alice.browser.targets().some((one) => one.url().endsWith('/popup.html'));
    let typed = 0;
    for (; typed < 500 && !hasGivenWay(); typed++) await tab.keyboard.type('k', { delay: 60 });
    const heard = Number(await frame.evaluate('heard.length'));
    expect(heard).toBeGreaterThan(0);
    expect(heard).toBeLessThan(typed);
    expect(hasGivenWay()).toBe(true);
    await tab.close();
  });
});
