// Somebody has no way in any more: the vault is erased where they say so twice, and not before there is another.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addContact, byId, choosePassphrase, fill, lock, type Profile, unlock } from '../driver.ts';
import { makeCorrespondent } from '../page/correspondents.ts';
import { launchPerson, passphrases } from '../people.ts';
import { violations } from './axe.ts';

let alice: Profile;
beforeAll(async () => {
  alice = await launchPerson('Alice');
  expect(await addContact(alice, (await makeCorrespondent('Bert')).card)).toEqual({});
  await lock(alice);
});
afterAll(() => alice?.close());

const fresh = 'olive lantern ferry umbrella quartz';

test('is not offered in the small windows, and nothing is erased by looking', async () => {
  const popup = await alice.open('popup.html');
  await byId(popup, 'unlock-passphrase').wait();
  expect(await popup.$('[data-testid="start-over"]')).toBeNull();
  await popup.close();
  const page = await alice.open('app.html');
  await byId(page, 'start-over').wait();
  await page.locator('[data-testid="start-over"] summary').click();
  // Not before it is said that this is understood.
  expect(await page.$eval('[data-testid="over-start"]', (button) => button.ariaDisabled)).toBe('true');
  await byId(page, 'over-confirm').click();
  await byId(page, 'over-start').click();
  await byId(page, 'create-name').wait();
  // What was pressed has gone; the focus is with what came.
  const withForm = () =>
    document.activeElement !== document.body &&
    document.activeElement?.contains(document.querySelector('[data-testid="create-name"]'));
  expect(await page.evaluate(withForm)).toBe(true);
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect([value, await violations(page)]).toEqual([value, []]);
  }
  await page.setViewport({ width: 320, height: 600 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.close();
  expect(await unlock(alice, passphrases.Alice)).toEqual({});
  await lock(alice);
});

test('leads to a new vault in the place of the old one, and to its first steps', async () => {
  const page = await alice.open('app.html');
  await page.locator('[data-testid="start-over"] summary').click();
  await byId(page, 'over-confirm').click();
  await byId(page, 'over-start').click();
  await fill(page, 'create-name', 'Alice');
  await choosePassphrase(page, 'create-passphrase', fresh);
  await byId(page, 'create-submit').click();
  await byId(page, 'sign-take').wait();
  await page.close();
  const contacts = await alice.open('app.html#contacts');
  await byId(contacts, 'lock').wait();
  expect(await contacts.$$('[data-testid="contact-row"]')).toEqual([]);
  await contacts.close();
  await lock(alice);
  expect((await unlock(alice, passphrases.Alice)).error).toMatch(/passphrase is not right/);
  expect(await unlock(alice, fresh)).toEqual({});
});
