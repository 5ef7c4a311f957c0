import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { badges, noticeOn } from '../browser/badges.ts';
import { type Site, startSite } from '../support/site.ts';
import { describeApp } from '../webmail/support/describe-app.ts';
import { ensurePackages } from '../webmail/support/packages.ts';
import { windowPackages } from './support/display.ts';
import { openPerson, type Person } from './support/person.ts';
import { answerPrompt, pin, pressToolbarButton } from './support/steps.ts';
import { until } from './support/until.ts';

let site: Site;
let alice: Person;
let bob: Person;

const id = (name: string): string => `[data-testid="${name}"]`;

/** From the page that the installation opens to the card, which is copied. */
const setUp = async (person: Person, passphrase: string): Promise<void> => {
  const app = await person.page('/app.html');
  await person.tap(app, id('create-name'));
  person.type(person.name);
  await person.tap(app, id('create-passphrase'));
  person.type(passphrase);
  await person.tap(app, id('create-passphrase-again'));
  person.type(passphrase);
  person.key('Return');
  await person.tap(app, id('sign-take'));
  await person.tap(app, 'a[href="#welcome"]');
  await app.waitForSelector(id('pin-hint'), { visible: true });
  await pin(person);
  await app.waitForSelector(id('pin-hint'), { hidden: true });
  await person.tap(app, id('card-copy'));
  person.shoot('set-up');
};

/** Posts what the clipboard holds, as anybody would. */
const postCard = async (person: Person): Promise<Page> => {
  const page = await person.browser.newPage();
  await page.goto(site.origin);
  await person.tap(page, '#field');
  person.key('ctrl+v');
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#field')?.value.startsWith('FSEAL1c'));
  await person.tap(page, '#post');
  await page.waitForSelector('article:last-of-type ::-p-text(FSEAL1c)').catch(() => undefined);
  return page;
};

const missing = await ensurePackages(windowPackages);

describeApp('real windows, with the released build', missing, () => {
  beforeAll(async () => {
    site = await startSite();
    [alice, bob] = await Promise.all([openPerson('alice'), openPerson('bob')]);
  });
  afterAll(async () => {
    await Promise.all([alice?.close(), bob?.close()]);
    await site?.close();
  });

  test('two people', async () => {
    await Promise.all([setUp(alice, 'violet anchor seven teapots'), setUp(bob, 'quiet lantern under the bridge')]);
    const alicesPage = await postCard(alice);
    const bobsPage = await postCard(bob);
    expect(site.posts).toHaveLength(2);
    bob.shoot('posted');

    const popup = await pressToolbarButton(bob);
    await popup.waitForSelector(id('popup-allow'), { visible: true });
    bob.shoot('popup');
    await bob.tap(popup, id('popup-allow'));
    await answerPrompt(bob, 'refuse');
    await until('the popup', () => bob.has('/popup.html'));
    const again = await bob.page('/popup.html');
    await again.waitForSelector(id('site-refused'), { visible: true });
    bob.shoot('refused');
    await bob.tap(again, id('popup-allow'));
    await answerPrompt(bob, 'allow');
    const marks = await badges(bobsPage, 2);
    expect(marks).toHaveLength(2);
    expect((await noticeOn(bobsPage)).name).toBe(
      'Fieldseal is on for this site. Sealed texts here: 0. Contact cards: 2.',
    );
    bob.shoot('allowed');
    await alicesPage.close();
  });
});
