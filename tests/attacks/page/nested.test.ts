// A page can paint over a frame of another site unseen by anything in there: so our windows stand in the outermost document
// alone. What stands in a frame that can be looked into is read and written from there.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badges } from '../../browser/badges.ts';
import { byId, frameOf, openPopup } from '../../browser/driver.ts';
import { html, strangersToken } from '../../browser/page/support.ts';
import { panelOpenedBy } from '../../browser/ui/side-panel.ts';
import { framesOfOurs, openStage, type Stage } from './stage.ts';

const inner = `<textarea id="field" style="width:400px;height:80px"></textarea><p>${strangersToken()}</p>`;
const around = (origin: string) =>
  html(
    `<style>body{margin:0}</style><iframe style="position:absolute;left:60px;top:40px;border:0;width:560px;height:500px" src="${origin}/inner"></iframe>`,
  );

describe('a frame of the page', () => {
  let stage: Stage;
  beforeAll(async () => {
    const pages: Record<string, ReturnType<typeof html>> = { '/inner': html(inner) };
    stage = await openStage(pages);
    pages['/same'] = around('');
    pages['/other'] = around(stage.site.origin.replace('localhost', '127.0.0.1'));
  });
  afterAll(() => stage?.close());

  const visit = async (path: string) => {
    const page = await stage.goto(path);
    const frame = await page.waitForFrame((one) => one.url().endsWith('/inner'));
    await frame.waitForSelector('#field');
    return { page, frame };
  };
  const pressMark = async (page: Page): Promise<void> => {
    const [mark] = await badges(page, 1);
    if (!mark) throw new Error('there is no mark');
    await page.mouse.click(mark.x, mark.y);
  };

  it('of the same site has its reader in the document around, where its text is', async () => {
    const { page, frame } = await visit('/same');
    await pressMark(page);
    const reader = await frameOf(page, 'reader.html');
    await byId(reader, 'reader-open').wait();
    expect(reader.parentFrame()).toBe(page.mainFrame());
    const text = await (await frame.$('p'))?.boundingBox();
    const window = await (await reader.frameElement())?.boundingBox();
    expect(Math.abs((window?.x ?? 0) - (text?.x ?? 0))).toBeLessThan(20);
    expect(Math.abs((window?.y ?? 0) - ((text?.y ?? 0) + (text?.height ?? 0)))).toBeLessThan(30);
    await page.keyboard.press('Escape');
    await expect.poll(() => framesOfOurs(page)).toEqual([]);
    await page.close();
  });

  it('of another site has no window of ours: one writes in the panel', async () => {
    const { page, frame } = await visit('/other');
    await (await frame.$('#field'))?.click();
    const popup = await openPopup(page);
    const panel = await panelOpenedBy(stage.alice, () => byId(popup, 'popup-seal').click());
    await byId(panel, 'panel-reason').wait();
    expect(framesOfOurs(page)).toEqual([]);
    await panel.close();
    await page.close();
  });

  it('of another site has no reader either', async () => {
    const { page, frame } = await visit('/other');
    await frame.waitForSelector(':root>div');
    await (await frame.$('#field'))?.click();
    await page.keyboard.press('Tab');
    expect(await frame.evaluate(() => document.activeElement?.matches(':root>div'))).toBe(true);
    const panel = await panelOpenedBy(stage.alice, () => page.keyboard.press('Enter'));
    await byId(panel, 'panel-reason').wait();
    expect(framesOfOurs(page)).toEqual([]);
    await page.close();
  });
});
