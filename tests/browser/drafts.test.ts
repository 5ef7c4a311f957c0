import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Site, startSite } from '../support/site.ts';
import { fill, killServiceWorker, lock, openComposer, unlock } from './driver.ts';
import { launchPeople, type People, passphrases } from './people.ts';

/** What the drafts page of the full page shows, once it shows a text. */
const savedDraft = async (people: People, text: string): Promise<void> => {
  const app = await people.alice.open('app.html#drafts');
  await app.waitForFunction((wanted) => document.body.textContent?.includes(wanted), {}, text);
  await app.close();
};

describe('what was being written survives', () => {
  let people: People;
  let site: Site;
  beforeAll(async () => {
    [people, site] = await Promise.all([launchPeople(), startSite()]);
  });
  afterAll(async () => {
    await people?.close();
    await site?.close();
  });

  const write = async (text: string): Promise<{ page: Page; composer: Frame }> => {
    const page = await people.alice.browser.newPage();
    await page.goto(site.origin);
    const composer = await openComposer(page, '#field');
    await fill(composer, 'composer-text', text);
    return { page, composer };
  };
  const restored = async (page: Page, text: string): Promise<void> => {
    const composer = await openComposer(page, '#field');
    await composer.waitForFunction(
      (wanted) =>
        (document.querySelector('[data-testid="composer-text"]') as HTMLTextAreaElement | null)?.value === wanted,
      {},
      text,
    );
  };

  it('a closed tab', async () => {
    const { page } = await write('draft of a closed tab');
    await page.close();
    await savedDraft(people, 'draft of a closed tab');
    const again = await people.alice.browser.newPage();
    await again.goto(site.origin);
    await restored(again, 'draft of a closed tab');
    await again.close();
  });

  it('a killed service worker', async () => {
    const { page, composer } = await write('draft before the kill');
    await killServiceWorker(people.alice);
    await fill(composer, 'composer-text', 'draft after the kill');
    await savedDraft(people, 'draft after the kill');
    await page.close();
  });

  it('a frame that the page removes', async () => {
    const { page } = await write('draft of a removed frame');
    await page.evaluate(() => {
      for (const element of document.documentElement.querySelectorAll('*'))
        if (element.matches('[popover]')) element.remove();
    });
    await savedDraft(people, 'draft of a removed frame');
    await page.close();
  });

  it('a lock while writing', async () => {
    const { page } = await write('draft before the lock');
    await lock(people.alice);
    await unlock(people.alice, passphrases.Alice);
    await savedDraft(people, 'draft before the lock');
    await page.close();
  });
});
