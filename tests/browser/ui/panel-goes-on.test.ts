// What goes on in the side panel beside a site that is not allowed: nothing that was written there is lost from sight.
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { byId, fill, openPopup, type Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { panelOpenedBy } from './side-panel.ts';

let alice: Profile;
let site: Site;
let page: Page;
let panel: Page;
beforeAll(async () => {
  alice = await launchPerson('Alice', { build: '.output/chrome' });
  site = await startSite();
});
afterAll(async () => {
  await alice?.close();
  await site?.close();
});
beforeEach(async () => {
  page = await alice.browser.newPage();
  await page.goto(site.origin);
});
afterEach(async () => {
  if (!panel.isClosed()) await panel.close();
  await page.close();
});

/** Asks through the toolbar button to write, where the caret is. */
const openBeside = async (): Promise<void> => {
  const popup = await openPopup(page);
  panel = await panelOpenedBy(alice, () => byId(popup, 'popup-seal').click());
  await byId(panel, 'composer-text').wait();
};
const written = (): Promise<string> =>
  panel.$eval('[data-testid="composer-text"]', (box) => (box as HTMLTextAreaElement).value);
const focused = (): Promise<string | null | undefined> =>
  panel.evaluate(() => document.activeElement?.getAttribute('data-testid'));

/** The browser's prompt cannot be pressed here: this is what the background says once it was refused. */
const refuseWhenAsked = (): Promise<void> =>
  panel.evaluate(() => {
    const { runtime } = (globalThis as never as { chrome: { runtime: object & { sendMessage: unknown } } }).chrome;
    const send = runtime.sendMessage as (message: { command: string }) => Promise<unknown>;
    const answer = async (message: { command: string }): Promise<unknown> =>
      message.command === 'panel.ask' ? { ok: true, value: { granted: false } } : send.call(runtime, message);
    Object.defineProperty(runtime, 'sendMessage', { value: answer });
  });

test('what was written for a field is there again, and goes into it, after the vault was locked meanwhile', async () => {
  await page.locator('#field').click();
  await openBeside();
  await fill(panel, 'composer-text', 'a long story that matters');
  await byId(panel, 'lock').click();
  await fill(panel, 'unlock-passphrase', passphrases.Alice);
  await byId(panel, 'unlock-submit').click();
  await byId(panel, 'panel-allow').wait();
  expect(await written()).toBe('a long story that matters');
  expect(await focused()).toBe('composer-text');
  await byId(panel, 'composer-seal').click();
  await byId(panel, 'panel-insert').click();
  await byId(panel, 'inserted').wait();
  expect(await page.$eval('#field', (area) => (area as HTMLTextAreaElement).value)).toMatch(/^FSEAL2m/);
});

test('a refusal in the prompt is said, and the keys are back in the text', async () => {
  await page.locator('#field').click();
  await openBeside();
  await fill(panel, 'composer-text', 'begun');
  await refuseWhenAsked();
  await byId(panel, 'panel-allow').click();
  await panel.waitForFunction(() =>
    document.querySelector('[data-testid="panel-reason"]')?.textContent?.includes('not allow'),
  );
  expect(await focused()).toBe('composer-text');
});

const sealAndInsert = async (text: string): Promise<void> => {
  const says = () => panel.$eval('main', (main) => main.textContent);
  await fill(panel, 'composer-text', text);
  await byId(panel, 'composer-seal').click();
  await byId(panel, 'panel-insert').wait();
  expect(await says()).toContain('Put it into the field with the button below');
  await byId(panel, 'panel-insert').click();
  await byId(panel, 'inserted').wait();
  expect(await says()).not.toContain('copy it to where');
};

test('another text goes in beside the first one, on a line of its own, or a space away', async () => {
  for (const [selector, before, between] of [
    ['#field', '', '\n'],
    ['#field', 'Hi ', '\n'],
    ['#line', '', ' '],
  ] as const) {
    await page.goto(site.origin);
    await page.locator(selector).click();
    if (before) await page.keyboard.type(before);
    await openBeside();
    await sealAndInsert('first');
    const value = (): Promise<string> => page.$eval(selector, (field) => (field as HTMLInputElement).value);
    const first = await value();
    await byId(panel, 'composer-new').click();
    const notice = await panel.waitForSelector('[data-testid="field-notice"]');
    expect(await notice?.evaluate((one) => one.textContent)).toContain('the new text goes');
    await sealAndInsert('second');
    const both = await value();
    expect(both.startsWith(`${first}${between}FSEAL2m`)).toBe(true);
    await panel.close();
  }
});

test('where no field has the caret the editor waits for none, and nothing says that there is one', async () => {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await openBeside();
  const reason = await panel.waitForSelector('[data-testid="panel-reason"]');
  expect(await reason?.evaluate((one) => one.textContent)).toContain('copy the sealed text');
  await refuseWhenAsked();
  await byId(panel, 'panel-allow').click();
  await panel.waitForFunction(() =>
    document.querySelector('[data-testid="panel-reason"]')?.textContent?.includes('not allow'),
  );
  expect(await panel.$eval('main', (main) => main.textContent)).not.toContain('into the field');
  await fill(panel, 'composer-text', 'for nowhere');
  await byId(panel, 'composer-seal').click();
  await byId(panel, 'sealed-copy').wait();
  expect(await panel.$('[data-testid="panel-insert"]')).toBeNull();
});

test('Ctrl+Enter seals, and leads to the readers where nobody is chosen', async () => {
  const sealByKeys = async (): Promise<void> => {
    await panel.focus('[data-testid="composer-text"]');
    await panel.keyboard.down('Control');
    await panel.keyboard.press('Enter');
    await panel.keyboard.up('Control');
  };
  await page.locator('#field').click();
  await openBeside();
  await fill(panel, 'composer-text', 'by the keyboard alone');
  await panel.locator('.chip-drop').click();
  await sealByKeys();
  await panel.waitForFunction(() => document.activeElement?.matches('[role="combobox"]'));
  await panel.keyboard.press('ArrowDown');
  await panel.keyboard.press('Enter');
  await sealByKeys();
  await byId(panel, 'sealed-text').wait();
});
