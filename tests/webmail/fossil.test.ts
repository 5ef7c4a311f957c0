// Fossil keeps what is posted in compressed artifacts, sends a strict content security policy, and shows posts as Markdown.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badges } from '../browser/badges.ts';
import { byId, frameOf, myCard, openSealed, type Profile, sealInto } from '../browser/driver.ts';
import type { Account, App } from './support/app.ts';
import { makeCanary } from './support/canary.ts';
import { describeApp } from './support/describe-app.ts';
import { startFossil, whyNoFossil } from './support/fossil.ts';
import {
  login,
  openChat,
  postInForum,
  saveWikiPage,
  sayInChat,
  type Write,
  waitForLine,
} from './support/fossil-steps.ts';
import { INSECURE_HOST, launchPeople, launchPerson, type People } from './support/people.ts';

const plainly =
  (text: string): Write =>
  async (page, selector) => {
    await page.type(selector, text);
    return text;
  };

const sealedForBob =
  (text: string): Write =>
  (page, selector) =>
    sealInto(page, selector, text, { to: ['Bob'] });

const logIn = async (person: Profile, origin: string, account: Account): Promise<void> => {
  const page = await person.browser.newPage();
  await login(page, origin, account);
  await page.close();
};

describeApp('Fossil', await whyNoFossil(), () => {
  let app: App;
  let people: People;

  beforeAll(async () => {
    app = await startFossil();
    people = await launchPeople();
    await Promise.all([logIn(people.alice, app.origin, 'alice'), logIn(people.bob, app.origin, 'bob')]);
  });
  afterAll(async () => {
    await people?.leave();
    await app?.stop();
  });

  /** Bob reads Alice's text in place on a page of his, and it is nowhere on the server, while its sealed form is. */
  const expectReadByBobAlone = async (page: Page, text: string, canary: string): Promise<void> => {
    const opened = await openSealed(page, 0);
    expect(opened.text).toBe(text);
    expect(opened.verdict).toContain('Alice');
    expect(await app.traces(canary)).toEqual([]);
    expect(await app.traces('FSEAL1m')).toContain('artifacts');
  };

  describe('the record', () => {
    it('holds a forum post, a chat line and a wiki page that nobody sealed', async () => {
      const [post, line, wiki] = [makeCanary(), makeCanary(), makeCanary()];
      const page = await people.alice.browser.newPage();
      await postInForum(page, app.origin, plainly(post));
      await openChat(page, app.origin);
      await sayInChat(page, plainly(line));
      await saveWikiPage(page, app.origin, 'Open', plainly(wiki));
      await page.close();
      const request = expect.stringMatching(/^request \d+: POST /);
      expect(await app.traces(post)).toEqual(expect.arrayContaining([request, 'artifacts']));
      expect(await app.traces(line)).toEqual(expect.arrayContaining([request, 'tables']));
      expect(await app.traces(wiki)).toEqual(expect.arrayContaining([request, 'artifacts']));
      expect(await app.traces(makeCanary())).toEqual([]);
    });
  });

  describe('sealed texts', () => {
    it('a forum post under a strict policy is read by Bob and by nobody else', async () => {
      const canary = makeCanary();
      const text = `At the mill, 7 o'clock -- "${canary}".\n\n* Bring <b>nothing</b> & nobody\n* Läuft ✓`;
      const page = await people.alice.browser.newPage();
      const thread = await postInForum(page, app.origin, sealedForBob(text));
      await page.close();
      const bobs = await people.bob.browser.newPage();
      const answer = await bobs.goto(thread);
      expect(answer?.headers()['content-security-policy']).toMatch(/default-src 'self'.*script-src 'self' 'nonce-/);
      await expectReadByBobAlone(bobs, text, canary);
      await bobs.close();
    });

    it('a chat line is read by Bob in the chat that he has open', async () => {
      const canary = makeCanary();
      const text = `soon ${canary}`;
      const bobs = await people.bob.browser.newPage();
      await openChat(bobs, app.origin);
      const page = await people.alice.browser.newPage();
      await openChat(page, app.origin);
      const line = await sayInChat(page, sealedForBob(text));
      await page.close();
      await bobs.bringToFront();
      await waitForLine(bobs, line);
      await expectReadByBobAlone(bobs, text, canary);
      expect(await app.traces('FSEAL1m')).toContain('tables');
      await bobs.close();
    });

    it('a wiki page is read by Bob', async () => {
      const canary = makeCanary();
      const text = `= The plan =\n${canary}\n[[not a link]]`;
      const page = await people.alice.browser.newPage();
      const address = await saveWikiPage(page, app.origin, 'Plan', sealedForBob(text));
      await page.close();
      const bobs = await people.bob.browser.newPage();
      await bobs.goto(address);
      await expectReadByBobAlone(bobs, text, canary);
      await bobs.close();
    });

    it('a page that is no secure context, where it has no WebCrypto itself, is no hindrance', async () => {
      const canary = makeCanary();
      const origin = `http://${INSECURE_HOST}:${new URL(app.origin).port}`;
      await Promise.all([logIn(people.alice, origin, 'alice'), logIn(people.bob, origin, 'bob')]);
      const page = await people.alice.browser.newPage();
      const thread = await postInForum(page, origin, sealedForBob(canary));
      await page.close();
      const bobs = await people.bob.browser.newPage();
      await bobs.goto(thread);
      expect(await bobs.evaluate(() => [location.hostname, isSecureContext])).toEqual([INSECURE_HOST, false]);
      await expectReadByBobAlone(bobs, canary, canary);
      await bobs.close();
    });
  });

  describe('contact cards', () => {
    it('a card that Alice posts is added by Carol from the page', async () => {
      const card = await myCard(people.alice);
      const page = await people.alice.browser.newPage();
      const thread = await postInForum(page, app.origin, plainly(card));
      await page.close();
      const carol = await launchPerson('Carol');
      try {
        await logIn(carol, app.origin, 'bob');
        const hers = await carol.browser.newPage();
        await hers.goto(thread);
        const [mark] = await badges(hers, 1);
        await hers.mouse.click(mark!.x, mark!.y);
        const reader = await frameOf(hers, 'reader.html');
        // A press counts once the window was in plain sight for half a second.
        await reader.locator('[data-testid="add-card-submit"][data-armed="true"]').click();
        await byId(reader, 'card-added').wait();
        const contacts = await carol.open('app.html#contacts');
        const row = await contacts.waitForSelector('[data-testid="contact-row"]', { visible: true });
        expect(await row?.evaluate((element) => element.textContent)).toContain('Alice');
      } finally {
        await carol.close();
      }
    });
  });
});
