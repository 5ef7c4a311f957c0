import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bob, carol } from '../../unit/envelope/people.ts';
import { addContact, byId, fill, type Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { cardOf } from '../vault/desk.ts';
import { violations } from './axe.ts';
import { afterwards } from './screens.ts';
import { choosePassphrase, has, provePassphrase, says, text } from './security-steps.ts';

const ofFile = 'five slow boats on a pond';
const downloads = mkdtempSync(join(tmpdir(), 'fieldseal-downloads-'));
let alice: Profile;
let other: Profile;
let file: string;
beforeAll(async () => {
  [alice, other] = await Promise.all([launchPerson('Alice'), launchPerson('Carol')]);
  expect(await addContact(alice, await cardOf(bob, 'Bob'))).toEqual({});
  expect(await addContact(other, await cardOf(carol, 'Bob'))).toEqual({});
});
afterAll(async () => {
  await alice?.close();
  await other?.close();
  rmSync(downloads, { recursive: true, force: true });
});

/** Chooses the file and looks into it. */
const lookInto = async (page: Page, passphrase: string): Promise<void> => {
  await afterwards(page, 'import-file');
  const field = (await page.$('[data-testid="import-file"]')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(file);
  await fill(page, 'import-passphrase', passphrase);
  await byId(page, 'import-look').click();
};
const contacts = async (profile: Profile): Promise<string[]> => {
  const page = await profile.open('app.html#contacts');
  await afterwards(page, 'contact-row');
  const names = await page.$$eval('[data-testid="contact-row"]', (rows) => rows.map((row) => row.textContent ?? ''));
  await page.close();
  return names;
};

describe('an export', () => {
  test('is one sealed file under its own passphrase, in the downloads', async () => {
    const page = await alice.open('app.html#vault/export');
    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
    await choosePassphrase(page, 'export-passphrase', ofFile);
    await provePassphrase(page, passphrases.Alice, 'export-submit');
    await afterwards(page, 'export-done');
    expect(await violations(page)).toEqual([]);
    const finished = (): string[] => readdirSync(downloads).filter((name) => !name.endsWith('.crdownload'));
    await expect.poll(finished, { timeout: 15_000 }).toHaveLength(1);
    file = join(downloads, finished()[0]!);
    const bytes = readFileSync(file);
    expect(bytes.length).toBeGreaterThan(500);
    for (const secret of ['Bob', 'Alice', ofFile]) expect(bytes.includes(secret)).toBe(false);
    await page.close();
    const vault = await alice.open('app.html#vault');
    await says(vault, 'Last exported on');
    expect(await has(vault, 'backup-reminder')).toBe(false);
    await vault.close();
  });
});

describe('an import', () => {
  test('is refused where the passphrase of the file is wrong, or no file is chosen', async () => {
    const page = await other.open('app.html#vault/import');
    await byId(page, 'import-look').click();
    await says(page, 'Choose a file.');
    await lookInto(page, 'not the one of the file');
    await afterwards(page, 'error');
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test('shows what is in the file before anything is changed, and leaving changes nothing', async () => {
    const before = await contacts(other);
    const page = await other.open('app.html#vault/import');
    await lookInto(page, ofFile);
    await afterwards(page, 'import-preview');
    expect(await text(page, 'import-counts')).toMatch(/identity.*1 contact/s);
    expect(
      await page.$$eval('[data-testid="collision"]', (rows) => rows.map((row) => row.getAttribute('data-reason'))),
    ).toEqual(expect.arrayContaining(['identity', 'namesake']));
    expect(await violations(page)).toEqual([]);
    await page.setViewport({ width: 320, height: 700 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true);
    await byId(page, 'import-cancel').click();
    await afterwards(page, 'import-file');
    await page.close();
    expect(await contacts(other)).toEqual(before);
  });

  test('merges without losing either side', async () => {
    const page = await other.open('app.html#vault/import');
    await lookInto(page, ofFile);
    await provePassphrase(page, passphrases.Carol, 'import-apply');
    await afterwards(page, 'import-done');
    expect(await text(page, 'import-done')).toMatch(/\d+ entr(y|ies) (was|were) added/);
    await page.close();
    // Two people of one name, whom nobody takes for each other.
    expect((await contacts(other)).filter((one) => one.includes('Bob (2)'))).toHaveLength(1);
    expect(await contacts(other)).toHaveLength(2);
    const card = await other.open('app.html#card');
    await says(card, 'My card');
    await card.close();
  });
});
