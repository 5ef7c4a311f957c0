// Fossil keeps what is posted in compressed artifacts, sends a strict content security policy, and shows posts as Markdown.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFromPage, myCard, openSealed, type Profile, sealInto } from '../browser/driver.ts';
import { launchPeople, launchPerson, type People } from '../browser/people.ts';
import { pressBroken, takeSource } from '../browser/read-source.ts';
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
import { nameOfKnownField } from './support/known-field.ts';
import { pageSees } from './support/page-sees.ts';
import { tooWideBy } from './support/page-width.ts';
import { inTab, openTab } from './support/tab.ts';

/** A name of loopback that is not `localhost`: over http no secure context. */
const INSECURE_HOST = 'fossil.example.test';

/** As a field of several lines holds it. */
const firstLine = (sealed: string): string => sealed.slice(0, 72);

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

const logIn = (person: Profile, origin: string, account: Account): Promise<void> =>
  inTab(person, (page) => login(page, origin, account));

describeApp('Fossil', await whyNoFossil(), () => {
  let app: App;
  let people: People;

  beforeAll(async () => {
    app = await startFossil();
    people = await launchPeople({ args: [`--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`] });
    await Promise.all([logIn(people.alice, app.origin, 'alice'), logIn(people.bob, app.origin, 'bob')]);
  });
  afterAll(async () => {
    await people?.close();
    await app?.stop();
  });

  /** Alice does something on a page of hers, which never sees the canary. */
  const asAlice = <T>(canary: string, work: (page: Page) => Promise<T>): Promise<T> =>
    inTab(people.alice, async (page) => {
      const result = await work(page);
      expect(await pageSees(page, canary)).toBe(false);
      return result;
    });

  /** Bob reads Alice's text in place, and neither his page nor anything on the server holds it. */
  const expectOnlyBobReads = async (page: Page, text: string, canary: string): Promise<void> => {
    expect(await tooWideBy(page)).toBe(0);
    const opened = await openSealed(page, 0);
    expect(opened.text).toBe(text);
    expect(opened.verdict).toContain('Alice');
    expect(await pageSees(page, canary)).toBe(false);
    expect(await app.traces(canary)).toEqual([]);
    await page.close();
  };

  describe('the record', () => {
    it('holds a forum post, a chat line and a wiki page that nobody sealed', async () => {
      const [post, line, wiki] = [makeCanary(), makeCanary(), makeCanary()];
      const page = await openTab(people.alice);
      await postInForum(page, app.origin, plainly(post));
      expect(await pageSees(page, post)).toBe(true);
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
      const post = await asAlice(canary, (page) => postInForum(page, app.origin, sealedForBob(text)));
      const page = await openTab(people.bob);
      const answer = await page.goto(post.address);
      expect(answer?.headers()['content-security-policy']).toMatch(/default-src 'self'.*script-src 'self' 'nonce-/);
      await expectOnlyBobReads(page, text, canary);
      expect(await app.traces(firstLine(post.text))).toContain('artifacts');
    });

    it('a chat line is read by Bob in the chat that he has open', async () => {
      const canary = makeCanary();
      const text = `soon ${canary}`;
      const page = await openTab(people.bob);
      await openChat(page, app.origin);
      const line = await asAlice(canary, async (hers) => {
        await openChat(hers, app.origin);
        return sayInChat(hers, sealedForBob(text));
      });
      await page.bringToFront();
      await waitForLine(page, line);
      await expectOnlyBobReads(page, text, canary);
      expect(await app.traces(line)).toContain('tables');
    });

    it('a wiki page, whose editor keeps what is written in the page as well, is read by Bob', async () => {
      const canary = makeCanary();
      const text = `= The plan =\n${canary}\n[[not a link]]`;
      const wiki = await asAlice(canary, (page) => saveWikiPage(page, app.origin, 'Plan', sealedForBob(text)));
      const page = await openTab(people.bob);
      await page.goto(wiki.address);
      await expectOnlyBobReads(page, text, canary);
      expect(await app.traces(firstLine(wiki.text))).toContain('artifacts');
    });

    it('a post that something in his browser shows changed is read from what Fossil has of it', async () => {
      const canary = makeCanary();
      const post = await asAlice(canary, (page) => postInForum(page, app.origin, sealedForBob(canary)));
      const page = await openTab(people.bob);
      await page.goto(post.address);
      await page.evaluate((shown) => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (!texts.currentNode.nodeValue?.includes(shown)) if (!texts.nextNode()) throw new Error('no such text');
        const text = texts.currentNode.nodeValue ?? '';
        texts.currentNode.nodeValue = text.replace(shown, `${shown.slice(0, 40)}…${shown.slice(43)}`);
      }, firstLine(post.text));
      const opened = await takeSource(page, await pressBroken(page));
      expect(opened.text).toBe(canary);
      expect(opened.verdict).toContain('Alice');
      expect(await pageSees(page, canary)).toBe(false);
      await page.close();
    });

    it('a page without a secure context, which has no WebCrypto, is no hindrance', async () => {
      const canary = makeCanary();
      const origin = `http://${INSECURE_HOST}:${new URL(app.origin).port}`;
      await Promise.all([logIn(people.alice, origin, 'alice'), logIn(people.bob, origin, 'bob')]);
      const post = await asAlice(canary, (page) => postInForum(page, origin, sealedForBob(canary)));
      const page = await openTab(people.bob);
      await page.goto(post.address);
      expect(await page.evaluate(() => [location.hostname, isSecureContext, 'subtle' in crypto])).toEqual([
        INSECURE_HOST,
        false,
        false,
      ]);
      await expectOnlyBobReads(page, canary, canary);
    });
  });

  it.each([
    ['/forumnew', 'Fossil: forum post'],
    ['/chat', 'Fossil: chat message'],
    ['/wikiedit?name=Plan', 'Fossil: wiki page'],
    ['/tktnew', 'Fossil: ticket comment'],
  ])('the field of %s is known without a click into it', async (path, name) => {
    const page = await openTab(people.alice);
    await page.goto(`${app.origin}${path}`);
    expect(await nameOfKnownField(page)).toContain(name);
    await page.close();
  });

  describe('contact cards', () => {
    it('a card that Alice posts is added by Carol from the page', async () => {
      const card = await myCard(people.alice);
      const post = await asAlice(makeCanary(), (page) => postInForum(page, app.origin, plainly(card)));
      const carol = await launchPerson('Carol');
      try {
        await logIn(carol, app.origin, 'bob');
        const page = await openTab(carol);
        await page.goto(post.address);
        await addFromPage(page, 0);
        const contacts = await carol.open('app.html#contacts');
        const row = await contacts.waitForSelector('[data-testid="contact-row"]', { visible: true });
        expect(await row?.evaluate((element) => element.textContent)).toContain('Alice');
      } finally {
        await carol.close();
      }
    });
  });
});
