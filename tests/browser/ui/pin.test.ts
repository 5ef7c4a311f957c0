import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byId, fill, lock, type Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { violations } from './axe.ts';
import { afterwards } from './screens.ts';
import { backInVault, has, provePassphrase, says, slotKinds, text } from './security-steps.ts';

let alice: Profile;
beforeAll(async () => {
  alice = await launchPerson('Alice');
});
afterAll(() => alice?.close());

describe('a PIN', () => {
  test('is set after a proof; a short one and two that differ are named', async () => {
    const page = await alice.open('app.html#vault/add-pin');
    await fill(page, 'new-pin', '12');
    await fill(page, 'new-pin-again', '13');
    await byId(page, 'add-pin-submit').click();
    await says(page, 'at least 4 characters');
    await says(page, 'The two PINs are not the same.');
    expect(await violations(page)).toEqual([]);
    await fill(page, 'new-pin', '2468');
    await fill(page, 'new-pin-again', '2468');
    await provePassphrase(page, passphrases.Alice, 'add-pin-submit');
    await backInVault(page);
    await page.close();
    expect(await slotKinds(alice)).toEqual(['password', 'pin']);
  });

  test('opens the vault, in the popup too', async () => {
    for (const path of ['app.html', 'popup.html']) {
      await lock(alice);
      const page = await alice.open(path);
      await byId(page, 'way-pin').click();
      await fill(page, 'unlock-pin', '2468');
      await byId(page, 'unlock-submit').click();
      await afterwards(page, 'lock');
      await page.close();
    }
  });

  test('says how many attempts are left, and is offered no more after the fifth wrong one', async () => {
    await lock(alice);
    const page = await alice.open('app.html');
    await byId(page, 'way-pin').click();
    await says(page, '5 attempts left');
    for (const left of ['4 attempts left', '3 attempts left', '2 attempts left', '1 attempt left']) {
      await fill(page, 'unlock-pin', '1111');
      await byId(page, 'unlock-submit').click();
      await says(page, left);
    }
    expect(await violations(page)).toEqual([]);
    await fill(page, 'unlock-pin', '1111');
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'unlock-passphrase');
    expect(await has(page, 'way-pin')).toBe(false);
    expect(await text(page, 'error')).toMatch(/PIN/);
    await fill(page, 'unlock-passphrase', passphrases.Alice);
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'lock');
    await page.close();
  });
});
