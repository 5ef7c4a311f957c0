// Cards that would pass for a contact one has verified, for oneself, or for something that Fieldseal says: what one sees of
// them where they are pasted, where a page shows them, among the people and where one chooses readers.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { armor, parseArmor } from '../../../src/bytes/armor.ts';
import { concat } from '../../../src/bytes/bytes.ts';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import { signEd25519 } from '../../../src/crypto/ed25519.ts';
import { makeCard } from '../../../src/envelope/card.ts';
import { badges } from '../../browser/badges.ts';
import { byId, fill, frameGone, openComposer, openedReader } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { frameOf } from '../../browser/profile.ts';
import { makePerson } from '../../unit/envelope/people.ts';
import { openStage, type Stage } from './stage.ts';

/** A true card with any name at all, as somebody's own program could sign it. */
const forge = async (name: string): Promise<string> => {
  const { ed25519, x25519 } = await makePerson(`forger ${name}`);
  const created = Date.now() - 60_000;
  const card = await makeCard({
    name: 'X',
    created,
    expires: created + 86_400_000,
    ed25519,
    x25519: x25519.publicKey,
  });
  // Version, kind, two dates and two keys; then the name with its length, and no extensions.
  const before = parseArmor(card.text).payload.subarray(0, 2 + 16 + 64);
  const bytes = encodeUtf8(name);
  const body = concat(before, Uint8Array.of(bytes.length), bytes, Uint8Array.of(0, 0));
  const signature = await signEd25519(ed25519.privateKey, concat(encodeUtf8('fieldseal/1/card'), body));
  return armor('card', concat(body, signature));
};

const unnamed = [
  'Bob\u202e)deifirev(',
  'B\u200bob',
  'B\u2066ob',
  'Bo\u00adb',
  'Bob\u00a0\u00a0verified',
  'Bob\nverified',
  'B'.repeat(200),
  'Bob ✓',
  'Bob ✅',
  'Bob 🛡️',
  'Bob Ⓥ',
  'B⃝ob',
  `Bo${'\u0301'.repeat(30)}b`,
];
const likeBob = ['Вob', 'B0b', 'bоb', 'ＢＯＢ'];
const likeMe = ['Аlice', 'AIice'];
const likeUs = ['Only me', 'Оnly mе', 'Bob, verified', 'Fieldseal'];

/** What a card comes to in a window of ours, and whether one press there would add it. */
const comesTo = async (where: Page | Frame): Promise<{ verdict: string; offers: boolean }> => {
  const seen = await where.waitForSelector(
    '[data-testid="changed-card"], [data-testid="name-clash"], [data-testid="error"], [data-verdict="changed"]',
    { visible: true },
  );
  const verdict = await seen?.evaluate((element) => element.getAttribute('data-testid') ?? '');
  return { verdict: verdict ?? '', offers: (await where.$('[data-testid="add-card-submit"]')) !== null };
};

describe('a card that would pass for somebody else’s', () => {
  let stage: Stage;
  let app: Page;
  const pages = { '/': html('') };
  beforeAll(async () => {
    stage = await openStage(pages);
    app = await stage.alice.open('app.html#contacts');
    await app.locator('[data-testid="contact-row"] a').click();
    await byId(app, 'contact-verify').click();
    await byId(app, 'verify-yes').click();
    await byId(app, 'contact-unverify').wait();
  });
  afterAll(() => stage?.close());

  const paste = async (name: string) => {
    await app.evaluate(() => location.assign('#contacts'));
    await byId(app, 'contact-row').wait();
    await app.evaluate(() => location.assign('#add'));
    await fill(app, 'add-card-text', await forge(name));
    return comesTo(app);
  };

  it('is refused with a name that hides, turns or piles up something, or bears a mark', async () => {
    for (const name of unnamed)
      expect({ name, ...(await paste(name)) }).toEqual({ name, verdict: 'error', offers: false });
  });

  it('is an alarm with a name that looks like a contact’s, and cannot be added under one like mine or like our words', async () => {
    for (const name of likeBob)
      expect({ name, ...(await paste(name)) }).toEqual({ name, verdict: 'changed-card', offers: false });
    for (const name of [...likeMe, ...likeUs])
      expect({ name, ...(await paste(name)) }).toEqual({ name, verdict: 'name-clash', offers: false });
    await fill(app, 'changed-another-name', 'Вob');
    await byId(app, 'changed-another-submit').click();
    await app.waitForSelector('[data-testid="changed-another-name"][aria-invalid="true"]');
    await fill(app, 'changed-another-name', 'Somebody at work');
    await byId(app, 'changed-another-submit').click();
    await byId(app, 'contact-row').wait();
  });

  it('is not added by a press in a page', async () => {
    for (const [name, verdict] of [
      ['Вob', 'card-look'],
      ['Аlice', 'name-clash'],
      ['Only me', 'name-clash'],
      ['Bob ✓', 'error'],
    ] as const) {
      pages['/'] = html(`<p style="overflow-wrap:anywhere">${await forge(name)}</p>`);
      const page = await stage.goto('/');
      const [mark] = await badges(page, 1);
      await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
      expect({ name, ...(await comesTo(await openedReader(page))) }).toEqual({ name, verdict, offers: false });
      await page.close();
    }
  });

  it('is added in a low window only below all that is said of it, and not where one pressed to look at it', async () => {
    pages['/'] = html(`<p style="overflow-wrap:anywhere">${await forge('Mallory')}</p>`);
    const page = await stage.goto('/');
    await page.setViewport({ width: 300, height: 226 });
    const [mark] = await badges(page, 1);
    await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
    const reader = await frameOf(page, 'reader.html');
    const boxOf = (id: string) =>
      reader.$eval(id, (element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return { top: top + scrollY, bottom: bottom + scrollY };
      });
    await byId(reader, 'reader-open').wait();
    const look = await boxOf('[data-testid="reader-open"]');
    await openedReader(page);
    await byId(reader, 'add-card-submit').wait();
    const add = await boxOf('[data-testid="add-card-submit"]');
    const body = await boxOf('[data-testid="card-look"]');
    expect(add.top).toBeGreaterThanOrEqual(body.bottom);
    expect(add.top).toBeGreaterThanOrEqual(look.bottom);
    await page.close();
  });

  it('is nobody among the people and the readers but who I named, and only whom I compared is verified', async () => {
    await app.evaluate(() => location.assign('#contacts'));
    await app.waitForFunction(() => document.querySelectorAll('[data-testid="contact-row"]').length === 2);
    const rows = await app.$$eval('[data-testid="contact-row"]', (all) =>
      all.map((row) => [row.querySelector('.row-name')?.textContent, row.querySelector('.row-marks')?.textContent]),
    );
    expect(rows).toEqual([
      ['Bob', expect.stringMatching(/^\W*verified$/)],
      ['Somebody at work', expect.stringContaining('not verified')],
    ]);
    pages['/'] = html('<textarea id="field"></textarea>');
    const page = await stage.goto('/');
    const composer = await openComposer(page, '#field');
    await byId(composer, 'composer-to').click();
    const options = await composer.$$eval('[role="option"]', (all) =>
      all.map((option) => [option.querySelector('bdi')?.textContent, option.querySelector('span')?.textContent]),
    );
    expect(options).toEqual([
      ['Bob', 'verified'],
      ['Somebody at work', 'not verified'],
      ['Only me', 'nobody else can read it'],
    ]);
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
    await page.close();
  });
});
