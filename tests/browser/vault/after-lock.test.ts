// After the lock: what was typed, what was shown and every key are gone from the memory of every context of the
// extension, though its pages stay open, and were never on the disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, storeNames } from '../../../src/vault/database.ts';
import { loadIdentity } from '../../../src/vault/stores/identity.ts';
import { unlockVault } from '../../../src/vault/unlock-vault.ts';
import { engineOf } from '../../../src/vault/vault.ts';
import { loadTestCore } from '../../support/core.ts';
import { filesWith } from '../../support/live-folder.ts';
import { type Site, startSite } from '../../support/site.ts';
import { bob } from '../../unit/envelope/people.ts';
import { addContact, launchProfile, lock, openComposer, type Profile } from '../driver.ts';
import { heapOf, withContexts } from './contexts.ts';
import { cardOf } from './desk.ts';
import { canReadProcesses, findInProcesses } from './process-memory.ts';
import { bytesOf, readRows } from './rows.ts';
import 'fake-indexeddb/auto';

/** What is typed. The first word alone is looked for, as a part of what was typed would be found as well. */
const canaries = {
  name: 'Qx1kname of mine',
  passphrase: 'qx2kpassphrase of six rather uncommon words',
  frame: 'qx3kframe is what I write over the field of a site',
  hand: 'qx4khand is what I write in the full page',
  textPassphrase: 'qx5ktext passphrase for a single sealed text',
  panel: 'qx6kpanel is what I write in the side panel',
  alias: 'qx7kalias of a contact',
  search: 'qx8ksearch',
  wrong: 'qx9kwrong passphrase that was tried',
  proof: 'qx1lpassphrase of a proof that was not given',
  exported: 'qx2lpassphrase for a file of the vault',
  imported: 'qx3lpassphrase of somebody else',
  pin: 'qx4lpin',
  received: 'qx5lreceived is no sealed text',
};
const marks = Object.values(canaries).map((text) => text.split(' ')[0]!.toLowerCase());

const folder = mkdtempSync(join(tmpdir(), 'fieldseal-after-lock-'));
let alice: Profile;
let site: Site;
let composer: Frame;
/** Vault key and private keys: name and hex. */
let keys: (readonly [name: string, hex: string])[];

/** Types as a person does, and leaves the debugger no hold on anything: what it holds is not thrown away. */
const type = async (page: Page, where: Page | Frame, id: string, text: string): Promise<void> => {
  await page.bringToFront();
  await where.waitForFunction(
    (selector) => {
      const field = document.querySelector<HTMLElement>(selector);
      field?.focus();
      return field !== null && document.activeElement === field && document.hasFocus();
    },
    {},
    `[data-testid="${id}"]`,
  );
  await page.keyboard.type(text);
  await where.waitForFunction(
    (selector, typed) => document.querySelector<HTMLInputElement>(selector)?.value.endsWith(typed) === true,
    {},
    ...([`[data-testid="${id}"]`, text] as const),
  );
};
/** Clicks into a field of a frame of ours. */
const pointAt = async (page: Page, frame: Frame, id: string): Promise<void> => {
  await shown(frame, id);
  const { x, y } = (await (await frame.frameElement())?.boundingBox()) ?? { x: 0, y: 0 };
  const within = await frame.evaluate((selector) => {
    const { left, top, width } = document.querySelector(selector)!.getBoundingClientRect();
    return { x: left + width / 2, y: top + 20 };
  }, `[data-testid="${id}"]`);
  await page.mouse.click(x + within.x, y + within.y);
};
const shown = (where: Page | Frame, id: string) =>
  where.waitForFunction(
    (selector) => document.querySelector(selector)?.checkVisibility() === true,
    {},
    `[data-testid="${id}"]`,
  );
const press = async (where: Page, selector: string): Promise<void> => {
  await where.waitForFunction((css) => document.querySelector(css) !== null, {}, selector);
  await where.evaluate((css) => document.querySelector<HTMLElement>(css)!.click(), selector);
};
const byTestId = (id: string): string => `[data-testid="${id}"]`;

/** The keys, out of a copy of the vault. */
const readKeys = async (page: Page): Promise<typeof keys> => {
  const rows = await readRows(page);
  const copy = await openDatabase();
  for (const store of storeNames)
    for (const [key, row] of Object.entries(rows[store] ?? {})) await copy.put(store, bytesOf(row), key);
  const vault = await unlockVault(await loadTestCore(), copy, { passphrase: canaries.passphrase });
  const { ed25519Private, x25519Private } = (await loadIdentity(vault))!;
  const { vaultKey } = engineOf(vault).opener().keys;
  const found = Object.entries({ vaultKey, ed25519: ed25519Private, x25519: x25519Private });
  return found.map(([name, key]) => [name, Buffer.from(key).toString('hex')] as const);
};

beforeAll(async () => {
  site = await startSite();
  alice = await launchProfile({ folder });
  const first = await alice.open('app.html');
  await type(first, first, 'create-name', canaries.name);
  await type(first, first, 'create-passphrase', canaries.passphrase);
  await type(first, first, 'create-passphrase-again', canaries.passphrase);
  await press(first, byTestId('create-submit'));
  await shown(first, 'lock');
  await addContact(alice, await cardOf(bob, 'Bob'));
  await lock(alice);
  const popup = await alice.open('popup.html');
  await type(popup, popup, 'unlock-passphrase', canaries.wrong);
  await press(popup, byTestId('unlock-submit'));
  await shown(popup, 'error');
  await popup.evaluate(() => document.querySelector<HTMLInputElement>('[data-testid="unlock-passphrase"]')!.select());
  await type(popup, popup, 'unlock-passphrase', canaries.passphrase);
  await press(popup, byTestId('unlock-submit'));
  await shown(popup, 'lock');
  keys = await readKeys(first);
  const hand = await alice.open('app.html#seal');
  await type(hand, hand, 'composer-text', canaries.hand);
  await press(hand, byTestId('composer-with-passphrase'));
  await type(hand, hand, 'composer-passphrase', canaries.textPassphrase);
  const contact = await alice.open('app.html#contacts');
  await press(contact, '[data-testid="contact-row"] a');
  await press(contact, byTestId('contact-rename'));
  await type(contact, contact, 'rename-input', canaries.alias);
  const list = await alice.open('app.html#contacts');
  await type(list, list, 'contact-search', canaries.search);
  const panel = await alice.open('sidepanel.html');
  await type(panel, panel, 'composer-text', canaries.panel);
  for (const [path, ...fields] of [
    ['vault/export', ['export-passphrase', canaries.exported], ['proof-passphrase', canaries.proof]],
    ['vault/import', ['import-passphrase', canaries.imported]],
    ['vault/add-pin', ['new-pin', canaries.pin], ['new-pin-again', canaries.pin]],
    ['open', ['open-input', canaries.received]],
  ] as const) {
    const form = await alice.open(`app.html#${path}`);
    for (const [id, text] of fields) await type(form, form, id, text);
  }
  const page = await alice.browser.newPage();
  await page.goto(`${site.origin}/?qx0kaddress`);
  composer = await openComposer(page, '#field');
  await pointAt(page, composer, 'composer-text');
  await type(page, composer, 'composer-text', canaries.frame);
});
afterAll(async () => {
  await alice?.browser.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** What was typed and can still be reached in a heap, and where. */
const foundInHeaps = (): Promise<string[]> =>
  withContexts(alice, async (contexts) => {
    const found: string[] = [];
    for (const context of new Map(contexts.map((one) => [one.heap, one])).values()) {
      const heap = (await heapOf(context)).toLowerCase();
      found.push(...marks.filter((mark) => heap.includes(mark)).map((mark) => `${mark} in ${context.name}`));
    }
    return found;
  });

/** The keys that lie anywhere in the memory of the browser's processes. */
const foundInProcesses = (): string[] => {
  const needles = new Map(keys.map(([name, key]) => [name, Buffer.from(key, 'hex')]));
  return [...(findInProcesses(alice.browser.process()?.pid ?? 0, needles)?.keys() ?? [])];
};

describe('after the lock', () => {
  test('no heap of the extension holds what was typed, and no memory of the browser any key', async () => {
    // Neither search is blind. A passphrase may be gone as soon as its form is.
    const inHeaps = (await foundInHeaps()).join();
    for (const mark of marks.filter((one) => !/wrong|passphrase|pin/.test(one))) expect(inHeaps).toContain(mark);
    if (canReadProcesses())
      expect(
        foundInProcesses()
          .map((one) => one.split(' ')[0])
          .sort(),
      ).toEqual(['ed25519', 'vaultKey', 'x25519']);
    const worker = alice.browser.targets().find((target) => target.url().endsWith('/keeper-worker.js'));
    await lock(alice);
    await shown(composer, 'frame-locked');
    // Each page of ours starts again. Not by pictures: all but one lie behind.
    for (const page of (await alice.browser.pages()).filter((one) => one.url().startsWith('chrome-extension:')))
      await page.waitForFunction(
        () => document.querySelector('[data-testid="unlock-passphrase"], [data-testid^="way-"]'),
        { polling: 'mutation' },
      );
    await expect.poll(() => alice.browser.targets().some((target) => target === worker)).toBe(false);
    expect(foundInProcesses()).toEqual([]);
    expect(await foundInHeaps()).toEqual([]);
  });

  test('no file of the profile holds it, with the browser running or closed', async () => {
    const needles = [
      ...marks.flatMap((mark) => [Buffer.from(mark, 'utf8'), Buffer.from(mark, 'utf16le')]),
      ...marks.map((mark) => Buffer.from(mark.slice(0, 1).toUpperCase() + mark.slice(1), 'utf8')),
      ...keys.flatMap(([, key]) => [Buffer.from(key, 'hex'), Buffer.from(key, 'utf8')]),
    ];
    const look = (): string[] => filesWith(folder, needles);
    expect(look()).toEqual([]);
    await alice.browser.close();
    expect(look()).toEqual([]);
    // The search is not blind: the address of the page is in the history.
    expect(filesWith(folder, [Buffer.from('qx0kaddress')]).length).toBeGreaterThan(0);
  });
});
