// Sealed texts that appear while somebody writes: their marks stand below what is written in, and take nothing from it.
import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage, startWriting, writtenIn } from '../../attacks/page/stage.ts';
import { badges } from '../badges.ts';
import {
  byId,
  chooseRecipients,
  composeHere,
  fill,
  frameGone,
  openedReader,
  pressSeal,
  readReader,
} from '../driver.ts';
import { html, strangersToken, tokenForMyself } from './support.ts';

const body = `<textarea id="field" style="width:480px;height:200px"></textarea>
  <p id="post" style="position:absolute;left:520px;top:0;width:300px;height:60px;overflow:hidden;overflow-wrap:anywhere"></p>`;
const text = 'written while a sealed text arrives';

describe('a mark that appears while somebody writes', () => {
  let stage: Stage;
  let page: Page;
  let composer: Frame;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
    page = await stage.goto('/');
    composer = await startWriting(page);
    await chooseRecipients(composer, ['Bob']);
    await composer.focus('[data-testid="composer-text"]');
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
  });
  afterAll(() => stage?.close());

  it('takes no key and no focus from the writing', async () => {
    const keys = await composer.evaluateHandle(() => {
      const all: string[] = [];
      addEventListener('keydown', ({ key }) => all.push(key), true);
      return all;
    });
    const typing = page.keyboard.type(text, { delay: 15 });
    await page.evaluate((token) => {
      (document.querySelector('#post') as HTMLElement).textContent = token;
    }, strangersToken());
    expect(await badges(page, 1)).toHaveLength(1);
    await typing;
    expect((await keys.jsonValue()).join('')).toBe(text);
    // To come on top again a window is drawn again, and on a machine with far too much to do the browser writes nothing then.
    expect((await writtenIn(composer)).length).toBeGreaterThan(text.length - 3);
    expect(await composer.evaluate(() => document.hasFocus())).toBe(true);
  });

  it('keeps nobody from sealing', async () => {
    await pressSeal(composer);
    await frameGone(page, composer);
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toMatch(/^FSEAL2m/);
  });
});

describe('a reader and a composer that need the same place', () => {
  let stage: Stage;
  let page: Page;
  const pages = { '/one': html(''), '/other': html(''), '/third': html('') };
  const words = 'an answer that is not done yet';
  beforeAll(async () => {
    stage = await openStage(pages);
    const token = await tokenForMyself(stage.alice, 'read before it is answered');
    pages['/one'] = html(
      `<p style="width:300px;height:60px;overflow:hidden;overflow-wrap:anywhere">${token}</p><textarea id="field" style="width:96vw;height:200px"></textarea>`,
    );
    pages['/other'] = pages['/third'] = pages['/one'];
  });
  const open = async (path: keyof typeof pages) => {
    page = await stage.goto(path);
    await page.setViewport({ width: 1000, height: 640 });
  };
  afterEach(() => page.close());
  afterAll(() => stage?.close());

  /** All of it, with nothing over it, and it knows that. */
  const isDrawn = (frame: Frame): Promise<boolean> =>
    frame.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const observer = new IntersectionObserver(
            (entries) => {
              observer.disconnect();
              const visible = entries.some((entry) => (entry as { isVisible?: boolean }).isVisible === true);
              resolve(visible && !document.documentElement.hasAttribute('data-covered'));
            },
            { trackVisibility: true, delay: 100 } as IntersectionObserverInit,
          );
          observer.observe(document.documentElement);
        }),
    );
  const areDrawn = async (...frames: Frame[]): Promise<boolean[]> => {
    const drawn: boolean[] = [];
    for (const frame of frames) drawn.push(await isDrawn(frame));
    return drawn;
  };
  const boxOf = async (frame: Frame): Promise<DOMRect> =>
    (await frame.frameElement())?.evaluate((element) => element.getBoundingClientRect().toJSON()) as Promise<DOMRect>;

  const read = async (): Promise<Frame> => {
    const [mark = { x: 0, y: 0 }] = await badges(page, 1);
    await page.mouse.click(mark.x, mark.y);
    const reader = await openedReader(page);
    expect(await readReader(reader)).toMatchObject({ text: 'read before it is answered' });
    return reader;
  };
  const write = async (): Promise<Frame> => {
    await page.focus('#field');
    const composer = await composeHere(page);
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', words);
    return composer;
  };

  it('are both in sight where there is room, whichever comes first, and apart at once when it becomes narrow', async () => {
    await open('/one');
    const reader = await read();
    const composer = await write();
    await expect.poll(() => areDrawn(composer, reader)).toEqual([true, true]);
    expect(await readReader(reader)).toMatchObject({ text: 'read before it is answered' });
    await page.setViewport({ width: 400, height: 640 });
    await expect.poll(() => areDrawn(composer, reader)).toEqual([true, true]);
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    // The person turns to what was opened first, and then there is room for one alone.
    await reader.click('[data-testid="sign"]');
    await expect.poll(() => reader.evaluate(() => document.hasFocus())).toBe(true);
    await page.setViewport({ width: 400, height: 600 });
    await composer.waitForSelector('html[data-under], html:not([data-covered]) [data-testid="composer-seal"]');
    await expect.poll(async () => (await areDrawn(reader, composer)).filter(Boolean).length).toBe(1);
    await page.setViewport({ width: 1000, height: 640 });
    await expect.poll(() => areDrawn(composer, reader)).toEqual([true, true]);
    // Windows that have just been laid anew may move once more under a pointer.
    await reader.$eval('[data-testid="frame-close"]', (button) => (button as HTMLElement).click());
    await frameGone(page, reader);
    expect(await writtenIn(composer)).toBe(words);
  });

  it('are in front by turns where there is no room: a press on the covered one brings it there, with all that was typed', async () => {
    await open('/other');
    const composer = await write();
    const reader = await read();
    await expect.poll(() => areDrawn(composer, reader)).toEqual([true, true]);
    await page.setViewport({ width: 400, height: 600 });
    await composer.waitForSelector('html[data-under]');
    await expect.poll(() => isDrawn(reader)).toBe(true);
    const [behind, front] = [await boxOf(composer), await boxOf(reader)];
    const y = behind.bottom - front.bottom > 60 ? behind.bottom - 40 : behind.top + 40;
    await page.mouse.click(behind.left + 30, y);
    await expect.poll(() => isDrawn(composer)).toBe(true);
    expect(await (await reader.frameElement())?.isVisible()).toBe(false);
    await expect.poll(() => composer.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    expect(await writtenIn(composer)).toBe(words);
    // They are in no fight with each other: Seal waits until nothing has come over the composer for half a second.
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
    await expect.poll(() => isDrawn(reader)).toBe(true);
    expect(await readReader(reader)).toMatchObject({ text: 'read before it is answered' });
  });

  it('lead to each other by one press where there is room for one alone', async () => {
    await open('/third');
    const composer = await write();
    const reader = await read();
    await expect.poll(() => areDrawn(composer, reader)).toEqual([true, true]);
    await page.setViewport({ width: 400, height: 480 });
    await composer.waitForSelector('html[data-under]');
    await expect.poll(() => isDrawn(reader)).toBe(true);
    const [wide, high] = await composer.evaluate(() => [innerWidth, innerHeight]);
    await reader.click('[data-testid="other-window"]');
    await expect.poll(() => isDrawn(composer)).toBe(true);
    await expect.poll(() => composer.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    expect(await writtenIn(composer)).toBe(words);
    await composer.waitForSelector('[data-testid="other-window"]');
    expect(await composer.evaluate(() => [innerWidth, innerHeight])).toEqual([wide, high]);
    await composer.focus('[data-testid="other-window"]');
    await page.keyboard.press('Enter');
    await expect.poll(() => isDrawn(reader)).toBe(true);
    await expect.poll(() => reader.evaluate(() => document.hasFocus())).toBe(true);
    expect(await readReader(reader)).toMatchObject({ text: 'read before it is answered' });
    await byId(reader, 'frame-close').click();
    await frameGone(page, reader);
    await expect.poll(() => isDrawn(composer)).toBe(true);
    await composer.waitForSelector('[data-testid="other-window"]', { hidden: true });
    expect(await writtenIn(composer)).toBe(words);
  });
});
