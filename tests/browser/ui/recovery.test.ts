import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byId, fill, launchProfile, lock, type Profile, unlock } from '../driver.ts';
import { passphrases } from '../people.ts';
import { violations } from './axe.ts';
import { afterwards } from './screens.ts';
import {
  askedGroup,
  choosePassphrase,
  confirmSheet,
  has,
  provePassphrase,
  says,
  slotKinds,
  text,
} from './security-steps.ts';

let alice: Profile;
let groups: string[];
beforeAll(async () => {
  alice = await launchProfile({ name: 'Alice' });
});
afterAll(() => alice?.close());

describe('the first run', () => {
  test('leads from the passphrase to the recovery key, which can be left out in words', async () => {
    const page = await alice.open('app.html');
    await fill(page, 'create-name', 'Alice');
    await choosePassphrase(page, 'create-passphrase', passphrases.Alice);
    await byId(page, 'create-submit').click();
    await byId(page, 'sign-take').click();
    await afterwards(page, 'first-recovery');
    expect(await text(page, 'first-recovery')).toMatch(/Step 3 of 4.*You can do this later/s);
    expect(await violations(page)).toEqual([]);
    await byId(page, 'sheet-make').click();
    await afterwards(page, 'sheet');
    await byId(page, 'recovery-skip').click();
    await afterwards(page, 'welcome');
    expect(await text(page, 'welcome')).toMatch(/Step 4 of 4.*puzzle piece/s);
    await page.close();
  });

  test('a sheet that was left before its groups were typed opens nothing', async () => {
    expect(await slotKinds(alice)).toEqual(['password']);
  });
});

describe('the reminder of a second way in', () => {
  test('stands there gently, and is sent away by one press', async () => {
    const page = await alice.open('app.html#contacts');
    await afterwards(page, 'backup-reminder');
    expect(await page.$('[data-testid="backup-reminder"] [role="alert"]')).toBeNull();
    await byId(page, 'backup-dismiss').click();
    await page.waitForFunction(() => !document.querySelector('[data-testid="backup-reminder"]'));
    await page.reload();
    await afterwards(page, 'add-contact');
    expect(await has(page, 'backup-reminder')).toBe(false);
    await page.close();
  });
});

describe('a recovery sheet', () => {
  test('is made after a proof, shows groups, QR, vault, date and counter, and prints alone on the page', async () => {
    const page = await alice.open('app.html#vault/sheet');
    await provePassphrase(page, 'not the passphrase', 'sheet-make');
    await afterwards(page, 'error');
    await provePassphrase(page, passphrases.Alice, 'sheet-make');
    await afterwards(page, 'sheet');
    expect(
      await page.$$eval('[data-testid="sheet-groups"] li', (items) => items.map((one) => one.textContent)),
    ).toEqual(Array.from({ length: 13 }, () => expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{5}$/)));
    expect(await page.$('[data-testid="sheet"] svg.qr')).not.toBeNull();
    expect(await text(page, 'sheet')).toMatch(/Vault([0-9a-f]{4} ?){8}Made on.*State number\d+/s);
    expect(await violations(page)).toEqual([]);
    await page.emulateMediaType('print');
    const visible = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((one) => getComputedStyle(one).visibility === 'visible')
        .every((one) => one.closest('.sheet') !== null),
    );
    expect(visible).toBe(true);
    expect(await page.$eval('.sheet', (sheet) => getComputedStyle(sheet).visibility)).toBe('visible');
    await page.close();
  });

  test('can be compared with the vault as it is: the same vault, and a count that has gone on', async () => {
    const factsOf = (page: Page) =>
      page.$eval('.facts', (facts) => ({
        vault: facts.querySelector('.digits')?.textContent ?? '',
        counter: Number(facts.querySelector('[data-testid="vault-counter"]')?.textContent),
      }));
    const sheet = await alice.open('app.html#vault/sheet');
    await provePassphrase(sheet, passphrases.Alice, 'sheet-make');
    await afterwards(sheet, 'sheet');
    const onPaper = await factsOf(sheet);
    await sheet.close();
    await lock(alice);
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    const page = await alice.open('app.html#vault');
    await afterwards(page, 'vault-counter');
    const now = await factsOf(page);
    expect(now.vault).toBe(onPaper.vault);
    expect(now.counter).toBeGreaterThan(onPaper.counter);
    await page.close();
  });

  test('says which group was typed wrongly, and counts when both are right', async () => {
    const page = await alice.open('app.html#vault/sheet');
    await provePassphrase(page, passphrases.Alice, 'sheet-make');
    await afterwards(page, 'sheet-groups');
    await byId(page, 'sheet-written').click();
    await afterwards(page, 'sheet-confirm');
    // The key is out of sight while it is read from the paper.
    expect(await has(page, 'sheet-groups')).toBe(false);
    const asked = await askedGroup(page, 'sheet-group-1');
    await fill(page, 'sheet-group-1', 'AAAAA');
    await fill(page, 'sheet-group-2', 'AAAAA');
    await byId(page, 'sheet-confirm-submit').click();
    await afterwards(page, 'error');
    expect(await text(page, 'error')).toContain(String(asked + 1));
    expect(await violations(page)).toEqual([]);
    await page.click('[data-testid="sheet-confirm"] .actions .button:last-child');
    groups = await confirmSheet(page);
    await afterwards(page, 'slot-row');
    expect((await slotKinds(alice)).sort()).toEqual(['password', 'recovery']);
    await page.close();
  });

  test('opens the vault, pasted in any shape; a mistyped group is named', async () => {
    await lock(alice);
    const page = await alice.open('app.html');
    await byId(page, 'way-recovery').click();
    const wrong = groups.map((group, n) =>
      n === 6 ? `${group.slice(0, 4)}${group.endsWith('0') ? '1' : '0'}` : group,
    );
    await fill(page, 'unlock-recovery', wrong.join('-'));
    await says(page, '13 of 13 groups');
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'error');
    expect(await text(page, 'error')).toContain('Group 7');
    expect(await violations(page)).toEqual([]);
    await fill(page, 'unlock-recovery', groups.join('\n').toLowerCase());
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'lock');
    await page.close();
  });

  test('may replace a forgotten passphrase', async () => {
    const page = await alice.open('app.html#vault');
    await byId(page, 'slot-change').click();
    await choosePassphrase(page, 'new-passphrase', passphrases.Carol);
    await byId(page, 'way-recovery').click();
    await fill(page, 'proof-recovery', groups.join(' '));
    await byId(page, 'change-passphrase-submit').click();
    await afterwards(page, 'slot-row');
    await byId(page, 'lock').click();
    await fill(page, 'unlock-passphrase', passphrases.Carol);
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'lock');
    await page.close();
  });
});
