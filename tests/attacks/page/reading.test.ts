// Whatever a page tries to read of what is written and opened over it, from its first script to its last.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byId, chooseRecipients, frameGone, openComposer, openSealed, pressSeal } from '../../browser/driver.ts';
import { html, tokenForMyself } from '../../browser/page/support.ts';
import { foundIn, type Recorder, record } from './recorder.ts';
import { framesOfOurs, openStage, type Stage } from './stage.ts';

/** Letters that stand nowhere else: a font that is fetched for one of them would tell. */
const written = ['Zyxquarto', 'Жлубница', '蠹鱼'] as const;
const opened = ['Vellumqueen', 'Ѯестоглав'] as const;
const canaries = [...written, ...opened];
const planted = 'plumbagine';

const spyFonts = [...'ЖѮ蠹Ю'].map(
  (letter) =>
    `@font-face{font-family:spy;src:url(/font-${letter.codePointAt(0)});unicode-range:U+${letter.codePointAt(0)?.toString(16)}}`,
);
const style = `<style>${spyFonts.join('')} *, *::before, *::after { font-family: spy, sans-serif !important }
  @keyframes all { to { color: red } } * { animation: all 9s infinite; transition: all 9s }
  #post { width: 400px; height: 60px; overflow: hidden; overflow-wrap: anywhere }</style>`;
const body = `${style}<p>Ю</p><textarea id="field"></textarea><p id="post"></p><input id="own">`;

type Findable = Window & { find(text: string): boolean };

describe('a page that watches everything', () => {
  let stage: Stage;
  let page: Page;
  let recorder: Recorder;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) }, { args: ['--enable-blink-features=CanvasDrawElement'] });
    page = await stage.alice.browser.newPage();
    recorder = await record(page, stage.site);
    await page.goto(stage.site.origin);
    await page.bringToFront();
  });
  afterAll(() => stage?.close());

  const show = (token: string) =>
    page.evaluate((text) => {
      (document.querySelector('#post') as HTMLElement).textContent = text;
    }, token);
  /** Was the font asked for that the page has for this letter alone? */
  const fetched = (letter: string): boolean =>
    stage.site.received.some((request) => request.startsWith(`GET /font-${letter.codePointAt(0)}\n`));
  const nothing = async (): Promise<void> => expect(foundIn(await recorder.read(), canaries)).toEqual([]);

  it('sees one token and nothing else of what is written and sealed', async () => {
    const composer = await openComposer(page, '#field');
    await chooseRecipients(composer, ['Bob']);
    await byId(composer, 'composer-text').click();
    await page.keyboard.type(written.join(' '));
    await pressSeal(composer);
    await frameGone(page, composer);
    const token = await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value);
    expect(token).toMatch(/^FSEAL2m[0-9A-Za-z\n]+$/);
    await nothing();
    await show(token);
    expect((await openSealed(page, 0)).text).toBe(written.join(' '));
  });

  it('finds nothing of what stands opened over it', async () => {
    expect(framesOfOurs(page)).toHaveLength(1);
    const find = (text: string) => page.evaluate((words) => (window as unknown as Findable).find(words), text);
    for (const word of [...written, ...written.slice(1).map((one) => one.slice(0, 2)), 'Fieldseal', 'You sealed'])
      expect(await find(word), word).toBe(false);
    expect(await page.evaluate(() => [window.length, window.frames[0] === undefined])).toEqual([0, true]);
    // Nothing of ours is animated by its rules, fetches its fonts or is told of in its lists.
    for (const letter of ['Ж', '蠹']) expect(fetched(letter), letter).toBe(false);
    expect(
      await page.evaluate(
        () =>
          document
            .getAnimations()
            .filter(({ effect }) => (effect as KeyframeEffect).target?.matches('iframe, :root>div, :root>div *'))
            .length,
      ),
    ).toBe(0);
    expect(
      await page.evaluate(
        () => performance.getEntries().filter(({ name }) => /extension|reader|composer/.test(name)).length,
      ),
    ).toBe(0);
    await nothing();
  });

  it('copies nothing of it, and drags nothing out of it', async () => {
    await page.bringToFront();
    await page.evaluate(() => {
      addEventListener('copy', (copying) =>
        document.body.setAttribute(
          'data-copied',
          copying.clipboardData?.getData('text/plain') || String(getSelection()),
        ),
      );
      document.execCommand('selectAll');
      document.execCommand('copy');
    });
    expect(
      foundIn((await page.$eval('body', (element) => element.getAttribute('data-copied'))) ?? '', canaries),
    ).toEqual([]);
    const [reader] = framesOfOurs(page);
    const text = await reader?.$('[data-testid="reader-text"]');
    await reader?.evaluate(() => {
      getSelection()?.selectAllChildren(document.querySelector('[data-testid="reader-text"]') as Element);
      addEventListener('dragstart', (drag) => document.body.setAttribute('data-drag', String(drag.defaultPrevented)));
    });
    const box = await text?.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move(700, 700, { steps: 5 });
    await page.mouse.up();
    await reader?.waitForSelector('body[data-drag="true"]');
    await nothing();
  });

  it('paints nothing of it where a canvas may paint elements', async () => {
    const painted = await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      canvas.setAttribute('layoutsubtree', '');
      Object.assign(canvas, { width: 500, height: 300 });
      const own = document.createElement('p');
      own.textContent = 'words of the page';
      canvas.append(own);
      document.body.append(canvas);
      const host = document.querySelector(':root>div') as HTMLElement & { moveBefore: unknown };
      (canvas as unknown as { moveBefore(node: Node, before: null): void }).moveBefore(host, null);
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D & {
        drawElementImage?(element: Element, x: number, y: number): void;
      };
      const inked = (element: Element): Promise<number> =>
        new Promise((resolve) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              pen.clearRect(0, 0, 500, 300);
              try {
                pen.drawElementImage?.(element, 0, 0);
                resolve(pen.getImageData(0, 0, 500, 300).data.filter((value, at) => at % 4 === 3 && value > 0).length);
              } catch {
                resolve(-1);
              }
            }),
          ),
        );
      return inked(own).then(async (control) => [typeof pen.drawElementImage, control, await inked(host)]);
    });
    expect(painted[0]).toBe('function');
    expect(painted[1]).toBeGreaterThan(0);
    expect(painted[2]).toBeLessThanOrEqual(0);
    await page.reload();
  });

  it('learns no length from the size of the window', async () => {
    const outside = async (text: string): Promise<unknown> => {
      await show(await tokenForMyself(stage.alice, text));
      expect((await openSealed(page, 0)).text).toBe(text);
      const measured = await page.evaluate(() => {
        const host = document.querySelector(':root>div:not([data-x])') as HTMLElement;
        const hosts = [...document.querySelectorAll<HTMLElement>(':root>div')];
        const hit = (y: number) => hosts.includes(document.elementFromPoint(60, y) as HTMLElement);
        const heights = hosts.map((one) => [
          one.scrollWidth,
          one.scrollHeight,
          one.offsetHeight,
          JSON.stringify(one.getBoundingClientRect()),
        ]);
        return [heights, Array.from({ length: innerHeight }, (_, y) => (hit(y) ? 1 : 0)).join(''), host.outerHTML];
      });
      await page.keyboard.press('Escape');
      await page.reload();
      return measured;
    };
    expect(await outside('yes')).toEqual(await outside(`${opened.join(' ')} no`));
    await nothing();
  });

  it('has seen no word of it in any channel, in the end', async () => {
    await nothing();
    const seen = await recorder.read();
    const events = seen
      .split('\n')
      .filter((line) => /^event (key|composition|beforeinput|input|paste)\S* true/.test(line));
    expect(events.filter((line) => !line.includes('FSEAL2m'))).toEqual([]);
    expect(seen).not.toContain('chrome-extension://');
  });

  it('sees what is typed into its own field, so all of this is not blind', async () => {
    await page.click('#own');
    await page.keyboard.type(planted);
    const seen = await recorder.read();
    expect(foundIn(seen, [planted])).toEqual([planted]);
    expect(foundIn(seen.replaceAll(planted, ''), [planted]), 'its keys, one by one').toEqual([planted]);
    expect(fetched('Ю')).toBe(true);
  });
});
