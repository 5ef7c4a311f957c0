import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Badge, badges, noticeOn } from '../browser/badges.ts';
import { frameOf } from '../browser/profile.ts';
import { type Site, startSite } from '../support/site.ts';
import { describeApp } from '../webmail/support/describe-app.ts';
import { ensurePackages } from '../webmail/support/packages.ts';
import { windowPackages } from './support/display.ts';
import { openPerson, type Person } from './support/person.ts';
import { createVault, id, textIn } from './support/set-up.ts';
import {
  answerPrompt,
  chooseInMenu,
  clickInto,
  pin,
  pressInFrame,
  pressToBeAsked,
  pressToolbarButton,
} from './support/steps.ts';
import { until } from './support/until.ts';

declare const chrome: typeof import('wxt/browser').browser;

let site: Site;
let alice: Person;
let bob: Person;

/** From the page that the installation opens to the card, which is copied. */
const setUp = async (person: Person, passphrase: string): Promise<void> => {
  const app = await createVault(person, passphrase);
  await app.waitForSelector(id('pin-hint'), { visible: true });
  await pin(person);
  await app.waitForSelector(id('pin-hint'), { hidden: true });
  await person.tap(app, id('card-copy'));
  person.shoot('set-up');
};

const openForum = async (person: Person, origin = site.origin): Promise<Page> => {
  const page = await person.browser.newPage();
  await page.goto(origin);
  return page;
};

/** Posts what the field holds. */
const post = async (person: Person, page: Page): Promise<void> => {
  const before = site.posts.length;
  await person.tap(page, '#post');
  await until('the post', () => site.posts.length > before);
  await page.waitForSelector(`#post-${before}`);
};

const fieldHolds = async (page: Page, beginning: string): Promise<void> => {
  await page.waitForFunction(
    (start) => document.querySelector<HTMLTextAreaElement>('#field')?.value.startsWith(start),
    { timeout: 30_000 },
    beginning,
  );
};

const postCard = async (person: Person, page: Page): Promise<void> => {
  await clickInto(person, page, '#field');
  person.key('ctrl+v');
  await fieldHolds(page, 'FSEAL1c');
  await post(person, page);
};

/** The mark at the post of that index, once it stands still: marks follow a scrolled page a picture later. */
const markAt = async (page: Page, index: number): Promise<Badge> => {
  const top = await page.$eval(`#post-${index}`, (element) => {
    element.scrollIntoView();
    return element.getBoundingClientRect().top;
  });
  let before: Badge | undefined;
  return until(`a mark at the post ${index}`, async () => {
    const mark = (await badges(page, 1)).find(({ y }) => y > top && y < top + 50);
    const still = mark !== undefined && mark.x === before?.x && mark.y === before.y;
    before = mark;
    return still && mark;
  });
};

/** Presses the mark at the post of that index, and the button of the reader that opens there. */
const openMark = async (person: Person, page: Page, index: number): Promise<Frame> => {
  const reader = await until(`the reader of the post ${index}`, async () => {
    await person.tapAt(page, await markAt(page, index));
    return frameOf(page, 'reader.html', 8_000).catch(() => undefined);
  });
  const opened = async (): Promise<boolean> => (await reader.$(id('reader-open'))) === null;
  await pressInFrame(person, [page, reader], id('reader-open'), opened);
  return reader;
};

/** It lies over what is below. */
const closeReader = async (person: Person, reader: Frame): Promise<void> => {
  person.key('Escape');
  await until('the reader to close', () => reader.detached);
};

/** Adds whose card it is, in place. */
const addFromMark = async (person: Person, page: Page, index: number): Promise<void> => {
  const reader = await openMark(person, page, index);
  const added = async (): Promise<boolean> => (await reader.$(id('card-added')).catch(() => null)) !== null;
  await pressInFrame(person, [page, reader], id('add-card-submit'), added);
  person.shoot('added');
  await closeReader(person, reader);
};

/** The panel comes again with the answer, to have the keys. */
const panelAfterAllow = (person: Person): Promise<Page> =>
  until('the panel of a site that is allowed', async () => {
    if (!person.has('/sidepanel.html')) return undefined;
    const panel = await person.page('/sidepanel.html');
    return (await panel.$(id('site-allowed')).catch(() => null)) !== null && panel;
  });

/** Says for whom, and what. */
const write = async (person: Person, [page, where]: readonly [Page, Page | Frame], to: string, text: string) => {
  await clickInto(person, page, id('composer-to'), where);
  person.type(to);
  await person.tap(page, `[role="option"]`, where);
  await clickInto(person, page, id('composer-text'), where);
  person.type(text);
};

const read = async (person: Person, page: Page, index: number): Promise<string> => {
  const reader = await openMark(person, page, index);
  const text = await textIn(reader, 'reader-text');
  person.shoot('read');
  await closeReader(person, reader);
  return text;
};

/** The figures of a person's way: what it takes of them, both together. */
const tell = (what: string): void => {
  const [clicks, keys] = [alice.counts.clicks + bob.counts.clicks, alice.counts.keys + bob.counts.keys];
  console.log(`${what}: ${clicks} clicks, ${keys} keys, 2 prompts, no reload.`);
};

const missing = await ensurePackages(windowPackages);

describeApp('real windows, with the released build', missing, () => {
  beforeAll(async () => {
    site = await startSite();
    [alice, bob] = await Promise.all([openPerson('Alice'), openPerson('Bob')]);
  });
  afterAll(async () => {
    await Promise.all([alice?.close(), bob?.close()]);
    await site?.close();
  });

  afterEach(({ task }) => {
    if (task.result?.state === 'fail') for (const person of [alice, bob]) person?.shoot('FAILED');
  });

  test('two people come from the installation to texts that each has read of the other, without a reload', async () => {
    await Promise.all([setUp(alice, 'violet anchor seven teapots'), setUp(bob, 'quiet lantern under the bridge')]);
    const alices = await openForum(alice);
    await postCard(alice, alices);

    // By the toolbar button.
    const bobs = await openForum(bob);
    const popup = await pressToolbarButton(bob);
    await bob.tap(popup, id('popup-allow'));
    await answerPrompt(bob, 'allow');
    expect((await noticeOn(bobs)).name).toBe('Fieldseal is on for this site. Sealed texts here: 0. Contact cards: 1.');
    bob.shoot('allowed');
    await addFromMark(bob, bobs, 0);
    await postCard(bob, bobs);

    // By the shortcut, in a document that was guarded from its beginning.
    await clickInto(bob, bobs, '#field');
    bob.key('alt+k');
    const composer = await frameOf(bobs, 'composer.html');
    await write(bob, [bobs, composer], 'Al', 'Noon, at the north gate.');
    bob.shoot('composer');
    await pressInFrame(bob, [bobs, composer], id('composer-seal'), async () => composer.detached);
    await fieldHolds(bobs, 'FSEAL2m');
    await post(bob, bobs);

    // By the context menu, on a site that is not allowed yet: the side panel opens, and asks.
    await alices.goto(site.origin);
    await chooseInMenu(alice, alices, '#field');
    await pressToBeAsked(alice, await alice.page('/sidepanel.html'), id('panel-allow'));
    await answerPrompt(alice, 'allow');
    const panel = await panelAfterAllow(alice);
    expect((await noticeOn(alices)).name).toBe(
      'Fieldseal is on for this site. Sealed texts here: 1. Contact cards: 2.',
    );
    alice.shoot('panel');
    await addFromMark(alice, alices, 1);
    expect(await read(alice, alices, 2)).toBe('Noon, at the north gate.');
    tell('One has read what the other sealed');
    await write(alice, [panel, panel], 'Bo', 'I shall be there.');
    await alice.tap(panel, id('composer-seal'));
    await alice.tap(panel, id('panel-insert'));
    await fieldHolds(alices, 'FSEAL2m');
    alice.shoot('inserted');
    await post(alice, alices);

    await bobs.goto(site.origin);
    expect(await read(bob, bobs, 3)).toBe('I shall be there.');
    tell('The other has read an answer');
  });

  test('a refusal is said where one asked, and a site that is taken back is left alone until it is allowed again', async () => {
    const other = site.origin.replace('localhost', '127.0.0.1');
    const page = await openForum(bob, other);
    const marks = async (): Promise<number> => (await badges(page, 0)).length;

    // The popup has closed under the prompt, and comes back.
    await bob.tap(await pressToolbarButton(bob), id('popup-allow'));
    await answerPrompt(bob, 'refuse');
    const again = await bob.page('/popup.html');
    await again.waitForSelector(id('site-refused'), { visible: true });
    bob.shoot('popup-refused');
    bob.key('Escape');
    await until('the popup to close', () => !bob.has('/popup.html'));

    // The shortcut works without a grant, in the side panel, which stays under the prompt.
    await clickInto(bob, page, '#field');
    bob.key('alt+k');
    const panel = await bob.page('/sidepanel.html');
    await pressToBeAsked(bob, panel, id('panel-allow'));
    await answerPrompt(bob, 'refuse');
    await panel.waitForFunction((words) => document.body.textContent.includes(words), {}, 'You did not allow it');
    bob.shoot('panel-refused');
    await pressToBeAsked(bob, panel, id('panel-allow'));
    await answerPrompt(bob, 'allow');
    await panelAfterAllow(bob);
    await until('marks', async () => (await marks()) > 0);

    // Taken back while a reader stands open.
    const reader = await openMark(bob, page, 3);
    const app = await bob.page('/app.html');
    await app.evaluate((origins) => chrome.permissions.remove({ origins }), [`${other.replace(/:\d+$/, '')}/*`]);
    await until('the reader to go', () => reader.detached);
    await until('the marks to go', async () => (await marks()) === 0);
    bob.shoot('taken-back');

    await bob.tap(await pressToolbarButton(bob), id('popup-allow'));
    // The browser remembers that it was said yes to this, and does not ask again.
    await until('marks', async () => (await marks()) > 0);
    bob.shoot('allowed-again');
  });
});
