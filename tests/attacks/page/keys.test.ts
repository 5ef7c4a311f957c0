// What a page hears, and what lands in its fields, while somebody writes into a composer: by keys, by an input method, by
// pasting and by dragging.
import type { CDPSession, Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { browser } from 'wxt/browser';
import { html } from '../../browser/page/support.ts';
import { framesOfOurs, openStage, type Stage, startWriting, until, writtenIn } from './stage.ts';
import { body, thieves } from './thieves.ts';

/** What is composed, letter by letter, and what it becomes: pinyin and kana. */
const composed = [
  { steps: ['z', 'zhong', 'zhong wen'], text: '中文' },
  { steps: ['n', 'に', 'にほん'], text: '日本' },
] as const;

describe('a page while somebody writes into a composer over it', () => {
  let stage: Stage;
  let page: Page;
  let keys: CDPSession;
  let visits = 0;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    page = await stage.goto(`/?visit=${++visits}`);
    keys = await page.createCDPSession();
  });
  afterEach(() => page.close());

  /** As an input method does: it shows what it has so far, and in the end puts in what was meant. */
  const compose = async (): Promise<void> => {
    for (const { steps, text } of composed) {
      for (const step of steps)
        await keys.send('Input.imeSetComposition', {
          text: step,
          selectionStart: step.length,
          selectionEnd: step.length,
        });
      await keys.send('Input.insertText', { text });
    }
  };
  const press = async (letter: string, command: string): Promise<void> => {
    await page.keyboard.down('Control');
    await page.keyboard.press(letter as 'a', { commands: [command] });
    await page.keyboard.up('Control');
  };
  const begin = async (): Promise<Frame> => {
    const composer = await startWriting(page);
    await page.evaluate('heard.length = 0');
    return composer;
  };
  const heard = () => page.evaluate('heard');

  it('hears nothing of keys, of an input method, and of what is pasted, and all of it arrives', async () => {
    const composer = await begin();
    await page.keyboard.type('keys');
    await compose();
    expect(await writtenIn(composer)).toBe('keys中文日本');
    await press('a', 'selectAll');
    await press('c', 'copy');
    await press('v', 'paste');
    await press('v', 'paste');
    expect(await writtenIn(composer)).toBe('keys中文日本'.repeat(2));
    expect(await heard()).toEqual([]);
  });

  it.each(thieves)('gets nothing where it %s', async (_name, theft) => {
    const composer = await begin();
    await page.keyboard.type('x');
    await press('a', 'selectAll');
    await press('c', 'copy');
    await page.keyboard.press('End');
    await page.evaluate(`{ ${theft} }`);
    await compose();
    await page.keyboard.type('canary');
    await press('v', 'paste');
    await compose();
    expect(await heard()).toEqual([]);
    expect(await page.evaluate('stolen()')).toBe('');
    // Whatever came of it: what was written before is there, or the composer has given way.
    expect(await writtenIn(composer).catch(() => 'x')).toContain('x');
  });

  it('loses no letter to a page that takes the focus a single time', async () => {
    const composer = await begin();
    await page.evaluate('evil.focus()');
    // It is taken back within the call; an input method writes to where the browser, too, has heard of that.
    await composer.waitForFunction(() => document.hasFocus());
    await compose();
    await expect.poll(() => writtenIn(composer)).toBe('中文日本');
    expect(await page.evaluate(() => document.activeElement?.matches(':root>div'))).toBe(true);
  });

  it('gets the keys again once the person clicks into it, so the tests above are not blind', async () => {
    await begin();
    await page.evaluate('evil.style.cssText = "position:fixed;right:0;bottom:0"');
    await page.click('#evil');
    await page.keyboard.type('hello');
    await compose();
    expect(await page.evaluate('evil.value')).toBe('hello中文日本');
    expect(((await heard()) as string[]).some((line) => line.startsWith('compositionupdate'))).toBe(true);
  });

  /** The background's word that a composer has had the focus since then, as late as we like. */
  const arm = async (since: number): Promise<void> => {
    const target = await stage.alice.browser.waitForTarget((one) => one.type() === 'service_worker');
    await (await target.worker())?.evaluate(
      async (url, input) => {
        const { tabs } = (globalThis as unknown as { chrome: typeof browser }).chrome;
        const [tab] = await tabs.query({ url });
        // The document in which the keys are typed: said to all, the answer may be that of another.
        await tabs.sendMessage(tab?.id ?? -1, { to: 'page', command: 'page.arm', input }, { frameId: 0 });
      },
      page.url(),
      { since },
    );
  };
  const clickIntoPage = async (): Promise<void> => {
    await page.evaluate('evil.style.cssText = "position:fixed;right:0;bottom:0"');
    await page.click('#evil');
  };

  it('gets them where word of the composer comes later than the click, and not where the click came first', async () => {
    await begin();
    const since = Date.now();
    await clickIntoPage();
    await arm(since);
    await page.keyboard.type('hello');
    expect(await page.evaluate('evil.value')).toBe('hello');
    await arm(Date.now());
    await page.keyboard.type(' again');
    expect(await page.evaluate('evil.value')).toBe('hello');
  });

  it('keeps them where a composer that the person has left says late that it had them again', async () => {
    const composer = await begin();
    await clickIntoPage();
    await page.keyboard.type('left');
    await composer.evaluate(async () => {
      const { runtime } = (globalThis as unknown as { chrome: typeof browser }).chrome;
      await runtime.sendMessage({ to: 'background', command: 'frame.regained', input: {} });
    });
    await page.keyboard.type(' for good');
    expect(await page.evaluate('evil.value')).toBe('left for good');
  });

  it('gets none where the clock was set back since the click', async () => {
    await begin();
    const inOurWorld = async (run: string): Promise<void> => {
      for (const realm of await page.mainFrame().extensionRealms()) await realm.evaluate(run);
    };
    await inOurWorld('ahead = 5000, Date.now = ((now) => () => now() + ahead)(Date.now)');
    await clickIntoPage();
    await inOurWorld('ahead = 0');
    await arm(Date.now());
    await page.keyboard.type('hello');
    expect(await page.evaluate('evil.value')).toBe('');
  });

  it('gets none later by a click that it has leave the focus in the composer', async () => {
    const composer = await begin();
    await page.evaluate('addEventListener("mousedown", (event) => event.preventDefault(), true)');
    await page.mouse.click(900, 700);
    expect(await composer.evaluate(() => document.hasFocus())).toBe(true);
    await page.keyboard.type('words ');
    await expect.poll(() => writtenIn(composer)).toBe('words ');
    await page.evaluate('heard.length = 0, evil.focus()');
    await page.keyboard.type('and more');
    expect(await heard()).toEqual([]);
    expect(await page.evaluate('evil.value')).toBe('');
  });

  it('has nothing dragged into it out of a composer, and drags nothing in', async () => {
    const composer = await begin();
    await page.keyboard.type('words to be dragged');
    await press('a', 'selectAll');
    await composer.evaluate(() => {
      for (const type of ['dragstart', 'dragover', 'drop'])
        addEventListener(type, (drag) => document.body.setAttribute(`data-${type}`, String(drag.defaultPrevented)));
    });
    const area = await composer.$('[data-testid="composer-text"]');
    const box = await area?.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 30, (box?.y ?? 0) + 14);
    await page.mouse.down();
    await page.mouse.move(700, 700, { steps: 5 });
    await page.mouse.up();
    await composer.waitForSelector('body[data-dragstart="true"]');
    const data = { items: [{ mimeType: 'text/plain', data: 'of the page' }], dragOperationsMask: 1 };
    const x = (box?.x ?? 0) + 40;
    const y = (box?.y ?? 0) + 20;
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await keys.send('Input.dispatchDragEvent', { type, x, y, data });
    expect(await composer.$eval('body', (element) => element.getAttribute('data-drop'))).not.toBe('false');
    expect(await writtenIn(composer)).toBe('words to be dragged');
    expect(await heard()).toEqual([]);
  });

  it('is left by the composer where it does not stop, and goes on hearing nothing', async () => {
    await begin();
    await page.keyboard.type('safe');
    await page.evaluate('steal(() => evil.focus())');
    expect(await until(page, () => framesOfOurs(page).length === 0)).toBe(true);
    await page.keyboard.type('canary');
    await compose();
    expect(await heard()).toEqual([]);
    expect(await page.evaluate('stolen()')).toBe('');
  });

  it('and nothing of what was written was to be observed by any of these pages', async () => {
    expect(await stage.overheard(['canary', 'words to be dragged'])).toEqual([]);
  });
});
