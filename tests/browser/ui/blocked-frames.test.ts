import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageAnswer, type Site, startSite } from '../../support/site.ts';
import { badges } from '../badges.ts';
import { byId, chooseRecipients, fill, openComposer, openPopup, openSealed, pressSeal, sealInto } from '../driver.ts';
import { launchPeople, type People } from '../people.ts';
import { panelOpenedBy } from './side-panel.ts';

const tokens: { message: string } = { message: '' };
const blocked = {
  '/coep': { 'cross-origin-embedder-policy': 'require-corp' },
  '/sandbox': { 'content-security-policy': 'sandbox allow-scripts allow-forms' },
};
const strict = {
  '/frame-src': { 'content-security-policy': "frame-src 'none'; child-src 'none'; default-src 'none'" },
};

const html = (): string =>
  `<!doctype html><html lang="en"><title>Strict</title><textarea id="field"></textarea><p>${tokens.message}</p></html>`;
const answer = (headers: Readonly<Record<string, string>>): PageAnswer => ({
  headers,
  get body() {
    return html();
  },
});

let people: People;
let site: Site;
beforeAll(async () => {
  const pages = Object.entries({ ...blocked, ...strict }).map(([path, headers]) => [path, answer(headers)] as const);
  [people, site] = await Promise.all([launchPeople(), startSite(Object.fromEntries(pages))]);
  const page = await people.bob.browser.newPage();
  await page.goto(site.origin);
  tokens.message = await sealInto(page, '#field', 'from Bob, for Alice alone', { to: ['Alice'] });
});
afterAll(async () => {
  await people?.close();
  await site?.close();
});

const goto = async (path: string): Promise<Page> => {
  const page = await people.alice.browser.newPage();
  await page.goto(`${site.origin}${path}`);
  await page.bringToFront();
  return page;
};
const frames = (page: Page): string[] =>
  page
    .frames()
    .map((frame) => frame.url())
    .filter((url) => url.startsWith('chrome-extension:'));

describe.each(Object.keys(blocked))('on a page that takes no frame of ours: %s', (path) => {
  test('a press on the mark opens the text in the side panel', async () => {
    const page = await goto(path);
    const [mark] = await badges(page, 1);
    const panel = await panelOpenedBy(people.alice, () => page.mouse.click(mark!.x, mark!.y));
    await byId(panel, 'reader-text').wait();
    expect(await panel.$eval('[data-testid="reader-text"]', (text) => text.textContent)).toBe(
      'from Bob, for Alice alone',
    );
    expect(await panel.$eval('[data-testid="reader-sender"]', (line) => line.textContent)).toContain('Bob');
    await byId(panel, 'panel-reason').wait();
    expect(frames(page)).toEqual([]);
    await panel.close();
    await page.close();
  });

  test('what is written in the side panel goes into its field as sealed text', async () => {
    const page = await goto(path);
    await page.click('#field');
    const panel = await panelOpenedBy(people.alice, async () => {
      const popup = await openPopup(page);
      await byId(popup, 'popup-seal').click();
    });
    await chooseRecipients(panel, ['Bob']);
    await fill(panel, 'composer-text', 'written beside the page');
    await byId(panel, 'composer-seal').click();
    await byId(panel, 'panel-insert').click();
    await byId(panel, 'inserted').wait();
    const value = await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value);
    expect(value).toMatch(/^FSEAL2m/);
    await panel.close();
    await page.close();
  });
});

test("a page with frame-src 'none' has no say over our frames: one writes and reads in place", async () => {
  const page = await goto('/frame-src');
  expect((await openSealed(page, 0)).text).toBe('from Bob, for Alice alone');
  await page.reload();
  const composer = await openComposer(page, '#field');
  await chooseRecipients(composer, ['Bob']);
  await fill(composer, 'composer-text', 'written in place');
  await pressSeal(composer);
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#field')?.value.startsWith('FSEAL2m'));
  await page.close();
});
