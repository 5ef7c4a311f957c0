import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCard } from '../../../src/envelope/card.ts';
import { type Site, startSite } from '../../support/site.ts';
import { carol as keys } from '../../unit/envelope/people.ts';
import { badges } from '../badges.ts';
import { addContact, addFromPage, byId, fill, frameOf, myCard, openedReader, type Profile } from '../driver.ts';
import { makeCorrespondent } from '../page/correspondents.ts';
import { launchPerson } from '../people.ts';
import { panelOpenedBy } from './side-panel.ts';

let alice: Profile;
let site: Site;
/** Bob's card, and that of somebody else who calls himself Bob. */
let bobs: { real: string; other: string };
const strangers = { Dora: '', Emil: '' };

const cardOf = async (name: 'Bob'): Promise<string> => {
  const profile = await launchPerson(name);
  const card = await myCard(profile);
  await profile.close();
  return card;
};

beforeAll(async () => {
  bobs = { real: await cardOf('Bob'), other: await cardOf('Bob') };
  alice = await launchPerson('Alice');
  strangers.Dora = (await makeCorrespondent('Dora')).card;
  strangers.Emil = (await makeCorrespondent('Emil')).card;
  site = await startSite({
    '/other': { body: `<!doctype html><title>Bob</title><p>${bobs.other}</p>` },
    '/dora': { body: `<!doctype html><title>Dora</title><p>${strangers.Dora}</p>` },
  });
});
afterAll(async () => {
  await alice?.close();
  await site?.close();
});

/** What Alice knows of Bob: the words of his fingerprint, and whether she compared them. */
const known = async (): Promise<{ words: string; verified: boolean; contacts: number }> => {
  const page = await alice.open('app.html#contacts');
  await page.waitForSelector('[data-testid="contact-row"]', { visible: true });
  const ids = await page.$$eval('[data-testid="contact-row"]', (rows) =>
    rows.map((row) => row.getAttribute('data-contact') ?? ''),
  );
  await page.close();
  const contact = await alice.open(`app.html#contacts/${ids[0]}`);
  await contact.waitForSelector('[data-testid="fingerprint-words"]', { visible: true });
  const words = await contact.$eval('[data-testid="fingerprint-words"]', (list) => list.textContent ?? '');
  const verified = (await contact.$('[data-testid="contact-unverify"]')) !== null;
  await contact.close();
  return { words, verified, contacts: ids.length };
};

const verify = async (): Promise<void> => {
  const page = await alice.open('app.html#contacts');
  await page.locator('[data-testid="contact-row"] a').click();
  await byId(page, 'contact-verify').click();
  await byId(page, 'verify-yes').click();
  await byId(page, 'contact-unverify').wait();
  await page.close();
};

describe('a card that is pasted', () => {
  test('of my own is named as such and not added', async () => {
    expect(await addContact(alice, await myCard(alice))).toEqual({ error: 'This is your own card.' });
  });

  test('of somebody new is added once', async () => {
    expect(await addContact(alice, bobs.real)).toEqual({});
    expect(await addContact(alice, bobs.real)).toEqual({ known: true });
  });
});

describe('a card with a known name and other keys', () => {
  beforeAll(verify);

  test('is an alarm where it is pasted, and changes nothing', async () => {
    const before = await known();
    expect(before).toMatchObject({ verified: true, contacts: 1 });
    const { error } = await addContact(alice, bobs.other);
    expect(error).toContain('The keys of Bob are not the ones you know');
    expect(await known()).toEqual(before);
  });

  test('is an alarm in a page, without a button that takes it, and is compared in the side panel', async () => {
    const before = await known();
    const page = await alice.browser.newPage();
    await page.goto(`${site.origin}/other`);
    const [mark] = await badges(page, 1);
    await page.bringToFront();
    await page.mouse.click(mark!.x, mark!.y);
    const reader = await openedReader(page);
    await reader.waitForSelector('[data-testid="card-look"][data-verdict="changed"] [role="alert"]', { visible: true });
    expect(await reader.$$('[data-testid="add-card-submit"]')).toHaveLength(0);
    const panel = await panelOpenedBy(alice, () => byId(reader, 'frame-to-panel').click());
    await panel.waitForSelector('[data-testid="changed-card"] [role="alert"]', { visible: true });
    await panel.close();
    await page.close();
    expect(await known()).toEqual(before);
  });

  test('is kept out by one press; taken only after a confirmation, and then not verified any more', async () => {
    const before = await known();
    const page: Page = await alice.open('app.html#add');
    await fill(page, 'add-card-text', bobs.other);
    await byId(page, 'changed-keep').click();
    await byId(page, 'changed-kept').wait();
    expect(await known()).toEqual(before);
    await page.reload();
    await page.bringToFront();
    await fill(page, 'add-card-text', bobs.other);
    await byId(page, 'changed-accept').click();
    await page.waitForSelector('[data-testid="changed-accept-submit"][aria-disabled="true"]', { visible: true });
    await page.$eval('[data-testid="changed-accept-submit"]', (button) => (button as HTMLElement).click());
    expect(await known()).toEqual(before);
    await page.bringToFront();
    await byId(page, 'changed-accept-asked').click();
    await byId(page, 'changed-accept-submit').click();
    await page.waitForSelector('[data-testid="contact-row"]', { visible: true });
    await page.close();
    const after = await known();
    expect(after).toMatchObject({ verified: false, contacts: 1 });
    expect(after.words).not.toBe(before.words);
  });
});

describe('a card that has just been added', () => {
  /** Presses what leads to comparing, and says that it matches. */
  const compare = async (page: Page): Promise<void> => {
    await page.bringToFront();
    await byId(page, 'not-verified-yet').wait();
    await byId(page, 'compare-now').click();
    await byId(page, 'verify-step').wait();
    const pair = await page.$eval('[data-testid="verify-step"] [data-testid="pair-number"]', (one) => one.textContent);
    expect(pair).toMatch(/^(\d{5} ){11}\d{5}$/);
    await byId(page, 'verify-yes').click();
    const words = await page.waitForSelector('[data-testid="compared"]', { visible: true });
    expect(await words?.evaluate((notice) => notice.textContent)).toContain('You compared the fingerprint of');
    expect(await page.$('[data-testid="not-verified-yet"]')).toBeNull();
  };

  test('is said to be not verified yet, in the page, too, and leads to comparing it', async () => {
    const page = await alice.browser.newPage();
    await page.goto(`${site.origin}/dora`);
    await addFromPage(page, 0);
    const reader = await frameOf(page, 'reader.html');
    const said = await reader.$eval('[data-testid="not-verified-yet"]', (notice) => notice.textContent);
    expect(said).toContain('Not verified yet: you have not compared the fingerprint.');
    const panel = await panelOpenedBy(alice, () => byId(reader, 'frame-to-panel').click());
    await compare(panel);
    await panel.close();
    await page.close();
  });

  test('likewise in the full page', async () => {
    const page = await alice.open('app.html#add');
    await page.bringToFront();
    await fill(page, 'add-card-text', strangers.Emil);
    await byId(page, 'add-card-submit').click();
    await compare(page);
    await page.waitForSelector('[data-testid="contact-row"] .badge-good');
    await page.close();
  });
});

describe('a later card under a known signature', () => {
  const day = 86_400_000;
  const frank = async (days: number, types: readonly number[]): Promise<string> => {
    const created = Date.now() + days * day;
    const extensions = types.map((type) => ({ type, value: new Uint8Array(33).fill(type) }));
    const about = { name: 'Frank', created, expires: created + day, ed25519: keys.ed25519, extensions };
    return (await makeCard({ ...about, x25519: keys.x25519.publicKey })).text;
  };
  const look = async (card: string): Promise<Page> => {
    const page = await alice.open('app.html#add');
    await page.bringToFront();
    await fill(page, 'add-card-text', card);
    return page;
  };

  test('is taken with a new key on it, and is an alarm without one that was known', async () => {
    expect(await addContact(alice, await frank(-0.1, [256]))).toEqual({});
    const page = await look(await frank(0, [256, 300]));
    const said = await page.waitForSelector('[data-verdict="keys-added"]', { visible: true });
    expect(await said?.evaluate((card) => card.textContent)).toContain('with all the keys you know and a new one');
    await byId(page, 'add-card-submit').click();
    await page.waitForSelector('[data-testid="contact-row"]', { visible: true });
    await page.close();
    const alarmed = await look(await frank(0.1, [300]));
    const alarm = await alarmed.waitForSelector('[data-testid="changed-card"] [role="alert"]', { visible: true });
    expect(await alarm?.evaluate((words) => words.textContent)).toContain('missing from it or has been replaced');
    // The known signature: it is nobody else's.
    expect(await alarmed.$('[data-testid="changed-another"]')).toBeNull();
    await alarmed.close();
  });
});
