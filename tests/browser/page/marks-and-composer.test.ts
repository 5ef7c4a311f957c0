// Sealed texts that appear while somebody writes: their marks stand below what is written in, and take nothing from it.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage, startWriting, writtenIn } from '../../attacks/page/stage.ts';
import { badges } from '../badges.ts';
import { byId, chooseRecipients, composeHere, frameGone, openedReader, pressSeal, readReader } from '../driver.ts';
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
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toMatch(/^FSEAL1m/);
  });
});

describe('a reader and a composer that need the same place', () => {
  let stage: Stage;
  let page: Page;
  const pages = { '/': html('') };
  beforeAll(async () => {
    stage = await openStage(pages);
    const token = await tokenForMyself(stage.alice, 'read before it is answered');
    pages['/'] = html(
      `<p style="width:300px;height:60px;overflow:hidden;overflow-wrap:anywhere">${token}</p><textarea id="field" autofocus style="width:480px;height:200px"></textarea>`,
    );
    page = await stage.goto('/');
  });
  afterAll(() => stage?.close());

  const isDrawn = (frame: Frame): Promise<boolean> =>
    frame.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const observer = new IntersectionObserver(
            (entries) => {
              observer.disconnect();
              resolve(entries.some((entry) => (entry as { isVisible?: boolean }).isVisible === true));
            },
            { trackVisibility: true, delay: 100 } as IntersectionObserverInit,
          );
          observer.observe(document.documentElement);
        }),
    );

  it('stand beside each other where there is room; else the one that was read comes back when the other has gone', async () => {
    const [mark = { x: 0, y: 0 }] = await badges(page, 1);
    await page.mouse.click(mark.x, mark.y);
    const reader = await openedReader(page);
    expect(await readReader(reader)).toMatchObject({ text: 'read before it is answered' });
    await page.focus('#field');
    const composer = await composeHere(page);
    await expect.poll(async () => (await isDrawn(composer)) && (await isDrawn(reader))).toBe(true);
    expect(await readReader(reader)).toMatchObject({ text: 'read before it is answered' });
    await page.setViewport({ width: 640, height: 800 });
    await expect.poll(async () => (await reader.frameElement())?.isVisible()).toBe(false);
    // They are in no fight with each other: Seal waits until nothing has come over the composer for half a second.
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    expect([composer.detached, reader.detached]).toEqual([false, false]);
    expect(await isDrawn(composer)).toBe(true);
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
    await expect.poll(() => isDrawn(reader)).toBe(true);
    await reader.waitForFunction(() => !document.documentElement.hasAttribute('data-covered'));
    expect(await readReader(reader)).toMatchObject({ text: 'read before it is answered' });
  });
});
