// Somebody who knows nobody yet seals for themselves, wherever one writes.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import {
  byId,
  fill,
  frameGone,
  openComposer,
  openPopup,
  openSealed,
  type Profile,
  pressSeal,
  readReader,
} from '../driver.ts';
import { deskOf, openWithPicker } from '../file-desk.ts';
import { launchPerson } from '../people.ts';
import { panelOpenedBy } from './side-panel.ts';

let alice: Profile;
let site: Site;
let page: Page;
beforeAll(async () => {
  alice = await launchPerson('Alice');
  site = await startSite({
    '/': {
      body: '<!doctype html><title>Notes</title><textarea id="field" maxlength="2000"></textarea><p id="shown"></p>',
    },
  });
  page = await alice.browser.newPage();
  await page.goto(site.origin);
});
afterAll(async () => {
  await alice?.close();
  await site?.close();
});

/** Who was chosen without a press. */
const chips = (where: Page | Frame): Promise<string[]> =>
  where.$$eval('[data-testid="composer-chip"] .chip-name', (names) => names.map((name) => name.textContent ?? ''));
const textIn = (where: Page | Frame, id: string): Promise<string> =>
  where.$eval(`[data-testid="${id}"]`, (element) => element.textContent ?? '');

const promised = (where: Page | Frame): Promise<string> =>
  where.$eval('[data-testid="composer-text"]', (box) => (box as HTMLTextAreaElement).placeholder);

describe('without a contact, sealing is for oneself', () => {
  test('over a field of a page, as long as was said, and its writer opens it there', async () => {
    const composer = await openComposer(page, '#field');
    await fill(composer, 'composer-text', 'the spare key is under the fern');
    expect(await chips(composer)).toEqual(['Only me']);
    const room = await textIn(composer, 'room');
    await pressSeal(composer);
    await frameGone(page, composer);
    const sealed = await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value);
    // A field of several lines gets line breaks beside it, where they fit.
    expect(room).toContain(` ${sealed.replaceAll('\n', '').length} `);
    await page.evaluate((text) => {
      document.querySelector('#shown')!.textContent = text;
      document.querySelector('#field')!.remove();
    }, sealed);
    expect(await openSealed(page, 0)).toEqual({
      text: 'the spare key is under the fern',
      verdict: 'You wrote this. Only you can read it.',
    });
  });

  test('in the side panel and in the full page, which both say so', async () => {
    const panel = await panelOpenedBy(alice, async () => byId(await openPopup(page), 'popup-panel').click());
    const full = await alice.open('app.html#seal');
    for (const own of [panel, full]) {
      await fill(own, 'composer-text', 'a note');
      expect(await chips(own)).toEqual(['Only me']);
      expect(await promised(own)).toBe('Only you can read this.');
      await byId(own, 'composer-with-passphrase').click();
      await expect.poll(() => promised(own)).toMatch(/anyone with the passphrase/);
      await byId(own, 'composer-with-passphrase').click();
      await byId(own, 'composer-seal').click();
      await byId(own, 'sealed-text').wait();
      expect(await textIn(own, 'sealed-for')).toBe('Only you can read this.');
    }
    const sealed = await full.$eval('[data-testid="sealed-text"]', (box) => (box as HTMLTextAreaElement).value);
    await byId(full, 'nav-open').click();
    await fill(full, 'open-input', sealed);
    await byId(full, 'open-submit').click();
    expect(await readReader(full)).toMatchObject({ text: 'a note' });
    await Promise.all([panel.close(), full.close()]);
  });

  test('of a file', async () => {
    const place = join(mkdtempSync(join(tmpdir(), 'fieldseal-')), 'plan.txt');
    writeFileSync(place, 'abc');
    const files = await openWithPicker(alice);
    const input = (await files.waitForSelector('[data-testid="file-input"]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(place);
    await byId(files, 'file-seal').wait();
    await expect.poll(() => chips(files)).toEqual(['Only me']);
    await byId(files, 'file-seal').click();
    await byId(files, 'file-saved').wait();
    expect(Object.keys(await deskOf(files))).toEqual(['plan.txt.fseal']);
    await files.close();
  });

  test('is never guessed: anyone who takes it back is asked, and can choose it again', async () => {
    const full = await alice.open('app.html#seal');
    await fill(full, 'composer-text', 'a note');
    await byId(full, 'composer-to').click();
    await full.keyboard.press('Backspace');
    await byId(full, 'composer-seal').click();
    await full.waitForFunction(() =>
      document.querySelector('[data-testid="seal-problem"]')?.textContent?.includes('Only me'),
    );
    await byId(full, 'composer-to').click();
    await full.keyboard.press('ArrowDown');
    await full.keyboard.press('Enter');
    expect(await chips(full)).toEqual(['Only me']);
    expect(await full.$('[data-testid="seal-problem"]')).toBeNull();
    await full.close();
  });
});
