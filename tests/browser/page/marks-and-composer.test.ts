// Sealed texts that appear while somebody writes: their marks stand below what is written in, and take nothing from it.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage, startWriting, writtenIn } from '../../attacks/page/stage.ts';
import { badges } from '../badges.ts';
import { chooseRecipients, frameGone, pressSeal } from '../driver.ts';
import { html, strangersToken } from './support.ts';

const body = `<textarea id="field" style="width:480px;height:200px"></textarea>
  <p id="post" style="position:absolute;left:520px;top:0;width:300px;height:60px;overflow:hidden;overflow-wrap:anywhere"></p>`;
const text = 'written while a sealed text arrives';

describe('a mark that appears while somebody writes', () => {
  let stage: Stage;
  let page: Page;
  let composer: Frame;
  beforeAll(async () => {
    stage = await openStage({ '/': html(body) });
    page = await stage.goto('/');
    composer = await startWriting(page);
    await chooseRecipients(composer, ['Bob']);
    await composer.focus('[data-testid="composer-text"]');
    await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
  });
  afterAll(() => stage?.close());

  it('takes no letter and no focus from the writing', async () => {
    const typing = page.keyboard.type(text, { delay: 15 });
    await page.evaluate((token) => {
      (document.querySelector('#post') as HTMLElement).textContent = token;
    }, strangersToken());
    expect(await badges(page, 1)).toHaveLength(1);
    await typing;
    expect(await writtenIn(composer)).toBe(text);
    expect(await composer.evaluate(() => document.hasFocus())).toBe(true);
  });

  it('keeps nobody from sealing', async () => {
    await pressSeal(composer);
    await frameGone(page, composer);
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toMatch(/^FSEAL1m/);
  });
});
