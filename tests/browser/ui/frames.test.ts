import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { badges } from '../badges.ts';
import { byId, chooseRecipients, fill, lock, myCard, openComposer, openedReader, unlock } from '../driver.ts';
import { tokenForMyself } from '../page/support.ts';
import { launchPeople, type People, passphrases } from '../people.ts';
import { violations } from './axe.ts';

let people: People;
let server: Server;
let page: Page;
let posted = '';

const html = () => `<!doctype html><html lang="en"><title>Forum</title><h1>Forum</h1>
  <textarea id="post" style="width:500px;height:100px"></textarea>
  <input id="short" maxlength="100"><input id="tight" maxlength="700"><p>${posted}</p></html>`;

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html());
  }).listen(0, '127.0.0.1');
  people = await launchPeople();
});
afterAll(async () => {
  await people?.close();
  server?.close();
});
beforeEach(async () => {
  page = await people.alice.browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterEach(() => page.close());

const writing = async (selector: string, text: string): Promise<Frame> => {
  const composer = await openComposer(page, selector);
  await fill(composer, 'composer-text', text);
  return composer;
};
const armed = (frame: Frame): Promise<unknown> =>
  frame.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
const textOf = (frame: Frame, id: string): Promise<string> =>
  frame.$eval(`[data-testid="${id}"]`, (element) => element.textContent ?? '');
const gone = (kind: string): Promise<unknown> =>
  expect.poll(() => page.frames().filter((frame) => frame.url().includes(kind)).length).toBe(0);

describe('the composer in a page', () => {
  test('names the site, and is clean for axe in light and dark', async () => {
    const composer = await openComposer(page, '#post');
    await byId(composer, 'composer-text').wait();
    expect(await textOf(composer, 'composer-origin')).toContain('http://127.0.0.1:');
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      expect([value, await violations(composer)]).toEqual([value, []]);
    }
  });

  test('a click that no person made seals nothing', async () => {
    const composer = await writing('#post', 'not yet');
    await chooseRecipients(composer, ['Bob']);
    await armed(composer);
    await composer.$eval('[data-testid="composer-seal"]', (button) => (button as HTMLElement).click());
    await composer.waitForSelector('[data-testid="refusal"]');
    expect(await page.$eval('#post', (field) => (field as HTMLTextAreaElement).value)).toBe('');
  });

  test('says what is missing, in words', async () => {
    const composer = await writing('#post', 'for nobody');
    for (const chip of await composer.$$('.chip-drop')) await chip.click();
    await armed(composer);
    await byId(composer, 'composer-seal').click();
    await composer.waitForFunction(() => document.querySelector('[data-testid="seal-problem"]')?.textContent !== '');
    await composer.waitForFunction(() => document.activeElement?.matches('[role="combobox"]'));
  });

  test('Escape closes it and keeps the draft, recipients and all', async () => {
    const first = await writing('#post', 'a thought of mine');
    await chooseRecipients(first, ['Bob']);
    await page.keyboard.press('Escape');
    await gone('composer.html');
    const second = await openComposer(page, '#post');
    await second.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === 'a thought of mine',
    );
    expect(await second.$$('[data-testid="composer-chip"]')).toHaveLength(1);
  });

  test.each([
    { field: '#tight', text: 'a text of some length '.repeat(60).trim(), words: /\d+ characters too long/ },
    { field: '#short', text: 'a little text', words: /No sealed text fits.* takes 100 characters.* needs \d{3}\./ },
  ])('a text too long for $field stays, and the words say by how much', async ({ field, text, words }) => {
    const composer = await writing(field, text);
    await chooseRecipients(composer, ['Bob']);
    await armed(composer);
    await byId(composer, 'composer-seal').click();
    await composer.waitForSelector('[data-testid="insert-problem"]');
    expect(await textOf(composer, 'insert-problem')).toMatch(words);
    expect(await composer.$eval('[data-testid="composer-text"]', (box) => (box as HTMLTextAreaElement).value)).toBe(
      text,
    );
    expect(await page.$eval(field, (input) => (input as HTMLInputElement).value)).toBe('');
  });

  test('locking takes the text out of the frame, offers no passphrase field, and unlocking brings it back', async () => {
    const composer = await writing('#post', 'only while it is open');
    await composer.waitForSelector('[data-testid="draft-state"][data-state="saved"]');
    await lock(people.alice);
    await composer.waitForSelector('[data-testid="frame-locked"]');
    expect(await composer.evaluate(() => document.documentElement.outerHTML)).not.toContain('only while');
    expect(await composer.$$('input, textarea')).toHaveLength(0);
    await unlock(people.alice, passphrases.Alice);
    await composer.waitForFunction(
      () =>
        document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === 'only while it is open',
    );
  });

  test('opened by anybody else it asks for nothing', async () => {
    const stray = await people.alice.open(`composer.html#${'0'.repeat(32)}`);
    await stray.waitForSelector('[data-testid="unbound"]');
    expect(await stray.$$('input, textarea, button')).toHaveLength(0);
    await stray.close();
  });
});

describe('the reader in a page', () => {
  test('says in sight why a press did not count, however long the text is', async () => {
    posted = await tokenForMyself(people.alice, 'one line of many\n'.repeat(60));
    await page.reload();
    const [mark] = await badges(page, 1);
    await page.bringToFront();
    await page.mouse.click(mark!.x, mark!.y);
    const reader = await openedReader(page);
    await byId(reader, 'reader-text').wait();
    // No person made this one.
    await reader.$eval('[data-testid="reader-copy"]', (button) => (button as HTMLElement).click());
    const refusal = await reader.waitForSelector('[data-testid="refusal"]');
    const isSeen = await refusal?.evaluate((notice) => {
      const { left, top, bottom } = notice.getBoundingClientRect();
      return bottom <= innerHeight && notice.contains(document.elementFromPoint(left + 8, (top + bottom) / 2));
    });
    expect(isSeen).toBe(true);
    await byId(reader, 'frame-close').click();
    await gone('reader.html');
  });

  test('shows a card with its words, clean for axe, and never a field', async () => {
    posted = await myCard(people.bob);
    await page.reload();
    const [mark] = await badges(page, 1);
    await page.bringToFront();
    await page.mouse.click(mark!.x, mark!.y);
    const reader = await openedReader(page);
    await reader.waitForSelector('[data-testid="card-look"]', { visible: true });
    expect(await textOf(reader, 'card-name')).toBe('Bob');
    expect(await reader.$$eval('[data-testid="fingerprint-words"] li', (words) => words.length)).toBe(12);
    expect(await reader.$$('input, textarea')).toHaveLength(0);
    expect(await violations(reader)).toEqual([]);
    await byId(reader, 'frame-close').click();
    await gone('reader.html');
  });
});
