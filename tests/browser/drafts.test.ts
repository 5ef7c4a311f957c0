import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../support/site.ts';
import { byId, fill, frameGone, killServiceWorker, lock, openComposer, unlock } from './driver.ts';
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

  it('another page of an app that tells its pages by the hash, and no other place in a page', async () => {
    const page = await people.alice.browser.newPage();
    const at = async (hash: string): Promise<Frame> => {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      return openComposer(page, '#field');
    };
    const leave = async (composer: Frame): Promise<void> => {
      await byId(composer, 'composer-cancel').click();
      await frameGone(page, composer);
    };
    const textIn = async (composer: Frame): Promise<string> => {
      const box = await composer.waitForSelector('[data-testid="composer-text"]');
      return (await box?.evaluate((area) => (area as HTMLTextAreaElement).value)) ?? '';
    };
    await page.goto(`${site.origin}/?app`);
    const first = await at('#/editor/post/A');
    await fill(first, 'composer-text', 'for A alone');
    await leave(first);
    for (const [hash, text] of [
      ['#/editor/post/B', ''],
      ['#!/editor/post/A', ''],
      ['#/editor/post/A', 'for A alone'],
    ] as const) {
      const composer = await at(hash);
      expect([hash, await textIn(composer)]).toEqual([hash, text]);
      await leave(composer);
    }
    const top = await at('#top');
    await fill(top, 'composer-text', 'of the page');
    await leave(top);
    const other = await at('#comments');
    expect(await textIn(other)).toBe('of the page');
    await page.close();
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
        if (element.matches(':root>div')) element.remove();
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
