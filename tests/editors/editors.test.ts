// One person, one vault, and everything that people write in: what the editor itself holds after sealing, and what one
// press of Ctrl+Z makes of it.
import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findArmored, parseArmor } from '../../src/bytes/armor.ts';
import { sealedLength } from '../../src/bytes/sealed-length.ts';
import { byId } from '../browser/driver.ts';
import { openStand, type Stand, standMs } from './stand.ts';
import { cancel, changeHere, type Desk, fieldIn, outcomeOf, readField, sealEmpty, sealHere, undo } from './steps.ts';

const words = 'meet me at the mill';
const first = 'what was there';

const plain = ['input', 'textarea', 'contenteditable', 'plaintext-only'];
const shadows = ['closed-textarea', 'closed-contenteditable'];
const frames = ['blank', 'srcdoc', 'body'];
const rich = ['react-input', 'react-textarea', 'prosemirror', 'lexical', 'slate', 'draft', 'quill', 'codemirror'];
const richToo = ['trix', 'ckeditor', 'ckeditor4', 'tinymce'];
/** They draw no more than is on the screen. */
const long = ['codemirror-long', 'codemirror5', 'codemirror5-long'];
/** What the page hears of a step back, and of one forth. */
const undone = ['keydown', 'input'];
const monaco = ['monaco', 'monaco-textarea', 'monaco-long', 'monaco-textarea-long'];

/** Without the line breaks of a field that keeps them. */
const inOne = (text: string): string => text.replaceAll('\n', '');

/** One whole sealed text, and not one character more. */
const expectSealed = (text: string): void => {
  expect(inOne(text)).toMatch(/^[0-9A-Za-z]+$/);
  expect(parseArmor(text)).toMatchObject({ kind: 'message' });
};

describe('sealing in any editor', () => {
  let stand: Stand;
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    stand = await openStand();
    ({ desk, page } = stand);
  }, standMs);
  afterAll(() => stand?.close());

  /** Each test leaves its field as it was; where one fails, the next one gets a fresh page. */
  let isFresh = false;
  const open = async (name: string): Promise<void> => {
    if (!isFresh || page.url() !== `${stand.origin}/${name}`) await stand.open(name);
    isFresh = true;
  };
  afterEach(({ task }) => {
    isFresh &&= task.result?.state !== 'fail';
  });
  const sealIn = async (name: string) => {
    await fieldIn(page, name);
    return sealHere(page, desk, words, 'all');
  };

  const changeIn = async (name: string): Promise<Frame> => {
    await fieldIn(page, name);
    return changeHere(page, desk, words, 'meet me at the dam');
  };

  const places = [
    ...[...plain, ...shadows, ...frames].map((name) => ['plain', name] as const),
    ...[...rich, ...richToo].map((name) => ['rich', name] as const),
  ];
  const besides = [
    ...[...rich.slice(2), ...richToo, ...long].map((name) => ['rich', name] as const),
    ...monaco.map((name) => ['monaco', name] as const),
  ];
  it.each(besides)(
    'puts the sealed text to the caret, keeps everything else, and undoes that: %s page, %s',
    async (where, name) => {
      await open(where);
      const isLong = name.endsWith('long');
      const before = await readField(page, name);
      await fieldIn(page, name);
      // Far from what is drawn at first, or amid the words.
      for (let times = 0; times < 5; times++) await page.keyboard.press(isLong ? 'PageDown' : 'ArrowRight');
      expect(await outcomeOf(await sealHere(page, desk, words))).toEqual({ closed: true });
      const held = await readField(page, name);
      const [{ start: at, end } = { start: 0, end: 0 }] = findArmored(held);
      expectSealed(held.slice(at, end));
      expect([held.slice(0, at), held.slice(end)].join('')).toBe(before);
      expect(at).toBeGreaterThan(isLong ? 100 : 0);
      await undo(page, name, before);
      expect(await readField(page, name)).toBe(before);
    },
  );

  it.each([
    ['rich', 'codemirror5'],
    ['rich', 'codemirror5-long'],
    ['monaco', 'monaco-long'],
    ['monaco', 'monaco-textarea-long'],
  ])(
    'changes a sealed text amid other words where little is drawn, and keeps those: %s page, %s',
    async (where, name) => {
      await open(where);
      const before = await readField(page, name);
      await fieldIn(page, name);
      for (let times = 0; times < 3; times++) await page.keyboard.press('PageDown');
      for (let times = 0; times < 2; times++) await page.keyboard.press('ArrowRight');
      expect(await outcomeOf(await sealHere(page, desk, words))).toEqual({ closed: true });
      const sealed = await readField(page, name);
      expect(await outcomeOf(await changeHere(page, desk, words, 'meet me at the dam'))).toEqual({ closed: true });
      const changed = await readField(page, name);
      const [{ start, end } = { start: 0, end: 0 }, ...more] = findArmored(changed);
      expectSealed(changed.slice(start, end));
      expect([changed.slice(0, start) + changed.slice(end), more]).toEqual([before, []]);
      expect(changed).not.toBe(sealed);
      await undo(page, name, sealed);
      expect([sealed, before]).toContain(await readField(page, name));
      await undo(page, name, before);
      expect(await readField(page, name)).toBe(before);
    },
  );

  it('touches nothing where it cannot tell which of two alike is meant, and says that nothing is lost', async () => {
    await open('rich');
    await fieldIn(page, 'codemirror5');
    expect(await outcomeOf(await sealHere(page, desk, words))).toEqual({ closed: true });
    const [token] = findArmored(await readField(page, 'codemirror5'));
    const held = `these are two: ${token?.text} and ${token?.text}`;
    await page.evaluate(`editors.codemirror5.set(${JSON.stringify(held)})`);
    await fieldIn(page, 'codemirror5');
    const composer = await changeHere(page, desk, words, 'meet me at the dam');
    expect((await outcomeOf(composer)).problem).toContain('paste it');
    expect(await readField(page, 'codemirror5')).toBe(held);
    await cancel(page);
    await page.evaluate(`editors.codemirror5.set('${first}')`);
  });

  it.each(places)(
    'gives the model the sealed text and nothing else, changes it, and undoes both: %s page, %s',
    async (where, name) => {
      await open(where);
      const before = await readField(page, name);
      const composer = await sealIn(name);
      expect(await outcomeOf(composer)).toEqual({ closed: true });
      const held = await readField(page, name);
      expectSealed(held);
      const heard = (await page.evaluate(`globalThis.heard?.['${name}']`)) as string[] | undefined;
      if (heard) expect(heard).toEqual(/editable|only/.test(name) ? ['paste', 'input'] : ['input']);
      const again = await changeIn(name);
      expect(await outcomeOf(again)).toEqual({ closed: true });
      const changed = await readField(page, name);
      expectSealed(changed);
      expect(changed).not.toBe(held);
      await undo(page, name, held);
      // Some editors make one step of what comes within a second.
      expect([held, before]).toContain(await readField(page, name));
      await undo(page, name, before);
      expect(await readField(page, name)).toBe(before);
    },
  );

  it.each([
    ['plain', 'short-input'],
    ['plain', 'short-textarea'],
    ['rich', 'react-short'],
  ])('touches nothing where it is too long, and says how much there is room for: %s page, %s', async (where, name) => {
    await open(where);
    const composer = await sealIn(name);
    const { problem } = await outcomeOf(composer);
    // Without a card for Bob, who has not answered: that goes along where there is room.
    const about = { text: '', origin: stand.origin, recipients: 1, passphrases: 0, introductions: 0 };
    const least = sealedLength(about);
    expect(problem).toContain(`it takes 100 characters, and the shortest one for these readers needs ${least}`);
    expect(await readField(page, name)).toBe(first);
    if (where === 'plain') expect(await page.evaluate(`heard['${name}']`)).toBeUndefined();
    await cancel(page);
  });

  it.each([
    ['stubborn', 'puts back at once what was there', ['input'], first, 'paste it'],
    ['slowly', 'puts it back after a while', ['input'], first, 'paste it'],
    ['wiper', 'wipes what was inserted', ['paste', 'input', ...undone, ...undone], '', 'no longer holds what it held'],
    ['claimer', 'claims the paste and drops it', ['paste'], first, 'paste it'],
  ])('tries no second time where the page (%s) %s, and offers a copy', async (name, _, events, held, words) => {
    await open('plain');
    const composer = await sealIn(name);
    const { problem } = await outcomeOf(composer);
    expect(problem).toContain(words);
    await byId(composer, 'composer-copy-sealed').wait();
    expect(await page.evaluate(`heard['${name}']`)).toEqual(events);
    expect(await readField(page, name)).toBe(held);
    await cancel(page);
  });

  it('puts into the place of its own that an editor leads a paste to', async () => {
    await open('plain');
    expect(await outcomeOf(await sealIn('leader'))).toEqual({ closed: true });
    expectSealed(await readField(page, 'leader'));
    expect(await page.evaluate(`heard.leader`)).toEqual(['paste', 'input']);
  });

  it('has an editor undo what it did without taking the sealed text, and offers a copy', async () => {
    await open('plain');
    const composer = await sealIn('swallower');
    expect((await outcomeOf(composer)).problem).toContain('paste it');
    await byId(composer, 'composer-copy-sealed').wait();
    expect(await composer.$('[data-testid="copy-was"]')).toBeNull();
    expect(await readField(page, 'swallower')).toBe(first);
    await cancel(page);
  });

  it('says so where a page puts it beside the field, and changes in one line what stands in one', async () => {
    await open('plain');
    const composer = await sealIn('spreader');
    expect((await outcomeOf(composer)).problem).toContain('undoing that did not work');
    const held = await readField(page, 'spreader');
    expect(held.startsWith(first)).toBe(true);
    const token = held.slice(first.length);
    expectSealed(token);
    await cancel(page);
    await page.evaluate(`editors.spreader.begin('${token}')`);
    expect(await outcomeOf(await changeIn('spreader'))).toEqual({ closed: true });
    const changed = await readField(page, 'spreader');
    expectSealed(changed);
    expect(changed).not.toBe(token);
    // It is longer than its field is high, and would lie over the next one.
    await page.evaluate(`editors.spreader.begin('${first}')`);
  });

  it('says so where what a field held is lost, and gives a copy of it', async () => {
    await open('plain');
    await stand.profile.browser.defaultBrowserContext().overridePermissions(stand.origin, ['clipboard-read']);
    const composer = await sealIn('emptier');
    expect((await outcomeOf(composer)).problem).toContain('no longer holds what it held');
    expect(await readField(page, 'emptier')).toBe('');
    await byId(composer, 'copy-was').click();
    await composer.waitForFunction(() => document.querySelector('.copy-outcome')?.textContent !== '');
    await cancel(page);
    await page.bringToFront();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first);
  });

  it('finds what it put in the place of several blocks, though the field is none any more', async () => {
    await open('plain');
    await fieldIn(page, 'blocks');
    await page.evaluate('editors.blocks.choose()');
    const composer = await sealHere(page, desk, words);
    expect(await outcomeOf(composer)).toEqual({ closed: true });
    const [before, ...sealed] = (await readField(page, 'blocks')).split('\n');
    expect(before).toBe('one');
    expectSealed(sealed.join(''));
  });

  it('takes the words that an editor shows while nobody is in it for nothing that anybody wrote', async () => {
    await open('rich');
    await fieldIn(page, 'ckeditor4-hint');
    await page.waitForFunction(`editors['ckeditor4-hint'].shown().trim() === ''`);
    const hinted = () => page.waitForFunction(`editors['ckeditor4-hint'].shown().includes('Write your answer')`);
    const composer = await sealEmpty(page, words, hinted);
    expect(await outcomeOf(composer)).toEqual({ closed: true });
    expectSealed(await readField(page, 'ckeditor4-hint'));
  });

  it.each(['ckeditor4', 'tinymce'])(
    'puts an answer below a quoted sealed text, and keeps the quote: %s',
    async (name) => {
      await open('rich');
      expect(await outcomeOf(await sealIn(name))).toEqual({ closed: true });
      const quoted = inOne(await readField(page, name));
      const quote = `<blockquote><p>${quoted}</p></blockquote><p>&nbsp;</p>`;
      await page.evaluate(`editors['${name}'].beginBelow(${JSON.stringify(quote)})`);
      await page.waitForFunction(`document.querySelector('#${name} iframe').contentDocument.hasFocus()`);
      expect(await outcomeOf(await sealHere(page, desk, 'an answer'))).toEqual({ closed: true });
      const held = await readField(page, name);
      const [quotedStill, answer, ...more] = findArmored(held);
      expect([quotedStill?.text, more]).toEqual([quoted, []]);
      expect(answer).toMatchObject({ kind: 'message', end: held.trimEnd().length });
    },
  );

  it('waits for a page that takes its time, and inserts once', async () => {
    await open('plain');
    expect(await outcomeOf(await sealIn('later'))).toEqual({ closed: true });
    expectSealed(await readField(page, 'later'));
    expect(await page.evaluate(`heard.later`)).toEqual(['paste']);
  });
});
