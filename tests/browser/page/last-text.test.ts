// A page that cleared a sealed text: what was written is offered again in the composer of that field.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { framesOfOurs, openStage, type Stage, writeIn, writtenIn } from '../../attacks/page/stage.ts';
import { byId, fill, frameGone, openComposer, pressSeal } from '../driver.ts';
import { panelOpenedBy } from '../ui/side-panel.ts';
import { html } from './support.ts';

/** The first field is emptied once it has a sealed text; the second keeps what it has. */
const body = `<textarea id="field" style="width:500px;height:150px"></textarea><textarea id="other"></textarea>
  <p id="posts"></p>`;

const words = 'what the page has cleared';

describe('the last text of a field', () => {
  let stage: Stage;
  let page: Page;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
    page = await stage.goto('/');
    const composer = await writeIn(page, words);
    await pressSeal(composer);
    await frameGone(page, composer);
    await page.$eval('#field', (field) => {
      (field as HTMLTextAreaElement).value = '';
    });
  });
  afterAll(() => stage?.close());

  const offerIn = async (selector: string): Promise<Frame> => {
    const composer = await openComposer(page, selector);
    await byId(composer, 'composer-text').wait();
    return composer;
  };
  const close = async (composer: Frame): Promise<void> => {
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
  };
  const chips = (composer: Frame) =>
    composer.$$eval('[data-testid="composer-chip"] .chip-name', (all) => all.map(({ textContent }) => textContent));
  /** With the keys alone: Shift+Tab from the text up to a button, and Enter. */
  const pressByKeys = async (composer: Frame, id: string): Promise<void> => {
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    await composer.focus(`[data-testid="composer-text"]`);
    const isThere = () =>
      composer.evaluate((wanted) => document.activeElement?.getAttribute('data-testid') === wanted, id);
    for (let steps = 0; steps < 12 && !(await isThere()); steps++) {
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
    }
    expect(await isThere()).toBe(true);
    await page.keyboard.press('Enter');
  };

  it('is offered there, comes back with its readers by the keys alone, and goes again by Undo', async () => {
    const composer = await offerIn('#field');
    await byId(composer, 'last-text-back').wait();
    for (const id of ['last-text-back', 'last-text-dismiss']) {
      await composer.$eval(`[data-testid="${id}"]`, (button) => (button as HTMLElement).click());
      await byId(composer, 'refusal').wait();
      expect(await writtenIn(composer)).toBe('');
    }
    await fill(composer, 'composer-text', 'something new');
    await pressByKeys(composer, 'last-text-back');
    await composer.waitForFunction((text) => document.querySelector('textarea')?.value === text, {}, words);
    expect(await chips(composer)).toEqual(['Bob']);
    expect(await composer.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await pressByKeys(composer, 'last-text-undo');
    await composer.waitForFunction(() => document.querySelector('textarea')?.value === 'something new');
    expect(await chips(composer)).toEqual([]);
    await fill(composer, 'composer-text', '');
    await close(composer);
  });

  it('is told to no field beside it, and to no page', async () => {
    const composer = await offerIn('#other');
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    expect(await writtenIn(composer)).toBe('');
    expect(await composer.$('[data-testid="last-text"]')).toBeNull();
    await close(composer);
    expect(await stage.overheard([words])).toEqual([]);
    expect(framesOfOurs(page)).toEqual([]);
  });

  it('is not offered while the field holds it, nor once it was seen in a page', async () => {
    const composer = await writeIn(page, 'what stays in its field', '#other');
    await pressSeal(composer);
    await frameGone(page, composer);
    const again = await offerIn('#other');
    await again.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    expect(await again.$('[data-testid="last-text"]')).toBeNull();
    await close(again);
    await page.evaluate(() => {
      const posts = document.querySelector('#posts') as HTMLElement;
      const other = document.querySelector('#other') as HTMLTextAreaElement;
      posts.textContent = other.value;
      other.value = '';
    });
    await page.waitForFunction(() => document.querySelectorAll(':root>div').length > 0);
    const after = await offerIn('#other');
    await after.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    expect(await after.$('[data-testid="last-text"]')).toBeNull();
    await close(after);
  });

  it('is offered in the side panel, too, where it is written for that field', async () => {
    const composer = await offerIn('#field');
    const panel = await panelOpenedBy(stage.alice, () => byId(composer, 'frame-to-panel').click());
    await byId(panel, 'last-text-back').click();
    await panel.waitForFunction((text) => document.querySelector('textarea')?.value === text, {}, words);
    await byId(panel, 'last-text-undo').click();
    await panel.waitForFunction(() => document.querySelector('textarea')?.value === '');
    await panel.close();
    await page.bringToFront();
  });

  it('is offered no more once it was dismissed, and is kept', async () => {
    const composer = await offerIn('#field');
    await byId(composer, 'last-text-dismiss').wait();
    await pressByKeys(composer, 'last-text-dismiss');
    await composer.waitForFunction(() => document.querySelector('[data-testid="last-text-back"]') === null);
    await close(composer);
    const again = await offerIn('#field');
    await again.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
    expect(await again.$('[data-testid="last-text"]')).toBeNull();
    await close(again);
    const app = await stage.alice.open('app.html#drafts');
    await app.waitForFunction((text) => document.body.textContent?.includes(text), {}, words);
    await app.close();
  });
});
