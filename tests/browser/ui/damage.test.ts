import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addContact, lock, myCard, type Profile, unlock } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { violations } from './axe.ts';

let alice: Profile;
/** Of Bob's contact. */
let contactKey: string;

const recordKeys = async (): Promise<string[]> => {
  const page = await alice.open('app.html#settings');
  const keys = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open('fieldseal');
        opening.onsuccess = () => {
          const all = opening.result.transaction('records').objectStore('records').getAllKeys();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result.map(String));
          };
        };
      }),
  );
  await page.close();
  return keys;
};

/** Writes into the vault's database past the keeper, as a failing disk or somebody at the computer would. */
const damage = async (key: string, how: 'plant' | 'flip'): Promise<void> => {
  const page = await alice.open('app.html#settings');
  await page.evaluate(
    (id, plant) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('fieldseal');
        opening.onsuccess = () => {
          const change = opening.result.transaction('records', 'readwrite');
          const records = change.objectStore('records');
          if (plant) records.put(new Uint8Array(64), id);
          else {
            const reading = records.get(id);
            reading.onsuccess = () => {
              const row: Uint8Array = reading.result;
              row[20] = (row[20] ?? 0) ^ 1;
              records.put(row, id);
            };
          }
          change.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    key,
    how === 'plant',
  );
  await page.close();
};

beforeAll(async () => {
  const bob = await launchPerson('Bob');
  const card = await myCard(bob);
  await bob.close();
  alice = await launchPerson('Alice');
  const before = await recordKeys();
  expect(await addContact(alice, card)).toEqual({});
  const added = (await recordKeys()).filter((key) => !before.includes(key));
  expect(added).toHaveLength(1);
  contactKey = added[0]!;
});
afterAll(() => alice?.close());

const alarmOn = async (path: string): Promise<{ count: string | null; words: string }> => {
  const page = await alice.open(path);
  const alarm = await page.waitForSelector('[data-testid="damage"]', { visible: true });
  for (const summary of await page.$$('[data-testid="damage"] summary')) await summary.click();
  const seen = await alarm!.evaluate((element) => ({
    count: element.getAttribute('data-count'),
    words: element.textContent ?? '',
  }));
  expect(await page.$$('[data-testid="damage"] [role="alert"]')).toHaveLength(1);
  expect(await violations(page)).toEqual([]);
  await page.close();
  return seen;
};

describe('a vault that was changed behind our back', () => {
  test('shows no alarm while it is sound', async () => {
    const page = await alice.open('app.html#contacts');
    await page.waitForSelector('[data-testid="contact-row"]', { visible: true });
    expect(await page.$$('[data-testid="damage"]')).toHaveLength(0);
    await page.close();
  });

  test('says so at once where it is found while the vault is open, and leaves out what was changed', async () => {
    const open = await alice.open('app.html#settings');
    await open.waitForSelector('[data-testid="auto-lock"]', { visible: true });
    await damage(contactKey, 'flip');
    const list = await alice.open('app.html#contacts');
    await list.waitForSelector('[data-testid="damage"]', { visible: true });
    expect(await list.$$('[data-testid="contact-row"]')).toHaveLength(0);
    await open.bringToFront();
    await open.waitForSelector('[data-testid="damage"][data-count="1"]', { visible: true });
    await list.close();
    await open.close();
  });

  test('says so in the full page, the popup and the side panel: how much, what it means, what to do', async () => {
    await lock(alice);
    const page = await alice.open('app.html');
    await page.waitForSelector('[data-testid="unlock-passphrase"]', { visible: true });
    await damage('f'.repeat(32), 'plant');
    await page.close();
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    for (const path of ['app.html', 'app.html#settings', 'popup.html', 'sidepanel.html']) {
      const { count, words } = await alarmOn(path);
      expect([path, count]).toEqual([path, '2']);
      expect(words).toContain('2 entries of your vault were changed from outside');
      expect(words).toMatch(/has deleted nothing.*backup of the browser profile/);
    }
  });
});
