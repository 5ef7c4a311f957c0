import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byId, fill, launchProfile, lock, type Profile, unlock } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { openDesk } from '../vault/desk.ts';
import { violations } from './axe.ts';
import { afterwards } from './screens.ts';
import { backInVault, choosePassphrase, has, provePassphrase, says, slotKinds, text } from './security-steps.ts';

let alice: Profile;
beforeAll(async () => {
  alice = await launchPerson('Alice');
});
afterAll(() => alice?.close());

/** superman, banana, freedom, shadow, destiny, purple: where they stand in the list. */
const popular = [6551, 475, 2717, 5807, 1738, 4977];

const inRow = (page: Page, title: string, id: string) =>
  page.locator(`::-p-xpath(//li[@data-testid="slot-row"][contains(., "${title}")]//*[@data-testid="${id}"])`);

describe('choosing a passphrase', () => {
  test('shows how strong it is and why, and makes one whose chance is named', async () => {
    const bob = await launchProfile({ name: 'Bob' });
    const page = await bob.open('app.html');
    // Words that stand high among the most used passwords as well: dice throw them like any other.
    await page.evaluate((indexes) => {
      const real = crypto.getRandomValues.bind(crypto);
      crypto.getRandomValues = (array) =>
        array instanceof Uint16Array ? (array.fill(indexes.shift() ?? 0) as typeof array) : real(array);
    }, popular);
    await fill(page, 'create-passphrase', 'password1234');
    await page.waitForSelector('[data-testid="strength"][data-level="0"]');
    expect(await text(page, 'strength')).toMatch(/Falls at once.*most used passwords/);
    await byId(page, 'suggest').click();
    await afterwards(page, 'suggested');
    expect(await text(page, 'suggested')).toMatch(/6 words out of 7776.*77 bits/);
    const made = await text(page, 'suggested-words');
    expect(made).toBe('superman banana freedom shadow destiny purple');
    await page.waitForSelector('[data-testid="strength"][data-level="4"]');
    expect(await page.$eval('[data-testid="create-passphrase"]', (input) => (input as HTMLInputElement).value)).toBe(
      made,
    );
    // Nobody is to write down words that open nothing.
    await fill(page, 'create-passphrase', 'words of my own choice');
    await page.waitForSelector('[data-testid="suggested"]', { hidden: true });
    expect(await text(page, 'suggest')).toBe('Make one for me');
    await fill(page, 'create-passphrase', made);
    await afterwards(page, 'suggested');
    await fill(page, 'create-passphrase-again', made);
    await fill(page, 'create-name', 'Bob');
    await byId(page, 'create-submit').click();
    await afterwards(page, 'first-sign');
    await bob.close();
  });
});

describe('the ways in', () => {
  test('are listed with kind, age and last use', async () => {
    const page = await alice.open('app.html#vault');
    await afterwards(page, 'slot-row');
    expect(await text(page, 'slot-row')).toMatch(/Passphrase.*opened the vault now.*since .*last used on/);
    expect(await has(page, 'way-passkey')).toBe(false);
    await page.close();
  });

  test('another passphrase is added under a name, and refused where the proof is wrong', async () => {
    const page = await alice.open('app.html#vault/add-passphrase');
    await fill(page, 'slot-name', 'for the lawyer');
    await choosePassphrase(page, 'new-passphrase', passphrases.Bob);
    await provePassphrase(page, passphrases.Carol, 'add-passphrase-submit');
    await afterwards(page, 'error');
    await provePassphrase(page, passphrases.Alice, 'add-passphrase-submit');
    await backInVault(page);
    await says(page, 'for the lawyer');
    await page.close();
    await lock(alice);
    expect(await unlock(alice, passphrases.Bob)).toEqual({});
  });

  test('a new name can be taken back', async () => {
    const page = await alice.open('app.html#vault');
    await inRow(page, 'for the lawyer', 'slot-rename').click();
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'slot-name');
    await fill(page, 'slot-name', 'for the notary');
    await byId(page, 'slot-rename-submit').click();
    await says(page, 'for the notary');
    // The form has gone; the focus is still where the person was.
    await page.waitForFunction(() => document.activeElement?.closest('[data-testid="slot-row"]') !== null);
    await byId(page, 'undo').click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[data-testid="slot-row"]')].some((row) =>
        row.textContent?.includes('for the lawyer'),
      ),
    );
    await page.close();
  });

  test('a passphrase is changed: the old one opens nothing any more', async () => {
    const page = await alice.open('app.html#vault');
    await inRow(page, 'for the lawyer', 'slot-change').click();
    await choosePassphrase(page, 'new-passphrase', passphrases.Carol);
    await provePassphrase(page, passphrases.Bob, 'change-passphrase-submit');
    await backInVault(page);
    await page.close();
    await lock(alice);
    expect((await unlock(alice, passphrases.Bob)).error).toMatch(/not right/);
    expect(await unlock(alice, passphrases.Carol)).toEqual({});
  });

  test('one is removed after a question and a proof', async () => {
    const page = await alice.open('app.html#vault');
    await inRow(page, 'for the lawyer', 'slot-remove').click();
    await says(page, 'Remove “for the lawyer” for good?');
    await provePassphrase(page, passphrases.Alice, 'slot-remove-yes');
    await page.waitForFunction(() => document.querySelectorAll('[data-testid="slot-row"]').length === 1);
    await page.close();
    expect(await slotKinds(alice)).toEqual(['password']);
  });
});

describe('the vault key', () => {
  test('is changed with all that was typed; it names what would not open the vault any more', async () => {
    const add = await alice.open('app.html#vault/add-passphrase');
    await fill(add, 'slot-name', 'spare');
    await choosePassphrase(add, 'new-passphrase', passphrases.Bob);
    await provePassphrase(add, passphrases.Alice, 'add-passphrase-submit');
    await backInVault(add);
    await add.close();
    const page = await alice.open('app.html#vault/rotate');
    await byId(page, 'rotate-submit').click();
    await afterwards(page, 'rotate-none');
    await fill(page, 'rotate-password', passphrases.Alice);
    await afterwards(page, 'rotate-lost');
    expect(await text(page, 'rotate-lost')).toContain('spare');
    expect(await violations(page)).toEqual([]);
    await byId(page, 'rotate-submit').click();
    await backInVault(page);
    await says(page, 'The vault has a new key.');
    await page.close();
    await lock(alice);
    expect((await unlock(alice, passphrases.Bob)).error).toMatch(/not right/);
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
  });
});

/** Makes every lock of the keeper's worker come late, as on a slow disk. */
const slowKeeper = async (): Promise<{ stop: () => Promise<unknown>; goOn: () => Promise<unknown> }> => {
  const worker = await alice.browser.waitForTarget((target) => target.url().endsWith('/keeper-worker.js'));
  const inside = await worker.createCDPSession();
  await inside.send('Runtime.evaluate', {
    expression: `globalThis.quick = LockManager.prototype.request;
      LockManager.prototype.request = async function (...all) {
        await new Promise((go) => setTimeout(go, 1000));
        await globalThis.gate;
        return quick.apply(this, all);
      };`,
  });
  const run = (expression: string) => inside.send('Runtime.evaluate', { expression });
  return {
    stop: () => run('globalThis.gate = new Promise((open) => { globalThis.openGate = open; })'),
    goOn: () => run('openGate(), LockManager.prototype.request = globalThis.quick'),
  };
};

describe('the change of the vault key', () => {
  test('shows how far it is, stops without losing anything, and goes on', async () => {
    const desk = await openDesk(alice);
    for (let n = 0; n < 300; n++)
      await desk.say('drafts.save', { key: `draft ${n}`, origin: '', text: `text ${n}`, to: [] });
    const page = await alice.open('app.html#vault/rotate');
    await fill(page, 'rotate-password', passphrases.Alice);
    const { stop, goOn } = await slowKeeper();
    await byId(page, 'rotate-submit').click();
    await afterwards(page, 'rotate-progress');
    await page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 0);
    await stop();
    expect(await violations(page)).toEqual([]);
    await byId(page, 'rotate-stop').click();
    await goOn();
    await afterwards(page, 'rotate-unfinished');
    expect(await text(page, 'rotate-unfinished')).toMatch(/stopped after \d+ of \d+ entries/);
    expect(await violations(page)).toEqual([]);
    expect(await desk.say('drafts.list', {})).toHaveLength(300);
    await provePassphrase(page, passphrases.Alice, 'rotate-go-on');
    await backInVault(page);
    await says(page, 'The vault has a new key.');
    expect((await desk.say('drafts.find', { key: 'draft 7' }))?.text).toBe('text 7');
    await page.close();
    await desk.page.close();
  });
});

describe('the time until the lock', () => {
  test.each(['app.html', 'popup.html', 'sidepanel.html'])('is visible in %s and runs down', async (path) => {
    const page = await alice.open(path);
    await afterwards(page, 'lock-left');
    expect(await text(page, 'lock-left')).toMatch(/locks in \d+:\d\d/);
    const before = await text(page, 'lock-left');
    await page.waitForFunction(
      (was) => document.querySelector('[data-testid="lock-left"]')?.textContent !== was,
      {},
      before,
    );
    await page.close();
  });
});
