// A page that a person has pinched larger can move all of it under the glass, and no box of it has moved for that.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../browser/page/support.ts';
import { openStage, type Stage, startWriting, until, writeIn, writtenIn } from './stage.ts';

const body = `<style>body { margin: 0; height: 100vh; overflow: hidden }
    textarea { position: absolute; left: 240px; top: 190px; width: 480px; height: 300px }
    i { position: absolute; width: 2px; height: 2px } #last { right: 0; bottom: 0 } #first { left: 0; top: 0 }</style>
  <i id="first"></i><i id="last"></i><textarea id="field"></textarea>
  <script>
    heard = '';
    for (const type of ['keydown', 'beforeinput']) addEventListener(type, ({ key, data }) => { heard += key ?? data; }, true);
    slide = (to) => to.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  </script>`;

interface Place {
  readonly x: number;
  readonly y: number;
}

describe('on a page that is pinched larger', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
  });
  afterAll(() => stage?.close());

  const pinch = async (page: Page, by = 1.3): Promise<void> => {
    const session = await page.createCDPSession();
    await session.send('Input.synthesizePinchGesture', {
      ...{ x: 400, y: 300, scaleFactor: by, relativeSpeed: 1500, gestureSourceType: 'mouse' },
    });
    await session.detach();
    await page.waitForFunction((scale) => (visualViewport?.scale ?? 1) > scale - 0.1, {}, by);
  };
  /** Ends once there is a picture of it. */
  const slide = (page: Page, to: 'first' | 'last' | 'button'): Promise<unknown> =>
    page.evaluate(
      `new Promise((shown) => { slide(${to}); requestAnimationFrame(() => requestAnimationFrame(shown)); })`,
    );
  /** From a place of the viewport to that of the mouse, which is counted from what is to be seen of it. */
  const onScreen = async (page: Page, { x, y }: Place): Promise<Place> => {
    const offset = '[visualViewport.offsetLeft, visualViewport.offsetTop]';
    const [left, top] = (await page.evaluate(offset)) as [number, number];
    return { x: x - left, y: y - top };
  };
  /** Near its left edge. */
  const seen = async (page: Page, frame: Frame, id: string): Promise<Place> => {
    const box = await (await frame.$(`[data-testid="${id}"]`))?.boundingBox();
    if (!box) throw new Error(`there is no ${id}`);
    return onScreen(page, { x: box.x + 12, y: box.y + box.height / 2 });
  };

  it('no key reaches it after a press where the composer was to be seen a moment ago', async () => {
    const page = await stage.goto('/?keys');
    const composer = await startWriting(page);
    await pinch(page);
    await slide(page, 'last');
    const { x, y } = await seen(page, composer, 'composer-text');
    await page.mouse.move(x, y);
    await slide(page, 'first');
    await page.mouse.click(x, y);
    await page.keyboard.type('by the old mill');
    expect(await page.evaluate('heard')).toBe('');
    expect(await until(page, async () => (await writtenIn(composer)).includes('mill'))).toBe(true);
    await page.close();
  });

  it('no press counts on a button that it has just brought under the pointer', async () => {
    const page = await stage.goto('/?press');
    const composer = await writeIn(page, 'not yet');
    await pinch(page);
    await slide(page, 'last');
    const { x, y } = await seen(page, composer, 'composer-seal');
    await slide(page, 'first');
    await page.mouse.move(x, y);
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    await slide(page, 'last');
    await page.mouse.click(x, y);
    await composer.waitForSelector('[data-testid="refusal"]');
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    await page.close();
  });

  it('no press counts while it shows the button, and not the words above that', async () => {
    const page = await stage.goto('/?cut');
    const composer = await writeIn(page, 'not yet');
    const box = await (await composer.$('[data-testid="composer-seal"]'))?.boundingBox();
    await page.evaluate(
      `document.body.append(button = document.createElement('i')); button.style.left = '${box?.x}px'; button.style.top = '${box?.y}px'`,
    );
    await pinch(page, 2);
    await slide(page, 'button');
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    const { x, y } = await seen(page, composer, 'composer-seal');
    const refused = async (): Promise<boolean> => {
      await page.mouse.click(x, y);
      const words = await composer.waitForSelector('[data-testid="refusal"]');
      return `${await words?.evaluate((element) => element.textContent)}`.includes('sight');
    };
    // The first ones may come too soon.
    expect(await until(page, refused)).toBe(true);
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    await page.close();
  });
});
