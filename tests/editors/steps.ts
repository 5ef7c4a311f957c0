// Sealing through our composer, as often as there are editors: without a popup each time, everything else as people do it.
import type { Frame, Page } from 'puppeteer';
import type { browser } from 'wxt/browser';
import {
  byId,
  chooseAll,
  chooseRecipients,
  fill,
  frameGone,
  frameOf,
  openPopup,
  type Profile,
  pressSeal,
} from '../browser/driver.ts';

/** In the pages of the extension, where this runs. */
declare const chrome: typeof browser;

export interface Desk {
  /** Lays a composer over the field that has the caret in the tab in front. Gives what came of it, as the popup hears it. */
  readonly compose: () => Promise<string>;
}

/** A page of the extension, behind all others, that says to the background what the popup's button says. */
export const openDesk = async (profile: Profile): Promise<Desk> => {
  const page = await profile.open('app.html');
  const compose = () =>
    page.evaluate(async () => {
      const reply = await chrome.runtime.sendMessage({ to: 'background', command: 'tab.compose', input: {} });
      return reply.ok ? reply.value.started : reply.error.code;
    });
  return { compose };
};

/** What is clicked to write in a field: past a toolbar, and for a closed shadow tree its host. */
const parts = [
  'iframe',
  'trix-editor',
  '.monaco-scrollable-element.editor-scrollable',
  '.CodeMirror-lines',
  '[contenteditable="true"], [contenteditable=""], [contenteditable="plaintext-only"]',
  'input:not([type="file"]), textarea',
  'div',
];

/** Clicks into the field of a section near its upper left corner, where its text begins, however far it was scrolled. */
export const fieldIn = async (page: Page, name: string): Promise<void> => {
  const part = await page.evaluate(
    (id, selectors) => selectors.find((one) => document.querySelector(`#${id} :is(${one})`)),
    name,
    parts,
  );
  const field = await page.waitForSelector(`#${name} :is(${part})`);
  await field?.scrollIntoView();
  // To bring it into sight may have scrolled what is in the field: a sealed text is wider than that.
  await field?.evaluate((element) => {
    for (let at: Element | null = element; at && at.localName !== 'section'; at = at.parentElement) at.scrollTo(0, 0);
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  const box = await field?.boundingBox();
  if (!box) throw new Error(`the field ${name} is not on the screen`);
  await page.mouse.click(box.x + Math.min(30, box.width / 2), box.y + Math.min(12, box.height / 2));
  // Beside it may be another one, which would be filled instead.
  await page.waitForFunction((id) => document.getElementById(id)?.contains(document.activeElement), {}, name);
};

/** What the editor of a section holds, asked of the editor itself. */
export const readField = async (page: Page, name: string): Promise<string> =>
  String(await page.evaluate(`editors['${name}'].read()`));

/** For what an editor does in several steps, and until it has begun. Milliseconds. */
const [stepsMs, beginMs] = [3_000, 20_000];

/** Presses Ctrl+Z where the caret is, and waits until the editor has what it had before, or some steps of it. */
export const undo = async (page: Page, name: string, before: string): Promise<void> => {
  // The focus comes back from a composer that has gone, into a frame later than to its element.
  await page.waitForFunction(
    (id) => {
      const { activeElement: active } = document;
      const inner = active instanceof HTMLIFrameElement ? active.contentDocument : document;
      return document.getElementById(id)?.contains(active) && inner?.hasFocus() !== false;
    },
    {},
    name,
  );
  const then = await readField(page, name);
  await page.keyboard.down('Control');
  await page.keyboard.press('z');
  await page.keyboard.up('Control');
  let until = Date.now() + beginMs;
  let hasBegun = false;
  for (;;) {
    const now = await readField(page, name);
    if (now === before || Date.now() > until) return;
    if (now !== then && !hasBegun) until = Date.now() + stepsMs;
    hasBegun ||= now !== then;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
};

/** Writes for Bob in a composer, which may have a draft for him, and presses Seal. */
export const sealIn = async (composer: Frame, text: string): Promise<Frame> => {
  if (!(await composer.$('[data-testid="composer-chip"]'))) await chooseRecipients(composer, ['Bob']);
  await fill(composer, 'composer-text', text);
  await pressSeal(composer);
  return composer;
};

/** Has the sealed text take the place of all; an empty field has nothing to choose. */
const replaceAll = async (composer: Frame): Promise<void> => {
  const notice = await composer.$('[data-testid="field-notice"]');
  if (!notice) return;
  const words = await notice.evaluate(({ textContent }) => textContent);
  if (!(await notice.$('[data-testid="place-all"]'))) throw new Error(`nothing can be replaced: ${words}`);
  await chooseAll(composer);
};

/** Writes for Bob in a composer over the field that has the caret, and presses Seal. */
export const sealHere = async (page: Page, desk: Desk, text: string, replace?: 'all'): Promise<Frame> => {
  const started = await desk.compose();
  if (started !== 'frame') throw new Error(`no composer came: ${started}`);
  const composer = await frameOf(page, 'composer.html');
  await composer.waitForSelector('[data-testid="composer-text"]');
  if (replace) await replaceAll(composer);
  return sealIn(composer, text);
};

/** The same by the toolbar's button, in whose window the focus is until `left`; the field must count as empty. */
export const sealEmpty = async (page: Page, text: string, left: () => Promise<unknown>): Promise<Frame> => {
  const popup = await openPopup(page);
  await byId(popup, 'popup-seal').wait();
  await left();
  await byId(popup, 'popup-seal').click();
  const composer = await frameOf(page, 'composer.html');
  await composer.waitForSelector('[data-testid="composer-text"]');
  if (await composer.$('[data-testid="place-all"]')) throw new Error('the field does not count as empty');
  return sealIn(composer, text);
};

/** Opens the sealed text of the field that has the caret, which must hold these words, and puts others in their place. */
export const changeHere = async (page: Page, desk: Desk, words: string, others: string): Promise<Frame> => {
  const started = await desk.compose();
  if (started !== 'frame') throw new Error(`no composer came: ${started}`);
  const composer = await frameOf(page, 'composer.html');
  await composer.waitForFunction(
    (text) => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === text,
    {},
    words,
  );
  await fill(composer, 'composer-text', others);
  await pressSeal(composer);
  return composer;
};

/** Closes a composer, which otherwise lies over the page and takes its clicks. */
export const cancel = async (page: Page): Promise<void> => {
  const composer = await frameOf(page, 'composer.html');
  await byId(composer, 'composer-cancel').click();
  await frameGone(page, composer);
};

/** Waits until a composer has closed, or says why the field was not filled. */
export const outcomeOf = async (composer: Frame): Promise<{ readonly closed?: true; readonly problem?: string }> => {
  try {
    const problem = await composer.waitForSelector('[data-testid="insert-problem"], [data-testid="error"]', {
      visible: true,
      timeout: 20_000,
    });
    return { problem: (await problem?.evaluate((element) => element.textContent)) ?? '' };
  } catch (error) {
    if (composer.detached) return { closed: true };
    throw error;
  }
};
