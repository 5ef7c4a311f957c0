// What every hostile page is tried against: Alice with an open vault and one contact, and a site that serves the page.
import type { Frame, Page } from 'puppeteer';
import { makeCard } from '../../../src/envelope/card.ts';
import { addContact, byId, chooseRecipients, fill, openComposer, type Profile } from '../../browser/driver.ts';
import { launchPerson } from '../../browser/people.ts';
import type { LaunchOptions } from '../../browser/profile.ts';
import { type PageAnswer, type Site, startSite } from '../../support/site.ts';
import { makePerson } from '../../unit/envelope/people.ts';
import { foundIn, type Recorder, record } from './recorder.ts';

export interface Stage {
  readonly alice: Profile;
  readonly site: Site;
  /** A page of the site in a new tab in front. `before` runs in every document of it before the page's own scripts. */
  readonly goto: (path: string, before?: string) => Promise<Page>;
  /** Which of these words any page of `goto`, the network or the console has observed, by now or before it was closed. */
  readonly overheard: (words: readonly string[]) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const yearMs = 365 * 86_400_000;

/** A card of somebody whose browser is not needed. */
const cardOf = async (name: string): Promise<string> => {
  const { ed25519, x25519 } = await makePerson(name);
  const created = Date.now() - 60_000;
  return (await makeCard({ name, created, expires: created + yearMs, ed25519, x25519: x25519.publicKey })).text;
};

export const openStage = async (
  pages: Readonly<Record<string, PageAnswer>> = {},
  options: LaunchOptions = {},
): Promise<Stage> => {
  const [alice, site, card] = await Promise.all([launchPerson('Alice', options), startSite(pages), cardOf('Bob')]);
  const { error } = await addContact(alice, card);
  if (error !== undefined) throw new Error(error);
  const recorders: Recorder[] = [];
  return {
    alice,
    site,
    overheard: async (words) => {
      const seen = await Promise.all(recorders.map((recorder) => recorder.read()));
      return foundIn(seen.join('\n'), words);
    },
    goto: async (path, before) => {
      const page = await alice.browser.newPage();
      const recorder = await record(page, site);
      recorders.push(recorder);
      const close = page.close.bind(page);
      page.close = async (...how) => {
        await recorder.read();
        await close(...how);
      };
      if (before !== undefined) await page.evaluateOnNewDocument(before);
      await page.goto(site.origin + path);
      await page.bringToFront();
      return page;
    },
    close: async () => {
      await alice.close();
      await site.close();
    },
  };
};

/** The side panel that a fight has opened: as long as it stands it looks at the page in front, and a new composer there with it. */
export const closePanels = async ({ alice }: Stage): Promise<void> => {
  const panels = alice.browser.targets().filter((target) => target.url().includes('/sidepanel.html'));
  await Promise.all(panels.map(async (panel) => (await panel.asPage()).close().catch(() => undefined)));
};

/** A composer with the caret in its text. */
export const startWriting = async (page: Page, selector = '#field'): Promise<Frame> => {
  const composer = await openComposer(page, selector);
  await byId(composer, 'composer-text').click();
  await composer.waitForFunction(() => document.hasFocus());
  return composer;
};

/** A composer that lacks only a press of Seal. */
export const writeIn = async (page: Page, text: string, selector = '#field'): Promise<Frame> => {
  const composer = await openComposer(page, selector);
  await chooseRecipients(composer, ['Bob']);
  await fill(composer, 'composer-text', text);
  await composer.waitForSelector('[data-testid="composer-seal"][data-armed="true"]');
  return composer;
};

export const writtenIn = async (composer: Frame): Promise<string> =>
  composer.$eval('[data-testid="composer-text"]', (area) => (area as HTMLTextAreaElement).value);

export const framesOfOurs = (page: Page): Frame[] =>
  page.frames().filter((frame) => frame.url().startsWith('chrome-extension:'));

/** Asks again and again until it is so; false where it is not after a while. */
export const until = async (page: Page, isSo: () => Promise<boolean> | boolean, ms = 20_000): Promise<boolean> => {
  for (const start = Date.now(); Date.now() - start < ms; ) {
    if (await isSo()) return true;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  return isSo();
};
