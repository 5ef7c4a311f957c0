// A field of a page, and what the composer over it shows.
import type { Frame, Page } from 'puppeteer';
import { frameGone, pressSeal } from '../driver.ts';
import { html } from './support.ts';

/** A page that tells what it heard of its fields. */
export const fields = html(`
<section id="thread"></section>
<p><input id="input" size="60"></p><p><textarea id="area" style="width:600px;height:120px"></textarea></p>
<div id="rich" contenteditable style="min-height:60px;border:1px solid"></div>
<script>heard = []; for (const type of ['input', 'beforeinput', 'paste', 'change']) addEventListener(type, (event) => heard.push(event.data ?? event.clipboardData?.getData('text/plain') ?? ''), true);</script>`);

/** What the composer or the panel has in its text box. */
export const written = (composer: Frame | Page): Promise<string> =>
  composer
    .waitForSelector('[data-testid="composer-text"]')
    .then((box) => box!.evaluate((b) => (b as HTMLTextAreaElement).value));
/** The names of the chosen readers. */
export const chips = (composer: Frame | Page): Promise<string[]> =>
  composer.$$eval('[data-testid="composer-chip"] .chip-name', (names) => names.map((name) => name.textContent ?? ''));
/** What it says of the field, after the kind of that. */
export const notice = (composer: Frame | Page): Promise<string | null> =>
  composer
    .waitForSelector('[data-testid="field-notice"]')
    .then((found) => found!.evaluate((one) => `${one.getAttribute('data-kind')}: ${one.textContent}`));

/** Selects words of a field, as the mouse would. */
export const select = (page: Page, selector: string, words: string): Promise<void> =>
  page.$eval(
    selector,
    (field, text) => {
      (field as HTMLElement).focus();
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
        const at = field.value.indexOf(text);
        field.setSelectionRange(at, at + text.length);
        return;
      }
      const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
        const at = node.data.indexOf(text);
        if (at >= 0) getSelection()?.setBaseAndExtent(node, at, node, at + text.length);
      }
    },
    words,
  );

/** What a field holds, as its reader would copy it. */
export const heldIn = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (field) => ('value' in field ? String(field.value) : (field.textContent ?? '')));

/** Puts text to the caret of a field at once, as an input method does. */
export const typeInto = async (page: Page, selector: string, text: string): Promise<void> => {
  const arrived = (): Promise<unknown> =>
    page.waitForFunction(
      (at, begin) => {
        const field = document.querySelector<HTMLElement & { value?: string }>(at);
        return (field?.value ?? field?.textContent ?? '').includes(begin);
      },
      { timeout: 3_000 },
      selector,
      text.slice(0, 4),
    );
  // A window that has only just come to the front takes nothing for a moment, without a word.
  for (let tries = 0; tries < 8; tries++) {
    await page.bringToFront();
    await page.focus(selector);
    await page.keyboard.sendCharacter(text);
    if (await arrived().catch(() => undefined)) return;
  }
  throw new Error(`${selector} took no text`);
};

/** Presses a key with Ctrl, by default to undo once. */
export const pressWithControl = async (page: Page, key: 'z' | 'y' = 'z', times = 1): Promise<void> => {
  await page.keyboard.down('Control');
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
  await page.keyboard.up('Control');
};

/** Seals what is written, and waits until the composer has gone. */
export const seal = async (page: Page, composer: Frame): Promise<void> => {
  await pressSeal(composer);
  await frameGone(page, composer);
};
