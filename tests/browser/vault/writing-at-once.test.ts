// By design only the keeper writes. Should that ever fail (two versions side by side, two keepers), nothing may be lost:
// two pages with vaults of their own and the keeper write to one database at once.
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'puppeteer';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { type Desk, openDesk } from './desk.ts';

// Ten thousand are written by vaults of one process in tests/attacks/vault-many-writes.test.ts; each here waits for the disk.
const writesOfATab = 1_000;
const writesOfTheKeeper = 500;

let alice: Profile;
let desk: Desk;
let worker: CDPSession;
let tabs: Page[];

declare global {
  /** Wrapped DEK and nonce of every box that was written here, in hex. */
  var boxes: string[];
}

/** Runs in each context that writes. */
const noteBoxes = (): void => {
  globalThis.boxes = [];
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, key) {
    if (value instanceof Uint8Array && (this.name === 'records' || this.name === 'manifest'))
      globalThis.boxes.push(Array.from(value.subarray(0, 52), (byte) => byte.toString(16).padStart(2, '0')).join(''));
    return put.call(this, value, key);
  };
};

const bundle = async (): Promise<string> => {
  const lib = { entry: fileURLToPath(new URL('./in-page.ts', import.meta.url)), formats: ['iife' as const], name: 'x' };
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, lib } });
  const [result] = Array.isArray(built) ? built : [];
  return result?.output[0].code ?? '';
};

beforeAll(async () => {
  alice = await launchPerson('Alice');
  desk = await openDesk(alice);
  const code = await bundle();
  tabs = await Promise.all(['one', 'two'].map(() => alice.open('icon/16.png')));
  for (const [index, page] of tabs.entries()) {
    await page.evaluate(noteBoxes);
    await page.evaluate(code);
    await page.evaluate(
      async (name, passphrase) => {
        globalThis.tab = await globalThis.openTab(name, passphrase);
      },
      `tab ${index}`,
      passphrases.Alice,
    );
  }
  const target = await alice.browser.waitForTarget((one) => one.url().endsWith('/keeper-worker.js'));
  worker = await target.createCDPSession();
  await worker.send('Runtime.evaluate', { expression: `(${noteBoxes})()` });
});
afterAll(() => alice?.close());

const boxesOfTheKeeper = async (): Promise<string[]> => {
  const { result } = await worker.send('Runtime.evaluate', { expression: 'boxes', returnByValue: true });
  return result.value as string[];
};

test('2,500 writes of two pages and the keeper at once lose nothing and repeat no pair of key and nonce', async () => {
  const ownDrafts = async (): Promise<void> => {
    await desk.page.evaluate(async (count) => {
      for (let n = 0; n < count; n++)
        await globalThis.sayToKeeper('drafts.save', { key: `draft ${n % 100}`, origin: '', text: `text ${n}`, to: [] });
    }, writesOfTheKeeper);
  };
  await Promise.all([
    ownDrafts(),
    ...tabs.map((page) => page.evaluate((count) => globalThis.tab.write(count), writesOfATab)),
  ]);
  const seen = await Promise.all(tabs.map((page) => page.evaluate(() => globalThis.tab.look())));
  for (const [index, { counter, texts, sound }] of seen.entries()) {
    expect(counter).toBe(writesOfATab);
    // Of each record the last that was written.
    const last = Array.from({ length: 200 }, (_, n) => `tab ${index} ${writesOfATab - 1 - 2 * n}`);
    expect(texts.sort()).toEqual(last.sort());
    expect(sound).toBe(true);
  }
  const drafts = await desk.say('drafts.list', {});
  const last = Array.from({ length: 100 }, (_, n) => `text ${writesOfTheKeeper - 1 - n}`);
  expect(drafts.map(({ text }) => text).sort()).toEqual(last.sort());
  expect(await desk.say('status', {})).not.toHaveProperty('damaged');
  const boxes = [
    ...(await Promise.all(tabs.map((page) => page.evaluate(() => globalThis.boxes)))),
    await boxesOfTheKeeper(),
  ];
  // Each write seals a record, its bucket and the root.
  for (const [index, least] of [writesOfATab, writesOfATab, writesOfTheKeeper].entries())
    expect(boxes[index]!.length).toBeGreaterThanOrEqual(3 * least);
  expect(new Set(boxes.flat()).size).toBe(boxes.flat().length);
}, 300_000);
