import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bob } from '../../unit/envelope/people.ts';
import { addContact, byId, lock, type Profile, unlock } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { cardOf, openDesk } from '../vault/desk.ts';
import { changeRows, differenceOf, readRows } from '../vault/rows.ts';
import { violations } from './axe.ts';
import { afterwards } from './screens.ts';
import { has, says, text } from './security-steps.ts';

/** In the pages of the extension. */
declare const chrome: typeof import('wxt/browser').browser;

let alice: Profile;
beforeAll(async () => {
  alice = await launchPerson('Alice');
});
afterAll(() => alice?.close());

const openActivity = async () => {
  const page = await alice.open('app.html#activity');
  await afterwards(page, 'activity-event');
  const events = await page.$$eval('[data-testid="activity-event"] [dir="auto"]', (rows) =>
    rows.map((row) => row.textContent ?? ''),
  );
  return { page, events };
};

/** Goes on with the vault as it is, in spite of an alarm. */
const goOn = async (page: Page, alarm: string): Promise<void> => {
  await byId(page, 'older-accept').click();
  await byId(page, 'older-accept-yes').click();
  await page.waitForFunction((id) => !document.querySelector(`[data-testid="${id}"]`), {}, alarm);
  await page.close();
};

/** What happened, as the next session tells it, which begins without that alarm. */
const afterNextUnlock = async (alarm: string): Promise<string[]> => {
  await lock(alice);
  expect(await unlock(alice, passphrases.Alice)).toEqual({});
  const { page, events } = await openActivity();
  expect(await has(page, alarm)).toBe(false);
  await page.close();
  return events;
};

describe('the activity', () => {
  test('tells in words what happened, newest first', async () => {
    expect(await addContact(alice, await cardOf(bob, 'Bob'))).toEqual({});
    await lock(alice);
    expect((await unlock(alice, 'not the passphrase')).error).toBeDefined();
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    const { page, events } = await openActivity();
    expect(events).toEqual([
      'Unlocked: Passphrase',
      'Wrong attempt: Passphrase',
      'Contact added: Bob',
      'The vault was made',
    ]);
    const attempt = await page.$eval('[data-kind="unlock-failed"]', (row) => row.textContent);
    expect(attempt).toContain('while the vault was locked');
    expect(await has(page, 'activity-broken')).toBe(false);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test('shows older ones when asked', async () => {
    const desk = await openDesk(alice);
    const [contact] = await desk.say('contacts.list', {});
    for (let n = 0; n < 70; n++) await desk.say('contacts.rename', { id: contact!.id, alias: `Bob ${n}` });
    await desk.page.close();
    const { page, events } = await openActivity();
    expect(events).toHaveLength(64);
    await byId(page, 'activity-more').click();
    await page.waitForFunction(() => document.querySelectorAll('[data-testid="activity-event"]').length === 74);
    expect(await has(page, 'activity-more')).toBe(false);
    await page.close();
  });

  test('shows an older copy of the vault as an alarm, until the person goes on with it', async () => {
    const desk = await openDesk(alice);
    const early = await readRows(desk.page);
    await desk.say('identity.rename', { name: 'Alice B.' });
    await desk.say('vault.lock', {});
    await changeRows(desk.page, differenceOf(await readRows(desk.page), early));
    await desk.page.close();
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    for (const path of ['popup.html', 'sidepanel.html', 'app.html#activity']) {
      const page = await alice.open(path);
      await afterwards(page, 'older-copy');
      expect([path, await violations(page)]).toEqual([path, []]);
      if (!path.startsWith('app')) await page.close();
      else {
        await says(page, 'An older copy of the vault was put back');
        await goOn(page, 'older-copy');
      }
    }
    expect(await afterNextUnlock('older-copy')).toContain('You went on with the older copy');
  });

  test('shows that older copies cannot be told, until what tells them is begun again', async () => {
    await lock(alice);
    const before = await alice.open('app.html');
    await before.evaluate(async () => {
      localStorage.setItem('anchor', 'no witness');
      // The keeper has read it when it began.
      await chrome.offscreen.closeDocument();
    });
    await before.close();
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    const page = await alice.open('app.html#activity');
    await afterwards(page, 'witness-lost');
    expect(await violations(page)).toEqual([]);
    await goOn(page, 'witness-lost');
    expect(await afterNextUnlock('witness-lost')).toContain(
      'The note of the vault’s newest state was gone or damaged, and was begun again',
    );
  });

  test('raises an alarm that names the place where its chain is broken', async () => {
    const desk = await openDesk(alice);
    const before = await readRows(desk.page);
    const [contact] = await desk.say('contacts.list', {});
    await desk.say('contacts.verify', { id: contact!.id, fingerprint: contact!.fingerprint });
    await desk.say('activity.list', {});
    const after = await readRows(desk.page);
    const changed = Object.keys(differenceOf(before, after).records ?? {});
    // The head, a page and the contact: the page is the longest.
    const page = changed.sort((a, b) => after.records![b]!.length - after.records![a]!.length)[0]!;
    await changeRows(desk.page, { records: { [page]: `${after.records![page]!.slice(0, -2)}00` } });
    const view = await alice.open('app.html#activity');
    await afterwards(view, 'activity-broken');
    expect(await text(view, 'activity-broken')).toMatch(/tampered with.*cannot be trusted to be complete/s);
    expect(await violations(view)).toEqual([]);
    await view.close();
  });
});
