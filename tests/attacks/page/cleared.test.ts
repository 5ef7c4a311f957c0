// A page that takes a sealed text and clears it, or puts something else in its place, a moment later: nothing is lost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameGone, pressSeal } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { openStage, type Stage, writeIn } from './stage.ts';

const body = `<textarea id="field" style="width:500px;height:150px"></textarea><p id="post"></p><script>
  takeBack = () => { taken = field.value; field.value = location.search === '?swaps' ? 'something else' : ''; };
</script>`;

describe('a page that takes back what it was given', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
  });
  afterAll(() => stage?.close());

  const kept = async (): Promise<readonly (string | null)[]> => {
    const page = await stage.alice.open('app.html#drafts');
    await page.waitForSelector('.empty, [data-testid="draft-row"]');
    const texts = await page.$$eval('.draft-text', (all) => all.map(({ textContent }) => textContent));
    await page.close();
    return texts;
  };

  it.each(['clears', 'swap'])(
    '%s: the text stays among the drafts, and also if the page shows it in another place at once',
    async (way) => {
      const page = await stage.goto(`/?${way}`);
      const text = `not lost where it ${way}`;
      const composer = await writeIn(page, text);
      await pressSeal(composer);
      await frameGone(page, composer);
      await page.evaluate('takeBack()');
      expect(await kept()).toContain(text);
      await page.bringToFront();
      await page.evaluate(() => {
        const post = document.querySelector('#post') as HTMLElement;
        post.textContent = (window as unknown as { taken: string }).taken;
      });
      await page.waitForFunction(() => document.querySelectorAll(':root>div').length > 0);
      expect(await kept()).toContain(text);
      await page.close();
    },
  );
});
