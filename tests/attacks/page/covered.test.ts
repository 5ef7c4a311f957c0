// The security words stand around nothing of the page's: where anything lies over a part of a window of ours, or does so
// again and again, the window shows nothing. What is to be seen is told by pictures, not by us.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byId } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { trees } from './paint-attacks.ts';
import { wordsOf } from './pictures.ts';
import { attackTools } from './redress-attacks.ts';
import { closePanels, framesOfOurs, openStage, type Stage, until, writeIn, writtenIn } from './stage.ts';

const tools = `<script>${attackTools}
  /** Over the text of a composer alone, deaf to the pointer. */
  own = (tree) => {
    const one = make("textarea", "position:fixed;margin:0;inset:auto;left:60px;top:170px;width:300px;height:50px;background:#fff;pointer-events:none", tree);
    one.popover = "manual";
    one.value = "Write here";
    return one;
  };
  away = (one) => one.matches(":popover-open") && one.hidePopover();
  onTop = (one) => { away(one); one.showPopover(); };
</script>`;
const body = `<style>body{margin:20px}</style><textarea id="field" style="width:520px;height:320px"></textarea>${tools}`;
const text = 'words under a field of the page';

const covers: readonly (readonly [string, string])[] = [
  ['a field of the page’s own', '{ const one = own(); inEachPicture(() => onTop(one)); }'],
  [
    'a field that is gone in every fourth moment',
    '{ const one = own(); let at = 0; inEachPicture(() => (++at % 16 < 12 ? onTop(one) : away(one))); }',
  ],
];

const clips = 'overflow:clip;contain:paint;clip-path:inset(45%);mask:linear-gradient(transparent,transparent)';
const dialog = `<div><dialog id="dialog"><textarea id="field" style="width:520px;height:320px"></textarea></dialog></div><script>dialog.showModal()</script>`;

describe('the security words', () => {
  let stage: Stage;
  let beside: Page;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body), '/dialog': html(dialog) });
    beside = await stage.alice.browser.newPage();
  });
  afterAll(() => stage?.close());

  /** A composer, and how its words look. */
  let visits = 0;
  const write = async (path = '/') => {
    await closePanels(stage);
    const page = await stage.goto(`${path}?visit=${++visits}`);
    const composer = await writeIn(page, text);
    return { page, composer, seen: await wordsOf(page, composer, beside) };
  };

  it.each(covers)('are not to be seen around %s', async (_name, attack) => {
    const { page, composer, seen } = await write();
    expect(await seen()).toBe(true);
    await page.evaluate(attack);
    expect(await until(page, async () => !(await seen()))).toBe(true);
    // And stay away for as long as the page goes on, until the window itself is gone.
    while (framesOfOurs(page).includes(composer)) expect(await seen()).toBe(false);
    await page.close();
  });

  it('are cut off by nothing around a dialog that they are in, and come out of all of it again', async () => {
    const { page, composer, seen } = await write('/dialog');
    await page.evaluate(`for (const one of [dialog, dialog.parentNode]) one.style.cssText = "${clips}"`);
    // A picture later, if it were so.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await seen()).toBe(true);
    // Where it is, and yet not over all else: our window has to come out of it, with the document in it.
    await page.evaluate(
      'dialog.close(); dialog.parentNode.style = ""; dialog.style.cssText = "position:fixed;inset:0"; dialog.show()',
    );
    expect(await until(page, async () => (await page.$(':root>div')) !== null)).toBe(true);
    expect(await until(page, seen)).toBe(true);
    expect(framesOfOurs(page)).toContain(composer);
    await page.close();
  });

  it('stay in reach over a dialog that the page opens, and when that is closed', async () => {
    const { page, composer, seen } = await write();
    const type = async (letters: number): Promise<void> => {
      await byId(composer, 'composer-text').click();
      await composer.waitForFunction(() => document.hasFocus());
      await page.keyboard.type('!');
      await expect.poll(async () => (await writtenIn(composer)).length).toBe(text.length + letters);
    };
    // Our window goes into the dialog and out of it again: what is typed while it moves is for nobody.
    const settled = async (): Promise<void> => {
      await page.evaluate(async () => {
        for (let pictures = 0; pictures < 60; pictures++) await new Promise(requestAnimationFrame);
      });
      expect(await until(page, seen)).toBe(true);
    };
    await page.evaluate('make("dialog", "top:600px").showModal()');
    await settled();
    await type(1);
    await page.evaluate('document.querySelector("dialog").close()');
    await settled();
    await type(2);
    expect(framesOfOurs(page)).toContain(composer);
    await page.close();
  });

  it('come back with the text and the caret where a page covers them once', async () => {
    const { page, composer, seen } = await write();
    await byId(composer, 'composer-text').click();
    await page.evaluate(`own(${trees.closed}).showPopover()`);
    expect(await until(page, seen)).toBe(true);
    await page.keyboard.type('!');
    expect(await writtenIn(composer)).toHaveLength(text.length + 1);
    await page.close();
  });

  it('and nothing of what was written was to be observed by any of these pages', async () => {
    expect(await stage.overheard([text])).toEqual([]);
  });
});
