// What people have written stays: looking into an editor changes nothing in it, and what it did not do as it was meant is
// taken back.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findArmored } from '../../src/bytes/armor.ts';
import { noticeOn } from '../browser/badges.ts';
import { byId, frameOf, openPopup } from '../browser/driver.ts';
import { openStand, type Stand, standMs } from './stand.ts';
import { cancel, changeHere, type Desk, fieldIn, outcomeOf, readField, sealHere, sealIn } from './steps.ts';

const words = 'meet me at the mill';

describe('what people wrote in an editor', () => {
  let stand: Stand;
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    stand = await openStand();
    ({ desk, page } = stand);
  }, standMs);
  afterAll(() => stand?.close());

  /** What is left of a text without the sealed one in it. */
  const besideSealed = (text: string): string => {
    const [{ start, end } = { start: 0, end: 0 }, ...more] = findArmored(text);
    expect([end > start, more]).toEqual([true, []]);
    return text.slice(0, start) + text.slice(end);
  };

  it.each(['hinted', 'hinted-otherwise'])('is not a hint, wherever an editor shows it: %s', async (name) => {
    await stand.open('plain');
    await fieldIn(page, name);
    expect(await desk.compose()).toBe('frame');
    const composer = await frameOf(page, 'composer.html');
    await composer.waitForSelector('[data-testid="composer-text"]');
    if (name === 'hinted') expect(await composer.$('[data-testid="field-notice"]')).toBeNull();
    expect(await outcomeOf(await sealIn(composer, words))).toEqual({ closed: true });
    expect(besideSealed(await readField(page, name))).toBe('');
  });

  it('is a table that gets a sealed text into a cell, around which the editor draws handles meanwhile', async () => {
    await stand.open('rich');
    await fieldIn(page, 'tinymce');
    await page.evaluate('editors.tinymce.beginInCell()');
    const body = 'document.querySelector("#tinymce iframe").contentDocument.body';
    await page.waitForFunction(`${body}.querySelector('[data-mce-bogus="all"]')`);
    expect(await outcomeOf(await sealHere(page, desk, words))).toEqual({ closed: true });
    const cells = `[...${body}.querySelectorAll('td')].map((cell) => cell.textContent)`;
    const [one, sealed] = (await page.evaluate(cells)) as string[];
    expect([one, besideSealed(sealed ?? '')]).toEqual(['one', '']);
  });

  it('is still saved by an editor of blocks that takes a field which moves for lost: editorjs', async () => {
    await stand.open('rich');
    await fieldIn(page, 'editorjs');
    expect(await outcomeOf(await sealHere(page, desk, words, 'all'))).toEqual({ closed: true });
    await page.evaluate('editors.editorjs.select(1, 0, 4)');
    expect(await outcomeOf(await sealHere(page, desk, words))).toEqual({ closed: true });
    const [one = '', two = '', ...rest] = (await readField(page, 'editorjs')).split('\n');
    expect([besideSealed(one), besideSealed(two), rest]).toEqual(['', '', ['quoted words · who said it']]);
  });

  it('is not taken from an editor that lets the browser paste and watches its element: watched', async () => {
    await stand.open('plain');
    await fieldIn(page, 'watched');
    expect(await outcomeOf(await sealHere(page, desk, words, 'all'))).toEqual({ closed: true });
    expect(besideSealed(await readField(page, 'watched'))).toBe('');
  });

  it('stays around a sealed text whose line breaks an editor draws as elements, as it does its caret', async () => {
    await stand.open('plain');
    await fieldIn(page, 'broken');
    await page.keyboard.press('End');
    expect(await outcomeOf(await sealHere(page, desk, words))).toEqual({ closed: true });
    const held = await readField(page, 'broken');
    expect(besideSealed(held)).toBe('what was there');
    expect(await page.$$eval('#broken span', ({ length }) => length)).toBeGreaterThan(1);
    // Into its last line.
    await page.evaluate(() => {
      const nodes = document.querySelector('#broken [contenteditable]')?.childNodes ?? [];
      getSelection()?.collapse([...nodes].findLast((node) => node.nodeType === 3 && node.textContent) ?? null, 3);
    });
    expect(await outcomeOf(await changeHere(page, desk, words, 'meet me at the dam'))).toEqual({ closed: true });
    const changed = await readField(page, 'broken');
    expect([besideSealed(changed), changed === held]).toEqual(['what was there', false]);
  });

  it('is not spread over new blocks by a quote that makes one of each line: editorjs', async () => {
    await stand.open('rich');
    await fieldIn(page, 'editorjs');
    await page.evaluate('editors.editorjs.select(2, 12, 12)');
    expect(await outcomeOf(await sealHere(page, desk, words))).toEqual({ closed: true });
    const held = await readField(page, 'editorjs');
    expect(besideSealed(held)).toBe('one two three\nfour\nquoted words · who said it');
    expect(held.split('\n')).toHaveLength(3);
  });

  describe('that replaces whole blocks', () => {
    beforeEach(() => stand.open('plain'));
    const sealAmongBlocks = async () => {
      await fieldIn(page, 'blocks');
      await page.evaluate('editors.blocks.choose(1, 2)');
      return outcomeOf(await sealHere(page, desk, words));
    };

    it('is put back where more went than was selected', async () => {
      expect((await sealAmongBlocks()).problem).toContain('paste it');
      expect(await readField(page, 'blocks')).toBe('one\ntwo\nthree');
      await cancel(page);
    });

    it('is not written for where the page takes nothing there once the focus is elsewhere', async () => {
      await fieldIn(page, 'blocks');
      await page.evaluate('editors.blocks.choose(0, 5); editors.blocks.leave()');
      await desk.compose();
      expect((await noticeOn(page)).name).toContain('Click into one block');
      await expect.poll(() => page.frames().some((frame) => frame.url().includes('composer.html'))).toBe(false);
      expect(await readField(page, 'blocks')).toBe('one\ntwo\nthree');
    });

    it('can be copied where the page does not bring it back', async () => {
      await stand.profile.browser.defaultBrowserContext().overridePermissions(stand.origin, ['clipboard-read']);
      await page.evaluate('editors.blocks.cannotUndo()');
      expect((await sealAmongBlocks()).problem).toContain('copy what was there');
      const composer = await frameOf(page, 'composer.html');
      await byId(composer, 'copy-was').click();
      await composer.waitForFunction(() => document.querySelector('.copy-outcome')?.textContent !== '');
      await cancel(page);
      await fieldIn(page, 'input');
      expect((await page.evaluate(() => navigator.clipboard.readText())).split(/\n+/)).toEqual(['one', 'two', 'three']);
    });
  });

  describe('that draws its text itself', () => {
    beforeEach(() => stand.open('rich'));

    it('is not doubled by looking what the words just typed stand among', async () => {
      await fieldIn(page, 'codemirror5');
      await page.keyboard.press('End');
      await page.keyboard.type(' before noon');
      expect(await desk.compose()).toBe('frame');
      await cancel(page);
      await page.keyboard.type(' or later');
      const typed = 'what was there before noon or later';
      await expect.poll(() => readField(page, 'codemirror5')).toBe(typed);
      expect(await outcomeOf(await sealHere(page, desk, words))).toEqual({ closed: true });
      const held = await readField(page, 'codemirror5');
      expect(held.startsWith(typed)).toBe(true);
      expect(besideSealed(held).trim()).toBe(typed);
    });

    it('is not touched where several carets would each get a sealed text', async () => {
      await fieldIn(page, 'codemirror5-long');
      await page.evaluate(`editors['codemirror5-long'].carets([1, 2], [390, 3])`);
      const before = await readField(page, 'codemirror5-long');
      await page.evaluate(`heard = []; addEventListener('paste', () => heard.push('paste'), true)`);
      expect((await outcomeOf(await sealHere(page, desk, words))).problem).toContain('paste it');
      expect(await readField(page, 'codemirror5-long')).toBe(before);
      expect(await page.evaluate('heard')).toEqual([]);
      await cancel(page);
    });

    it('is not said to be lost where something else was selected meanwhile, and no step of it is undone', async () => {
      await fieldIn(page, 'codemirror5-long');
      await page.keyboard.type('typed ');
      const before = await readField(page, 'codemirror5-long');
      expect(await desk.compose()).toBe('frame');
      const composer = await frameOf(page, 'composer.html');
      await composer.waitForSelector('[data-testid="composer-text"]');
      await page.evaluate(`editors['codemirror5-long'].select([2, 0], [3, 4])`);
      await page.evaluate(`heard = []; addEventListener('keydown', ({ key }) => heard.push(key), true)`);
      expect((await outcomeOf(await sealIn(composer, words))).problem).toContain('paste it');
      expect(await readField(page, 'codemirror5-long')).toBe(before);
      expect(await page.evaluate('heard')).toEqual(['ArrowRight']);
      await cancel(page);
    });

    it('is not taken for nothing where the composer comes from the toolbar: codemirror5', async () => {
      await fieldIn(page, 'codemirror5');
      const popup = await openPopup(page);
      await byId(popup, 'popup-seal').click();
      const composer = await frameOf(page, 'composer.html');
      const notice = await composer.waitForSelector('[data-testid="field-notice"]');
      expect(await notice?.evaluate(({ textContent }) => textContent)).toContain('Everything in it stays');
      await cancel(page);
    });
  });
});
