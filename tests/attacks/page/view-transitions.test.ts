// A view transition makes a picture of the page, our windows with it, and shows that for as long as the page likes.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byId, frameGone } from '../../browser/driver.ts';
import { wordsOf } from './pictures.ts';
import { openStage, type Stage, until, writeIn } from './stage.ts';

const keeps = `<style>
  @view-transition { navigation: auto; }
  ::view-transition-group(*), ::view-transition-old(*), ::view-transition-new(*) { animation-duration: 99s; }
  ::view-transition-old(*) { animation: none; opacity: 1; mix-blend-mode: normal; }
  ::view-transition-new(*) { animation: none; opacity: 0; }
</style><script>addEventListener('pagereveal', ({ viewTransition }) => { moved = viewTransition !== null; });</script>`;
/** In the head: once there is a body, a busy machine may make the first picture before it has read on. */
const inHead = (body: string): { body: string } => ({
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pictures</title>${keeps}</head><body>${body}</body></html>`,
});
const field = '<textarea id="field" style="width:520px;height:320px"></textarea>';

const transitions: readonly (readonly [string, string])[] = [
  ['the document', 'document'],
  ['the root element', 'document.documentElement'],
];

describe('the picture of a window', () => {
  let stage: Stage;
  let beside: Page;
  beforeAll(async () => {
    stage = await openStage({ '/': inHead(field), '/next': inHead('<p>the next page</p>') });
    beside = await stage.alice.browser.newPage();
  });
  afterAll(() => stage?.close());

  it.each(transitions)('goes with the window from a transition of %s', async (name, element) => {
    const page = await stage.goto(`/?${encodeURIComponent(name)}`);
    const composer = await writeIn(page, 'words that go');
    const seen = await wordsOf(page, composer, beside);
    await byId(composer, 'composer-text').click();
    await page.evaluate(
      `started = false; ${element}.startViewTransition(() => { started = true; }).ready.catch(() => undefined)`,
    );
    expect(await until(page, async () => (await page.evaluate('started')) === true)).toBe(true);
    await page.keyboard.press('Escape');
    await frameGone(page, composer);
    expect(await until(page, async () => !(await seen()), 3_000)).toBe(true);
    await page.close();
  });

  /** To the next page; gives whether the browser moved a picture of this one into it. */
  const leave = async (page: Page): Promise<boolean> => {
    await Promise.all([page.waitForNavigation(), page.evaluate('setTimeout(() => { location = "/next"; })')]);
    expect(await until(page, async () => (await page.evaluate('typeof moved')) === 'boolean')).toBe(true);
    return (await page.evaluate('moved')) === true;
  };

  it('does not move into the next page', async () => {
    const page = await stage.goto('/?leaves');
    const composer = await writeIn(page, 'words that go');
    const seen = await wordsOf(page, composer, beside);
    await leave(page);
    expect(await seen()).toBe(false);
    await page.close();
  });

  it('and where no window stands pictures move as ever, so the test above is not blind', async () => {
    // Chromium drops a picture that a busy machine makes too late: then it says nothing about the page, so ask again.
    const page = await stage.goto('/?alone');
    const moves = async (): Promise<boolean> => {
      await page.goto(`${stage.site.origin}/?alone`);
      return leave(page);
    };
    expect(await until(page, moves, 30_000)).toBe(true);
    await page.close();
  });
});
