// Presses in the page that leave the focus in a composer: the person goes on writing there, and the page takes the focus
// later, before any timer or message of ours can say that the composer has it.
import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { html } from '../../browser/page/support.ts';
import { openStage, type Stage, startWriting, until, writtenIn } from './stage.ts';
import { body } from './thieves.ts';

/** The very next task of the page, whatever else waits: it stands still while the person writes on, and takes the focus. */
const busyFor = (steal: string): string => `scheduler.postTask(() => {
  for (const start = performance.now(); performance.now() - start < 400; );
  ${steal}; top.taken = true;
}, { priority: 'user-blocking' })`;
const onPress = (what: string): string =>
  `addEventListener('mousedown', (event) => { ${what} }, { capture: true, once: true }); 0`;

/** Name, and what the page does with the press. */
const thefts = [
  ['as its next task', `event.preventDefault(); ${busyFor('evil.focus()')}`],
  [
    'once the press was told for long',
    `event.preventDefault();
    for (const start = performance.now(); performance.now() - start < 400; ); evil.focus(); top.taken = true`,
  ],
  [
    'by telling the press again',
    `event.preventDefault(); addEventListener('mousedown', () => evil.focus(), true);
    ${busyFor('document.dispatchEvent(event)')}`,
  ],
  [
    'after a focus that it made up',
    `event.preventDefault(); window.dispatchEvent(new Event('focus'));
    ${busyFor('evil.focus()')}`,
  ],
] as const;

describe('a page where a press leaves the focus in the composer', () => {
  let stage: Stage;
  let page: Page;
  let composer: Frame;
  let child: Frame;
  let visits = 0;
  beforeAll(async () => {
    stage = await openStage(
      { '/': html(`${body}<div style="height:3000px"></div>`) },
      { without: ['--hide-scrollbars'] },
    );
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    page = await stage.goto(`/?visit=${++visits}`);
    child = await page.waitForFrame((one) => one.parentFrame() === page.mainFrame() && one.url() === 'about:srcdoc');
    await child.waitForSelector('#evil');
    await page.evaluate(
      `child.style.cssText = 'position:fixed;right:0;bottom:0;height:100px'; hear(child.contentWindow)`,
    );
    composer = await startWriting(page);
    await page.evaluate('taken = false, heard.length = 0');
  });
  afterEach(() => page.close());

  /** Whatever came of it: the page has heard no key, and the composer has what was typed there or nothing has. */
  const hearsNothing = async (): Promise<void> => {
    await page.waitForFunction('taken');
    await page.keyboard.type('canary');
    expect(await page.evaluate('heard')).toEqual([]);
    expect(await page.evaluate('stolen()')).toBe('');
    expect(await until(page, () => composer.evaluate(() => document.hasFocus()))).toBe(true);
  };

  it.each(thefts)('gets no key where it takes the focus %s', async (_how, theft) => {
    await page.evaluate(onPress(theft));
    await page.mouse.click(500, 700);
    await hearsNothing();
  });

  it.each(thefts)('gets none in a frame of it where that takes the focus %s', async (_how, theft) => {
    await child.evaluate(onPress(theft));
    await child.click('body');
    await hearsNothing();
  });

  it('gets none by a press on its scroll bar', async () => {
    await page.evaluate(onPress(busyFor('evil.focus({ preventScroll: true })')));
    await page.mouse.click(993, 500);
    await hearsNothing();
  });

  it.each(['the page', 'its frame'])(
    'gets them where the script that hears the press in %s moves the focus',
    async (where) => {
      const frame = where === 'the page' ? page.mainFrame() : child;
      await frame.evaluate(
        `evil.style.cssText = 'position:fixed;left:0;bottom:0';
      addEventListener('mousedown', (event) => { event.preventDefault(); evil.focus(); }, true)`,
      );
      // On a busy machine a press may be told too late to count.
      const typed = async (): Promise<unknown> => {
        await frame.click('#evil');
        await page.keyboard.type('hello');
        return frame.evaluate('evil.value');
      };
      await expect.poll(typed).toContain('hello');
    },
  );

  it('and no composer lost what was written before', async () => {
    await page.keyboard.type('words ');
    await page.evaluate(onPress('event.preventDefault(); setTimeout(() => { taken = true; })'));
    await page.mouse.click(500, 700);
    await page.waitForFunction('taken');
    await page.keyboard.type('and more');
    await expect.poll(() => writtenIn(composer)).toBe('words and more');
  });
});
