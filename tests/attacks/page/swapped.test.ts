// A page hides a sealed text or puts another in its place: what is opened is what the mark stood at, or nothing.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badges } from '../../browser/badges.ts';
import { addContact, frameGone, frameOf, myCard, readReader } from '../../browser/driver.ts';
import { makeCorrespondent } from '../../browser/page/correspondents.ts';
import { html } from '../../browser/page/support.ts';
import { framesOfOurs, openStage, type Stage, until } from './stage.ts';

const body = '<p id="post" style="width:400px;height:60px;overflow:hidden;overflow-wrap:anywhere"></p>';

const put = (post: Element, token: string): void => {
  post.textContent = token;
};

/** Ways to hide an element. */
const hidden = [
  'display:none',
  'visibility:hidden',
  'opacity:0',
  'position:absolute;left:-9999px',
  'position:absolute;top:-9999px',
  'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);margin:-1px',
  'height:0;overflow:hidden',
  'transform:scale(0)',
  'font-size:0',
] as const;
/** Of these the mark is seen even though the text is not: it opens by a press alone. */
const blank = 'content-visibility:hidden';

/** When the page puts the other text there. `swap()` does it. */
const moments = [
  'addEventListener("pointerdown", swap, true)',
  'addEventListener("mouseup", swap, true)',
  'addEventListener("click", swap, true)',
  'new MutationObserver(swap).observe(document.documentElement, { childList: true })',
] as const;

describe('a sealed text that a page', () => {
  let stage: Stage;
  let first: string;
  let second: string;
  beforeAll(async () => {
    const [opened, bert, cleo] = await Promise.all([
      openStage({ '/': html(body) }),
      makeCorrespondent('Bert'),
      makeCorrespondent('Cleo'),
    ]);
    stage = opened;
    for (const { card } of [bert, cleo]) await addContact(stage.alice, card);
    const mine = await myCard(stage.alice);
    first = await bert.seal('words of Bert', [mine], stage.site.origin);
    second = await cleo.seal('words of Cleo', [mine], stage.site.origin);
  });
  afterAll(() => stage?.close());

  const open = async (text: string): Promise<Page> => {
    const page = await stage.goto('/');
    await page.$eval('#post', put, text);
    return page;
  };
  const press = async (page: Page): Promise<void> => {
    const [mark] = await badges(page, 1);
    await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
  };

  it('hides has no mark, and none opens by itself', async () => {
    const page = await open(first);
    await page.evaluate(
      (styles, token) => {
        for (const style of styles) {
          const element = document.body.appendChild(document.createElement('p'));
          element.style.cssText = style;
          element.textContent = token;
        }
      },
      hidden,
      second,
    );
    // The one that is seen has its mark, and stays the only one.
    const [mark] = await badges(page, 1);
    await page.mouse.move(mark?.x ?? 0, mark?.y ?? 0);
    expect(await badges(page, 1)).toHaveLength(1);
    expect(framesOfOurs(page)).toEqual([]);
    await page.$eval(
      '#post',
      (post, style) => post.insertAdjacentHTML('afterend', `<p style="${style}">${post.textContent}</p>`),
      blank,
    );
    expect(await badges(page, 2)).toHaveLength(2);
    expect(framesOfOurs(page)).toEqual([]);
    await page.evaluate(() => {
      for (const p of document.querySelectorAll('p')) p.removeAttribute('style');
    });
    expect((await badges(page, 4)).length, 'all of them were known').toBeGreaterThanOrEqual(4);
    await page.close();
  });

  it.each(moments)('exchanges while it is pressed opens as what was pressed, or not at all: %s', async (moment) => {
    const page = await open(first);
    await badges(page, 1);
    await page.evaluate(
      `let done = false; swap = () => { if (!done) post.textContent = ${JSON.stringify(second)}; done = true; }; ${moment};`,
    );
    await press(page);
    await page.waitForFunction((token) => document.querySelector('#post')?.textContent === token, {}, second);
    // Whatever came up goes again, for its text is gone; until then it says Bert, and nothing of Cleo.
    await until(page, () => framesOfOurs(page).length > 0, 1_000);
    const seen: string[] = [];
    await expect
      .poll(
        async () => {
          for (const frame of framesOfOurs(page))
            seen.push(await frame.evaluate(() => document.body.textContent ?? '').catch(() => ''));
          return framesOfOurs(page).length;
        },
        { timeout: 10_000 },
      )
      .toBe(0);
    expect(seen.filter((text) => text.includes('Cleo'))).toEqual([]);
    // The mark beside the other text is that one's own.
    await press(page);
    expect(await readReader(await frameOf(page, 'reader.html'))).toMatchObject({
      text: 'words of Cleo',
      verdict: expect.stringContaining('Cleo'),
    });
    await page.close();
  });

  it.each(['another text', 'a part of it'])('exchanges under an open reader for %s loses that reader', async (name) => {
    const page = await open(first);
    await press(page);
    const reader = await frameOf(page, 'reader.html');
    expect(await readReader(reader)).toMatchObject({ text: 'words of Bert', verdict: expect.stringContaining('Bert') });
    await page.$eval('#post', put, name === 'another text' ? second : first.slice(0, 150));
    const host = await reader.frameElement();
    // At once out of sight, before it is painted; then for good.
    expect(await host?.evaluate((frame) => getComputedStyle(frame).visibility)).toBe('hidden');
    await frameGone(page, reader);
    await page.close();
  });

  it('cuts off opens nothing', async () => {
    const page = await open(first);
    await badges(page, 1);
    await page.$eval('#post', put, first.slice(0, 150));
    await expect.poll(async () => (await badges(page, 1))[0]?.name).toBe('Incomplete');
    await press(page);
    expect(framesOfOurs(page)).toEqual([]);
    await page.close();
  });
});
