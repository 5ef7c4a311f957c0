// Alice has Bob's card, Bob has none of hers: her first text brings it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMessage } from '../../src/envelope/open.ts';
import { SLOT_INTRODUCTION } from '../../src/envelope/parts.ts';
import { type Site, startSite } from '../support/site.ts';
import { badges } from './badges.ts';
import {
  addContact,
  byId,
  fill,
  frameGone,
  myCard,
  openedReader,
  openSealed,
  pressArmed,
  readReader,
  sealInto,
} from './driver.ts';
import { launchPerson } from './people.ts';
import type { Profile } from './profile.ts';

const introductionsIn = (token: string): number =>
  parseMessage(token).slots.filter(({ type }) => type === SLOT_INTRODUCTION).length;

describe('Alice writes to Bob, who does not know her yet', () => {
  let alice: Profile;
  let bob: Profile;
  let site: Site;
  let first = '';
  beforeAll(async () => {
    [alice, bob, site] = await Promise.all([launchPerson('Alice'), launchPerson('Bob'), startSite()]);
    const { error } = await addContact(alice, await myCard(bob));
    if (error !== undefined) throw new Error(error);
  });
  afterAll(async () => {
    await alice?.close();
    await bob?.close();
    await site?.close();
  });

  const post = async (person: Profile, text: string, to: string): Promise<string> => {
    const page = await person.browser.newPage();
    await page.goto(site.origin);
    const token = await sealInto(page, '#field', text, { to: [to] });
    await Promise.all([page.waitForNavigation(), page.click('#post')]);
    await page.close();
    return token;
  };

  it('and her card goes with it', async () => {
    first = await post(alice, 'We met at the fair.', 'Bob');
    expect(introductionsIn(first)).toBe(1);
  });

  it('who may open it by hand in the app as well, and finds her card below it', async () => {
    const app = await bob.open('app.html#open');
    await fill(app, 'open-input', first);
    await byId(app, 'open-submit').click();
    const { text, verdict } = await readReader(app);
    expect(text).toBe('We met at the fair.');
    expect(verdict).toMatch(/someone claiming to be Alice, not a contact yet/);
    await app.waitForSelector('[data-testid="card-look"][data-verdict="new"]');
    await byId(app, 'add-card-submit').wait();
    await app.close();
  });

  it('who sees a claim and no contact, and a mark that tells the page nothing', async () => {
    const page = await bob.browser.newPage();
    await page.goto(site.origin);
    await expect.poll(async () => (await badges(page, 1))[0]?.name).toMatch(/not for you/i);
    const [mark] = await badges(page, 1);
    await page.mouse.click(mark!.x, mark!.y);
    const reader = await openedReader(page);
    const { text, verdict } = await readReader(reader);
    expect(text).toBe('We met at the fair.');
    expect(verdict).toMatch(/someone claiming to be Alice, not a contact yet/);
    expect(
      await (await byId(reader, 'fingerprint-words').waitHandle()).evaluate((words) => words.children.length),
    ).toBe(12);
    await pressArmed(reader, 'add-card-submit');
    await byId(reader, 'card-added').wait();
    const sender = await reader.waitForSelector('[data-testid="reader-sender"][data-kind="contact"]');
    expect(await sender?.evaluate((line) => line.getAttribute('data-verified'))).toBe('false');
    await page.keyboard.press('Escape');
    await frameGone(page, reader);
    await page.close();
  });

  it('who answers, and she reads it; what she writes then introduces her no more', async () => {
    expect(introductionsIn(await post(bob, 'I remember.', 'Alice'))).toBe(0);
    expect(introductionsIn(await post(alice, 'Do you?', 'Bob'))).toBe(1);
    const page = await alice.browser.newPage();
    await page.goto(site.origin);
    const { text, verdict } = await openSealed(page, 1);
    expect(text).toBe('I remember.');
    expect(verdict).toContain('Bob');
    await page.close();
    expect(introductionsIn(await post(alice, 'So do I.', 'Bob'))).toBe(0);
  });
});
