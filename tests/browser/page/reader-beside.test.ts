// Someone who reads while they write: each reader takes the keys from the composer, and nobody steals them.
import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStage, type Stage, startWriting, writtenIn } from '../../attacks/page/stage.ts';
import { badges } from '../badges.ts';
import { byId, frameGone, frameOf, ifThere } from '../driver.ts';
import { html, tokenForMyself } from './support.ts';

const texts = ['first', 'second', 'third'];

describe('readers opened one after another beside a composer', () => {
  let stage: Stage;
  let page: Page;
  let composer: Frame;
  const pages = { '/': html('') };
  beforeAll(async () => {
    stage = await openStage(pages);
    const tokens = [];
    for (const text of texts) tokens.push(await tokenForMyself(stage.alice, text));
    const posts = tokens.map(
      (token, at) =>
        `<p style="position:absolute;left:560px;top:${at * 90}px;width:400px;height:60px;overflow:hidden;overflow-wrap:anywhere">${token}</p>`,
    );
    pages['/'] = html(`<textarea id="field" style="width:480px;height:200px"></textarea>${posts.join('')}`);
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    page = await stage.goto('/');
    composer = await startWriting(page);
    await page.keyboard.type('words');
  });
  afterEach(() => page.close());

  const press = async (count: number): Promise<void> => {
    const places = await badges(page, texts.length);
    const { x, y } = places[count % places.length] ?? { x: 0, y: 0 };
    await page.mouse.click(x, y);
  };

  it('leave it where it was as they are pressed one right after another', async () => {
    for (let count = 0; count < 9; count++) await press(count);
    const stands = async (): Promise<boolean> =>
      (await (await frameOf(page, 'reader.html')).$('[data-testid="reader-open"]')) !== null;
    await expect.poll(() => ifThere(stands, false)).toBe(true);
    expect(await writtenIn(composer)).toContain('words');
  });

  it('leave it where it was, with the keys, as each is closed as soon as it hears Escape', async () => {
    for (let count = 0; count < 6; count++) {
      await press(count);
      const reader = await frameOf(page, 'reader.html');
      // From then on it hears Escape.
      await byId(reader, 'reader-open').wait();
      await reader.waitForFunction(() => document.hasFocus());
      await page.keyboard.press('Escape');
      await frameGone(page, reader);
      await expect.poll(() => composer.evaluate(() => document.hasFocus())).toBe(true);
    }
    expect(await writtenIn(composer)).toContain('words');
  });
});
