// One draft, opened in the composer of a page, in the side panel and in another tab: nothing that was typed is lost.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { byId, fill, openComposer, openPopup, type Profile } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { panelOpenedBy } from '../ui/side-panel.ts';
import { html } from './support.ts';

describe('a draft that is open in two windows', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await startSite({ '/': html('<textarea id="field"></textarea>') });
    profile = await launchPerson('Alice');
    page = await profile.browser.newPage();
    await page.goto(site.origin);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  const holds = (where: Page | Frame, text: string) =>
    where.waitForFunction(
      (wanted) =>
        (document.querySelector('[data-testid="composer-text"]') as HTMLTextAreaElement | null)?.value === wanted,
      {},
      text,
    );
  const isElsewhere = async (where: Page | Frame): Promise<void> => {
    await byId(where, 'draft-moved').wait();
    expect(await where.$('[data-testid="composer-text"]')).toBeNull();
  };
  const resume = (where: Page | Frame) =>
    where.$eval('[data-testid="draft-resume"]', (one) => (one as HTMLElement).click());

  it('is written in where it was opened last, and goes back by a press with all that was typed', async () => {
    const first = await openComposer(page, '#field');
    await fill(first, 'composer-text', 'begun');
    const panel = await panelOpenedBy(profile, () => byId(first, 'frame-to-panel').click());
    await holds(panel, 'begun');
    const composer = await openComposer(page, '#field');
    await holds(composer, 'begun');
    await isElsewhere(panel);
    // That it was moved here is not so any more.
    await panel.waitForSelector('[data-testid="panel-reason"]', { hidden: true });
    await fill(composer, 'composer-text', 'from the composer');
    await resume(panel);
    await holds(panel, 'from the composer');
    await byId(panel, 'panel-reason').wait();
    await isElsewhere(composer);
    await fill(panel, 'composer-text', 'from the panel');

    const other = await profile.browser.newPage();
    await other.goto(site.origin);
    const twin = await openComposer(other, '#field');
    await holds(twin, 'from the panel');
    await isElsewhere(panel);
    await fill(twin, 'composer-text', 'from the other tab');

    const app = await profile.open('app.html#drafts');
    await byId(app, 'draft-continue').click();
    await holds(app, 'from the other tab');
    await isElsewhere(twin);
    await app.close();
    await other.close();
    await panel.close();
  });

  it('is not joined by another one where the panel is opened beside it, nor once the vault was locked there', async () => {
    await page.reload();
    const composer = await openComposer(page, '#field');
    await fill(composer, 'composer-text', 'in the page');
    const panel = await panelOpenedBy(profile, async () => {
      const popup = await openPopup(page);
      await byId(popup, 'popup-panel').click();
    });
    await byId(panel, 'panel-in-page').wait();
    await byId(panel, 'lock').click();
    await fill(panel, 'unlock-passphrase', passphrases.Alice);
    await byId(panel, 'unlock-submit').click();
    await byId(panel, 'panel-in-page').wait();
    expect(await panel.$('[data-testid="composer-text"]')).toBeNull();
    await holds(composer, 'in the page');
    await byId(panel, 'panel-own').click();
    await holds(panel, '');
    await panel.close();
  });
});
