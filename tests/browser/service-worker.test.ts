import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../support/site.ts';
import { chooseRecipients, fill, frameGone, killServiceWorker, openComposer, openSealed, pressSeal } from './driver.ts';
import { launchPeople, type People } from './people.ts';

const held = (page: import('puppeteer').Page) =>
  page.waitForFunction(() => {
    const { value } = document.querySelector('#field') as HTMLTextAreaElement;
    return value.startsWith('FSEAL2m') ? value : false;
  });

describe('the service worker may be killed at any moment', () => {
  let people: People;
  let site: Site;
  beforeAll(async () => {
    [people, site] = await Promise.all([launchPeople(), startSite()]);
  });
  afterAll(async () => {
    await people?.close();
    await site?.close();
  });

  const composeAt = async () => {
    const page = await people.alice.browser.newPage();
    await page.goto(site.origin);
    const composer = await openComposer(page, '#field');
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', 'written across a death');
    return { page, composer };
  };

  it('before sealing: nothing is lost, the sealed text arrives once', async () => {
    const { page, composer } = await composeAt();
    await killServiceWorker(people.alice);
    await page.bringToFront();
    await pressSeal(composer);
    const value = (await (await held(page)).jsonValue()) as string;
    await frameGone(page, composer);
    expect(value.match(/FSEAL/g)).toHaveLength(1);
    await page.close();
  });

  it('during sealing: the call is repeated, the sealed text arrives once', async () => {
    const { page, composer } = await composeAt();
    const killer = await people.alice.open('app.html');
    const session = await killer.createCDPSession();
    await session.send('ServiceWorker.enable');
    await page.bringToFront();
    const insertion = pressSeal(composer);
    for (let i = 0; i < 5; i++) await session.send('ServiceWorker.stopAllWorkers');
    await insertion;
    const value = (await (await held(page)).jsonValue()) as string;
    await frameGone(page, composer);
    expect(value.match(/FSEAL/g)).toHaveLength(1);
    await killer.close();
    await page.close();
  });

  it('after sealing: the vault is still open and what was sealed still opens', async () => {
    const { page, composer } = await composeAt();
    await pressSeal(composer);
    await held(page);
    await frameGone(page, composer);
    await Promise.all([page.waitForNavigation(), page.click('#post')]);
    await killServiceWorker(people.alice);
    await page.reload();
    expect((await openSealed(page, 0)).text).toBe('written across a death');
    await page.close();
  });
});
