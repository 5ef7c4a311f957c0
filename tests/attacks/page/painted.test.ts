// A page paints over a window of ours where no hit test finds anything: its window is the last of the top layer again
// before that is seen, or soon. What is to be seen is told by pictures.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byId } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import {
  closedPaints,
  inPictures,
  lightPaints,
  paints,
  paintTools,
  trees,
  unheardPaints,
  withoutBackdrop,
} from './paint-attacks.ts';
import { shareOf } from './pictures.ts';
import { attackTools } from './redress-attacks.ts';
import { closePanels, framesOfOurs, openStage, type Stage, until, writeIn, writtenIn } from './stage.ts';

const body = `<style>body{margin:20px}</style><textarea id="field" style="width:520px;height:320px"></textarea><script>${attackTools}${paintTools}</script>`;
const text = 'words under the paint of a page';
/** Of the window, in the colour of the page. */
const few = 0.02;

const light = [...paints, ...lightPaints].map(([name, paint]) => [name, `tree = ${trees.light}; ${paint}`] as const);
const closed = [
  ...[...paints, ...closedPaints].map(([name, paint]) => [name, `tree = ${trees.closed}; ${paint}`] as const),
  ...unheardPaints,
];

describe('a window of ours', () => {
  let stage: Stage;
  let beside: Page;
  let page: Page;
  let composer: Frame;
  let visits = 0;
  let covers = 0;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
    beside = await stage.alice.browser.newPage();
  });
  afterAll(() => stage?.close());

  const write = async (): Promise<void> => {
    await page?.close();
    await closePanels(stage);
    page = await stage.goto(`/?visit=${++visits}`);
    composer = await writeIn(page, text);
  };
  const isThere = (): boolean => framesOfOurs(page).includes(composer);
  const painted = async (): Promise<number> => {
    const clip = await composer
      .frameElement()
      .then((frame) => frame?.boundingBox())
      .catch(() => undefined);
    // It has gone by now.
    if (!clip) return 0;
    const picture = await page.screenshot({ clip, encoding: 'base64', captureBeyondViewport: false });
    return shareOf(beside, picture, [255, 0, 255]);
  };

  const tryIt = async (attack: string): Promise<void> => {
    await page.evaluate('undo()');
    await page.evaluate(`{ ${attack} }`);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  };

  it.each(light)('is never under %s', async (_name, attack) => {
    if (!composer) await write();
    await tryIt(attack);
    for (let picture = 0; picture < 4; picture++) expect(await painted()).toBeLessThan(few);
    expect(isThere()).toBe(true);
  });

  // Where our script has not looked: there the window itself tells.
  it.each(closed)('is soon over %s, in a closed tree', async (_name, attack) => {
    await page.evaluate('undo()');
    // So often within a few seconds it would be a fight.
    if (!isThere() || covers++ % 2 === 0) await write();
    await tryIt(attack);
    expect(await until(page, async () => (await painted()) < few, 1_500)).toBe(true);
    for (let picture = 0; picture < 4; picture++) expect(await painted()).toBeLessThan(few);
    expect(isThere()).toBe(true);
  });

  it('shows no words and takes no press while the thread of the page stands still', async () => {
    await write();
    const seal = await (await composer.$('[data-testid="composer-seal"]'))?.boundingBox();
    if (!seal) throw new Error('there is no button');
    const [x, y] = [seal.x + seal.width / 2, seal.y + seal.height / 2];
    await page.mouse.move(x, y);
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    const over = page.evaluate('{ const end = performance.now() + 2_000; while (performance.now() < end); }');
    const words = () => composer.$eval('[data-testid="sign"]', (sign) => getComputedStyle(sign).visibility);
    await expect.poll(words).toBe('hidden');
    await page.mouse.click(x, y);
    await over;
    await byId(composer, 'refusal').wait();
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    await expect.poll(words).toBe('visible');
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
  });

  // Where there is no backdrop the window's own observer finds nothing.
  it.each(withoutBackdrop)('is over what the page paints without a backdrop %s, or left', async (_name, attack) => {
    await write();
    await page.evaluate(`tree = ${trees.closed}; ${attack}`);
    expect(await until(page, async () => !isThere() || (await painted()) < few, 2_000)).toBe(true);
    for (let picture = 0; picture < 4; picture++) expect(await painted()).toBeLessThan(few);
  });

  it.each(inPictures)(
    'is left to the side panel where the page paints in the pictures alone: %s',
    async (_name, attack) => {
      await write();
      const seal = await (await composer.$('[data-testid="composer-seal"]'))?.boundingBox();
      if (!seal) throw new Error('there is no button');
      // A press on a window that goes at that moment is never answered.
      const press = () => {
        const click = page.mouse.click(seal.x + seal.width / 2, seal.y + seal.height / 2).catch(() => undefined);
        return Promise.race([click, until(page, () => !isThere(), 2_000)]);
      };
      await page.evaluate(`tree = ${trees.closed}; { ${attack} }`);
      expect(await until(page, () => press().then(() => !isThere()))).toBe(true);
      expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    },
  );

  it('loses no key and no place to hints that a page shows', async () => {
    await write();
    await byId(composer, 'composer-text').click();
    await page.evaluate(`tree = document.body; {
      let hints = 0;
      heard = '';
      addEventListener('keydown', ({ key }) => { heard += key; }, true);
      const timer = setInterval(() => (++hints > 12 ? clearInterval(timer) : popover("left:60px;top:170px", "a hint")), 100);
    }`);
    const typed = ' and more of them while hints come and go, up to the end';
    await composer.evaluate(() => {
      (globalThis as { keys?: number }).keys = 0;
      addEventListener('keydown', () => (globalThis as unknown as { keys: number }).keys++, true);
    });
    await page.keyboard.type(typed, { delay: 20 });
    expect(await page.evaluate('document.querySelectorAll(":popover-open").length')).toBe(12);
    await expect.poll(() => composer.evaluate(() => (globalThis as { keys?: number }).keys)).toBe(typed.length);
    // To come on top again a window is drawn again, and on a machine with far too much to do the browser writes nothing then.
    await expect.poll(async () => (await writtenIn(composer)).length).toBeGreaterThan((text + typed).length - 3);
    expect(await page.evaluate('heard')).toBe('');
  });
});
