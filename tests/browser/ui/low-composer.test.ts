// Our windows where the page has little room: whatever the keys come to can be seen there (WCAG 2.2, 2.4.11).
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Stage } from '../../attacks/page/stage.ts';
import { badges } from '../badges.ts';
import { byId, chooseRecipients, fill, frameGone, frameOf, openComposer, sealInto } from '../driver.ts';
import { html } from '../page/support.ts';

let stage: Stage;
let page: Page;
const pages = { '/': html(''), '/other': html('<textarea id="other"></textarea>'), '/thread': html('') };
beforeAll(async () => {
  const words = 'Words that the page has in its field, and that stay there unless somebody says otherwise.';
  pages['/'] = html(`<textarea id="field" style="width:90%">${words}</textarea><p><textarea id="empty"></textarea>`);
  stage = await openStage(pages);
  page = await stage.goto('/');
});
afterAll(() => stage?.close());

/** What has the focus, and how much of it is to be seen: of nine points of it, or of its line of focus. */
const focused = (composer: Frame) =>
  composer.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const { x, y, width, height } = element.getBoundingClientRect();
    const points = [0.1, 0.5, 0.9].flatMap((across) => [0.1, 0.5, 0.9].map((down) => [across, down] as const));
    const seen = points.filter(([across, down]) => {
      const hit = document.elementFromPoint(x + width * across, y + height * down);
      return hit !== null && (element.contains(hit) || hit.contains(element));
    });
    return { is: element.getAttribute('data-testid') ?? element.outerHTML.slice(0, 60), seen: seen.length };
  });

/** How many lines of the text are to be seen: under what stays in its place, and above what does not scroll. */
const linesInSight = (composer: Frame): Promise<number> =>
  composer.$eval('[data-testid="composer-text"]', (box) => {
    const boundsOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const [body, picker, all] = [boundsOf('.composer-body'), boundsOf('.picker'), box.getBoundingClientRect()];
    const style = getComputedStyle(box);
    const top = Math.max(all.top, body?.top ?? 0, picker && picker.top <= all.top ? picker.bottom : 0);
    const seen = Math.min(all.bottom, body?.bottom ?? 0) - top - Number.parseFloat(style.paddingTop);
    return Math.floor(seen / Number.parseFloat(style.lineHeight));
  });

it.each([
  // A window of 1,280 × 820 at 200 %, one of 540 × 760 at 150 %, one of 440 high.
  [640, 410],
  [350, 500],
  [1280, 440],
  [1000, 360],
  [320, 640],
  [320, 360],
])('shows what has the focus at %i × %i', async (width, height) => {
  await page.setViewport({ width, height });
  const composer = await openComposer(page, '#field');
  await byId(composer, 'composer-text').wait();
  expect(await linesInSight(composer)).toBeGreaterThanOrEqual(3);
  const stops: { is: string; seen: number }[] = [];
  for (let step = 0; step < 16; step++) {
    const stop = await focused(composer);
    if (stop) stops.push(stop);
    await page.keyboard.press('Tab');
  }
  for (let step = 0; step < 16; step++) {
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    const stop = await focused(composer);
    if (stop) stops.push(stop);
  }
  expect(new Set(stops.map(({ is }) => is)).size).toBeGreaterThan(5);
  expect(stops.filter(({ seen }) => seen === 0)).toEqual([]);
  await byId(composer, 'composer-cancel').click();
  await frameGone(page, composer);
});

it('keeps the first lines of the text in sight when the window becomes smaller', async () => {
  await page.setViewport({ width: 1000, height: 800 });
  const composer = await openComposer(page, '#field');
  await byId(composer, 'composer-text').wait();
  await page.setViewport({ width: 320, height: 400 });
  await composer.waitForFunction(() => innerWidth < 320);
  await composer.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await linesInSight(composer)).toBeGreaterThanOrEqual(3);
  await byId(composer, 'composer-cancel').click();
  await frameGone(page, composer);
});

it('shows two lines of the text above a notice in a narrow window', async () => {
  await page.setViewport({ width: 320, height: 640 });
  const composer = await openComposer(page, '#empty');
  await fill(composer, 'composer-text', 'Two lines of words, so that one sees what is to be sealed.');
  await chooseRecipients(composer, ['Bob']);
  await composer.$eval('[data-testid="composer-seal"]', (button) => (button as HTMLElement).click());
  await byId(composer, 'refusal').wait();
  expect(await linesInSight(composer)).toBeGreaterThanOrEqual(2);
  await byId(composer, 'composer-cancel').click();
  await frameGone(page, composer);
});

it('shows three lines of the text where people to answer are offered only after it was opened', async () => {
  await page.setViewport({ width: 900, height: 800 });
  await page.goto(new URL('/other', page.url()).href);
  const token = await sealInto(page, '#other', 'a text that is answered', { to: ['Bob'] });
  pages['/thread'] = html(`<p style="overflow-wrap:anywhere">${token}</p><textarea id="field"></textarea>`);
  await page.goto(new URL('/thread', page.url()).href);
  await page.setViewport({ width: 316, height: 360 });
  const composer = await openComposer(page, '#field');
  await composer.waitForSelector('[data-testid="reply-offer"]');
  await expect.poll(() => linesInSight(composer)).toBeGreaterThanOrEqual(3);
  await byId(composer, 'composer-cancel').click();
  await frameGone(page, composer);
});

it('has nothing over the button of a reader that is not opened yet', async () => {
  await page.setViewport({ width: 320, height: 232 });
  const [mark = { x: 0, y: 0 }] = await badges(page, 1);
  await page.mouse.click(mark.x, mark.y);
  const reader = await frameOf(page, 'reader.html');
  await reader.waitForSelector('[data-testid="reader-open"][data-armed="true"]');
  await byId(reader, 'frame-close').click();
  await frameGone(page, reader);
});
