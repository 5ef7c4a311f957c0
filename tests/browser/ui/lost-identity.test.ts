// A vault whose identity cannot be read opens, says so, and is rebuilt; and work with a passphrase can be stopped.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { loadTestCore } from '../../support/core.ts';
import { bob } from '../../unit/envelope/people.ts';
import { byId, fill, lock, myCard, type Profile, unlock } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { type Desk, openDesk } from '../vault/desk.ts';
import { bytesOf, changeRows, readRows, rowOf } from '../vault/rows.ts';
import { violations } from './axe.ts';
import { choosePassphrase, provePassphrase, says, text } from './security-steps.ts';

let alice: Profile;
beforeAll(async () => {
  alice = await launchPerson('Alice');
});
afterAll(() => alice?.close());

const shown = async (path: string, id: string) => {
  const page = await alice.open(path);
  await page.waitForSelector(`[data-testid="${id}"]`, { visible: true });
  return page;
};

describe('a vault that lost its table of contents, and who I am with it', () => {
  test('opens, says what is missing in every window, and is rebuilt where the person says so twice', async () => {
    await lock(alice);
    const { page: bare } = await openDesk(alice);
    const buckets = Object.keys((await readRows(bare)).manifest ?? {}).filter((key) => key !== 'root');
    await changeRows(bare, { manifest: Object.fromEntries(buckets.map((key) => [key, null])) });
    await bare.close();
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    for (const path of ['popup.html', 'sidepanel.html', 'app.html#card']) {
      const page = await shown(path, 'identity-damaged');
      expect(await violations(page)).toEqual([]);
      if (!path.startsWith('app')) expect(await page.$('[data-testid="rebuild"]')).toBeNull();
      await page.close();
    }
    const page = await shown('app.html#contacts', 'rebuild');
    await page.setViewport({ width: 320, height: 800 });
    await byId(page, 'rebuild-ask').click();
    await byId(page, 'rebuild-yes').click();
    const done = await page.waitForSelector('[data-testid="rebuild-done"]', { visible: true });
    expect(await done?.evaluate((element) => element.textContent)).toContain('No entry is missing.');
    await page.waitForSelector('[data-testid="identity-damaged"]', { hidden: true });
    expect(await violations(page)).toEqual([]);
    await page.close();
    await (await shown('app.html#card', 'card-text')).close();
  });
});

/** The name of the row that holds who I am: nothing else changes with my name, and not with an unlock. */
const findIdentity = async ({ page, say }: Desk): Promise<string> => {
  const records = async () => (await readRows(page)).records ?? {};
  const before = await records();
  await lock(alice);
  expect(await unlock(alice, passphrases.Alice)).toEqual({});
  const between = await records();
  await say('identity.rename', { name: 'Alice B' });
  const after = await records();
  const found = Object.keys(after).filter((key) => before[key] === between[key] && between[key] !== after[key]);
  expect(found).toHaveLength(1);
  return found[0]!;
};

/** An export as it is now, in the downloads. */
const exportNow = async (downloads: string, passphrase: string): Promise<string> => {
  const page = await alice.open('app.html#vault/export');
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  await choosePassphrase(page, 'export-passphrase', passphrase);
  await provePassphrase(page, passphrases.Alice, 'export-submit');
  await page.waitForSelector('[data-testid="export-done"]', { visible: true });
  const finished = (): string[] => readdirSync(downloads).filter((name) => !name.endsWith('.crdownload'));
  await expect.poll(finished, { timeout: 15_000 }).toHaveLength(1);
  await page.close();
  return join(downloads, finished()[0]!);
};

describe('a vault whose identity is damaged', () => {
  const ofFile = 'five slow boats on a pond';
  const downloads = mkdtempSync(join(tmpdir(), 'fieldseal-downloads-'));
  afterAll(() => rmSync(downloads, { recursive: true, force: true }));

  test('is whole again with an export of before: its identity is chosen, and confirmed in words that fit', async () => {
    const card = await myCard(alice);
    const file = await exportNow(downloads, ofFile);
    const desk = await openDesk(alice);
    const row = await findIdentity(desk);
    await lock(alice);
    const bytes = bytesOf((await readRows(desk.page)).records?.[row]);
    await changeRows(desk.page, { records: { [row]: rowOf(bytes.with(-20, bytes.at(-20)! ^ 1)) } });
    await desk.page.close();
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    const page = await shown('app.html#vault/import', 'identity-damaged');
    const field = (await page.waitForSelector('[data-testid="import-file"]')) as ElementHandle<HTMLInputElement>;
    await field.uploadFile(file);
    await fill(page, 'import-passphrase', ofFile);
    await byId(page, 'import-look').click();
    await page.waitForSelector('[data-testid="import-become"]', { visible: true });
    expect(await page.$('[data-testid="collision-theirs"]:checked')).not.toBeNull();
    expect(await text(page, 'import-become')).not.toContain('warned');
    expect(await violations(page)).toEqual([]);
    await provePassphrase(page, passphrases.Alice, 'import-apply');
    await says(page, 'choose to go on without keys of your own');
    await byId(page, 'import-become-agree').click();
    await provePassphrase(page, passphrases.Alice, 'import-apply');
    await page.waitForSelector('[data-testid="import-done"]', { visible: true });
    await page.waitForSelector('[data-testid="identity-damaged"]', { hidden: true });
    await page.close();
    expect(await myCard(alice)).toBe(card);
  });
});

describe('a text whose passphrase takes long', () => {
  test('can be stopped after a second, and the vault stays open', async () => {
    // Sealed without that work, so it opens for nobody: it is stopped before that shows.
    const core = { ...(await loadTestCore()), argon2id: () => new Uint8Array(32).fill(1) };
    const token = await sealMessage(core, {
      ...{ text: 'x', time: 0, origin: '', sender: bob, recipients: [] },
      passphrase: { text: 'open sesame', kdf: { kdf: 'argon2id', memoryKiB: 524_288, iterations: 10, parallelism: 1 } },
    });
    const page = await alice.open('app.html#open');
    await fill(page, 'open-input', token);
    await byId(page, 'open-submit').click();
    await fill(page, 'open-passphrase', 'open sesame');
    await byId(page, 'open-passphrase-submit').click();
    await byId(page, 'stretch-stop').click();
    const error = await page.waitForSelector('[data-testid="error"]', { visible: true });
    expect(await error?.evaluate((element) => element.textContent)).toContain('You stopped it.');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toMatch(/^open-passphrase/);
    await page.waitForSelector('[data-testid="lock"]', { visible: true });
    await page.close();
  });
});
