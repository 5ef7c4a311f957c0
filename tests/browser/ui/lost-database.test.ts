import type { Page } from 'puppeteer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choosePassphrase, lock, type Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';

let alice: Profile;
beforeEach(async () => {
  alice = await launchPerson('Alice');
});
afterEach(() => alice?.close());

/** Gives once it is gone: no connection of ours may hold it back. */
const deleteDatabase = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase('fieldseal');
        deletion.onsuccess = () => resolve();
        deletion.onerror = () => reject(deletion.error);
      }),
  );
const shows = (page: Page, id: string): Promise<unknown> =>
  page.waitForSelector(`[data-testid="${id}"]`, { visible: true });

/** Goes through the alarm and makes a new vault. Gives what the page shows then. */
const createAnew = async (profile: Profile): Promise<string> => {
  const page = await profile.open('app.html');
  await shows(page, 'missing');
  await page.locator('[data-testid="missing-confirm"]').click();
  await page.locator('[data-testid="missing-start"]').click();
  await page.locator('[data-testid="create-name"]').fill('Alice');
  await choosePassphrase(page, 'create-passphrase', passphrases.Alice);
  await page.locator('[data-testid="create-submit"]').click();
  const end = await page.waitForSelector('[data-testid="lock"], [data-testid="error"]', { visible: true });
  return (await end?.evaluate((element) => element.getAttribute('data-testid'))) ?? '';
};

test('deleted right after the lock, it is an alarm in every page that is opened, and one can start again', async () => {
  await lock(alice);
  const page = await alice.open('app.html');
  await shows(page, 'unlock-passphrase');
  await deleteDatabase(page);
  await page.reload();
  await shows(page, 'missing');
  for (const path of ['popup.html', 'sidepanel.html']) {
    const other = await alice.open(path);
    await shows(other, 'closed-missing');
    await other.close();
  }
  await page.close();
  expect(await createAnew(alice)).toBe('lock');
});

test('deleted while the vault is open, the page that stands open says so by itself', async () => {
  const page = await alice.open('app.html');
  await shows(page, 'lock');
  await deleteDatabase(page);
  await shows(page, 'missing');
});

test('half deleted, it is an alarm too, and one can start again', async () => {
  await lock(alice);
  const page = await alice.open('app.html');
  await shows(page, 'unlock-passphrase');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        indexedDB.open('fieldseal').onsuccess = ({ target }) => {
          const db = (target as IDBOpenDBRequest).result;
          const change = db.transaction('header', 'readwrite');
          change.objectStore('header').clear();
          change.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
  );
  await page.close();
  expect(await createAnew(alice)).toBe('lock');
});
