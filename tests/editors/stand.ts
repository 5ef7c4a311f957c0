// One person, one vault, and the pages with everything that people write in.
import type { Page } from 'puppeteer';
import { addContact, type Profile } from '../browser/driver.ts';
import { launchPerson } from '../browser/people.ts';
import { cardOf } from '../browser/vault/desk.ts';
import { bob } from '../unit/envelope/people.ts';
import { startEditors } from './site.ts';
import { type Desk, openDesk } from './steps.ts';

export interface Stand {
  readonly profile: Profile;
  readonly origin: string;
  readonly desk: Desk;
  readonly page: Page;
  /** Shows a page of the site as it is at first. */
  readonly open: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Alice, who has Bob's card. The first time it also installs the editors. */
export const openStand = async (): Promise<Stand> => {
  const [{ origin, close }, profile] = await Promise.all([startEditors(), launchPerson('Alice')]);
  const { error } = await addContact(profile, await cardOf(bob, 'Bob'));
  if (error !== undefined) throw new Error(error);
  const desk = await openDesk(profile);
  const page = await profile.browser.newPage();
  return {
    ...{ profile, origin, desk, page },
    open: async (name) => {
      await page.goto(`${origin}/${name}`);
      await page.bringToFront();
      await page.waitForFunction('globalThis.ready === true');
    },
    close: async () => {
      await profile.close();
      await close();
    },
  };
};

/** As long as it may take. Milliseconds. */
export const standMs = 300_000;
