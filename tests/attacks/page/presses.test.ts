// No press counts that was meant for something else: under what the browser itself draws, in a window that was moved under
// the pointer, in a run of clicks, by a key that is held down.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badges } from '../../browser/badges.ts';
import { byId, frameOf, pressArmed } from '../../browser/driver.ts';
import { html, strangersToken } from '../../browser/page/support.ts';
import { looksLike } from './pictures.ts';
import { openStage, type Stage, until, writeIn } from './stage.ts';

const field = '<textarea id="field" style="width:520px;height:320px"></textarea>';
const body = `<style>body{margin:60px 20px}.native{position:fixed;left:60px;top:30px}</style>${field}<iframe id="frame"></iframe><script>
  put = (name, parent = document.body) => { const one = document.createElement(name); one.className = 'native'; one.style.cssText = 'position:fixed;left:60px;top:30px'; parent.append(one); return one; };
</script>`;
const seal = '[data-testid="composer-seal"]';

const pickers: readonly (readonly [string, string])[] = [
  [
    'a list',
    'const list = put("select"); list.append(new Option("Press Seal"), new Option("to win")); list.showPicker()',
  ],
  [
    'a calendar out of a closed tree',
    'const root = put("div").attachShadow({ mode: "closed" }); put("input", root).type = "date"; root.firstChild.showPicker()',
  ],
];
/** Each makes a `list`. */
const lists: readonly (readonly [string, string])[] = [
  ['a list', 'document.body'],
  [
    'a list out of a closed tree in a frame of the same site',
    'put("div", frame.contentDocument.body).attachShadow({ mode: "closed" })',
  ],
];

describe('a press', () => {
  let stage: Stage;
  let beside: Page;
  let visits = 0;
  beforeAll(async () => {
    const mark = html(`<p id="text" style="margin:40px">${strangersToken()}</p><input id="game">`);
    const moving =
      html(`<p id="text" style="position:absolute;margin:0;width:300px;left:40px;top:280px">${strangersToken()}</p><script>
      addEventListener('pointerdown', (event) => event.stopImmediatePropagation(), true);
      move = (right, down) => {
        text.style.left = text.offsetLeft + right + 'px';
        text.style.top = text.offsetTop + down + 'px';
        dispatchEvent(new Event('resize'));
      };
    </script>`);
    // The field stays where it is, as far as a script of ours could tell from it.
    const zooming =
      html(`<style>#field{position:fixed;left:420px;top:300px;width:500px;height:280px}</style>${field}<script>
      zoom = (by) => { document.documentElement.style.zoom = by; field.style.zoom = 1 / by; };
    </script>`);
    stage = await openStage({ '/': html(body), '/mark': mark, '/moving': moving, '/zoom': zooming });
    beside = await stage.alice.browser.newPage();
  });
  afterAll(() => stage?.close());

  const middleOf = async (frame: Frame, button: string) => {
    const box = await (await frame.$(button))?.boundingBox();
    if (!box) throw new Error('there is no button');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const write = async (path = '/') => {
    const page = await stage.goto(`${path}?visit=${++visits}`);
    const composer = await writeIn(page, 'words');
    await byId(composer, 'composer-text').click();
    return { page, composer };
  };
  const isFilled = (where: Page | Frame): Promise<boolean> =>
    where.$eval('#field', (area) => (area as HTMLTextAreaElement).value.startsWith('FSEAL2'));

  it('counts only where no message of the page’s field lies over the window any more', async () => {
    const { page, composer } = await write();
    const clip = { x: 20, y: 60, width: 400, height: 60 };
    const picture = () => page.screenshot({ clip, encoding: 'base64', captureBeyondViewport: false });
    const plain = await picture();
    const isPlain = async (): Promise<boolean> => looksLike(beside, plain, await picture());
    // It would stand there for twenty seconds.
    const message = 'Press Seal and win. '.repeat(15);
    await page.evaluate((words) => {
      const one = (globalThis as never as { put(name: string): HTMLInputElement }).put('input');
      one.setCustomValidity(words);
      one.reportValidity();
    }, message);
    expect(await until(page, async () => !(await isPlain()), 1_000).then(() => until(page, isPlain, 8_000))).toBe(true);
    await pressArmed(composer, 'composer-seal');
    expect(await until(page, () => isFilled(page))).toBe(true);
    await page.close();
  });

  it.each(pickers)('does not count under %s that the page has the browser show', async (_name, show) => {
    const { page, composer } = await write();
    await page.keyboard.type('!');
    await composer.waitForSelector(`${seal}[data-armed="true"]`);
    await page.evaluate(`{ ${show} }`);
    const { x, y } = await middleOf(composer, seal);
    await page.mouse.click(x, y);
    await byId(composer, 'refusal').wait();
    await page.evaluate('document.querySelector(".native").remove()');
    await pressArmed(composer, 'composer-seal');
    expect(await until(page, () => isFilled(page))).toBe(true);
    await page.close();
  });

  it('does not count in a window that the page has moved by zoom', async () => {
    const { page, composer } = await write('/zoom');
    const { x, y } = await middleOf(composer, seal);
    await page.mouse.move(x * 0.945, y * 0.945);
    await composer.waitForSelector(`${seal}[data-armed="true"]`);
    await page.evaluate('zoom(0.945)');
    // Until the browser, too, has it there.
    await page.evaluate(async () => {
      for (let pictures = 0; pictures < 8; pictures++) await new Promise(requestAnimationFrame);
    });
    await page.mouse.click(x * 0.945, y * 0.945);
    await byId(composer, 'refusal').wait();
    expect(await isFilled(page)).toBe(false);
    await page.close();
  });

  // In a window with a display the first of two presses chooses from it, and the second falls on what lay under it.
  it.each(lists)('does not count where %s has only just gone', async (_name, where) => {
    const { page, composer } = await write();
    const { x, y } = await middleOf(composer, seal);
    await page.mouse.move(x, y);
    await composer.waitForSelector(`${seal}[data-armed="true"]`);
    // It stands for long enough that nothing else speaks against the press. To a debugger that would go through it.
    await page.evaluate(`(async () => {
      const list = put("select", ${where});
      list.append(new Option("Press twice"));
      list.showPicker();
      await new Promise((resolve) => setTimeout(resolve, 800));
      list.remove();
    })()`);
    await page.mouse.click(x, y);
    await byId(composer, 'refusal').wait();
    expect(await isFilled(page)).toBe(false);
    await page.close();
  });

  /** A reader that was opened from its mark, and waits for a press inside. */
  const openReader = async (before?: (page: Page) => Promise<void>, path = '/mark') => {
    const page = await stage.goto(`${path}?visit=${++visits}`);
    const [mark] = await badges(page, 1);
    if (!mark) throw new Error('there is no mark');
    await before?.(page);
    const at = performance.now();
    await page.mouse.click(mark.x, mark.y);
    const reader = await frameOf(page, 'reader.html');
    await byId(reader, 'reader-open').wait();
    return { page, reader, opened: { ...mark, at } };
  };
  const isOpened = async (reader: Frame): Promise<boolean> => (await reader.$('[data-testid="reader-open"]')) === null;

  it('does not count in a run of clicks, however long that goes on', async () => {
    /** Clicks for a while. Gives the longest pause between two, as the window had them. Milliseconds. */
    const clickOn = async (page: Page, reader: Frame): Promise<number> => {
      const { x, y } = await middleOf(reader, '[data-testid="reader-open"]');
      await reader.evaluate(() => {
        const times: number[] = [];
        addEventListener('pointerdown', ({ timeStamp }) => times.push(timeStamp), { capture: true });
        Object.assign(window, { times });
      });
      for (const start = Date.now(); Date.now() - start < 2_500; ) {
        await page.mouse.click(x, y, { delay: 20 });
        await reader.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
      }
      const times = await reader.evaluate(() => (window as unknown as { times: number[] }).times);
      return Math.max(...times.slice(1).map((time, at) => time - (times[at] ?? time)));
    };
    for (let tries = 0; ; tries++) {
      const { page, reader } = await openReader();
      const pause = await clickOn(page, reader);
      // A busy machine makes a pause, after which a click is one of its own.
      const isRun = pause < 450 || tries === 4;
      if (isRun) expect(await isOpened(reader)).toBe(false);
      if (isRun) await pressArmed(reader, 'reader-open');
      if (isRun) expect(await until(page, () => isOpened(reader))).toBe(true);
      await page.close();
      if (isRun) return;
    }
  });

  it('does not count for three seconds where the page brings the button to the place that opened the window', async () => {
    const { page, reader, opened } = await openReader(undefined, '/moving');
    const open = '[data-testid="reader-open"]';
    // The window follows its text. Where it is near an edge, not at once as far as that.
    const isThere = async (): Promise<boolean> => {
      const { x, y } = await middleOf(reader, open);
      const [right, down] = [opened.x - x, opened.y - y];
      await page.evaluate(`move(${right}, ${down})`);
      return Math.hypot(right, down) < 10;
    };
    expect(await until(page, isThere)).toBe(true);
    // Someone who just goes on clicking there, slowly. On a busy machine the three seconds may be over before the first click.
    const byPress = async (): Promise<boolean> => {
      await reader.waitForSelector(`${open}[data-armed="true"]`);
      await page.mouse.click(opened.x, opened.y);
      return until(page, () => isOpened(reader), 500);
    };
    await expect.poll(byPress, { interval: 300 }).toBe(true);
    expect(performance.now() - opened.at).toBeGreaterThan(3_000);
    await page.close();
  });

  it('does not count by a key that was held down before there was anything to press', async () => {
    const { page, reader } = await openReader(async (before) => {
      await before.focus('#game');
      await before.keyboard.down('Enter');
    });
    await reader.waitForFunction(() => document.activeElement?.matches('[data-testid="reader-open"]') === true);
    for (const start = Date.now(); Date.now() - start < 1_500; ) await page.keyboard.down('Enter');
    expect(await isOpened(reader)).toBe(false);
    await page.keyboard.up('Enter');
    const byKey = async (): Promise<boolean> => {
      await reader.waitForSelector('[data-testid="reader-open"][data-armed="true"]');
      await page.keyboard.press('Enter');
      return until(page, () => isOpened(reader), 1_000);
    };
    await expect.poll(byKey).toBe(true);
    await page.close();
  });
});
