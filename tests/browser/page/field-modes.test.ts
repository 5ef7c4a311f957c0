// Change what is sealed in a field, seal a selection, seal what stands there, answer the people of the texts around.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { badges, fieldBadge } from '../badges.ts';
import {
  addContact,
  byId,
  chooseAll,
  chooseRecipients,
  composeHere,
  fill,
  frameGone,
  frameOf,
  myCard,
  openComposer,
  openPopup,
  type Profile,
  pressSeal,
  sealInto,
} from '../driver.ts';
import { launchPerson } from '../people.ts';
import { violations } from '../ui/axe.ts';
import { panelOpenedBy } from '../ui/side-panel.ts';
import { type Correspondent, makeCorrespondent } from './correspondents.ts';
import { chips, fields, heldIn, notice, pressWithControl, seal, select, typeInto, written } from './field-steps.ts';
import { tell, tokenForMyself } from './support.ts';

/** In the pages of the extension. */
declare const chrome: typeof import('wxt/browser').browser;

const kinds = ['#input', '#area', '#rich'] as const;

describe('a field that holds something already', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  let bob: Correspondent;
  let carol: Correspondent;
  let stranger: Correspondent;
  let mine: string;
  /** Of Alice, for Bob and Carol. */
  let first: string;
  let visits = 0;
  beforeAll(async () => {
    [site, profile, bob, carol, stranger] = await Promise.all([
      startSite({
        '/fields': fields,
        '/isolated': { ...fields, headers: { 'content-security-policy': 'sandbox allow-scripts allow-forms' } },
      }),
      launchPerson('Alice'),
      makeCorrespondent('Bob'),
      makeCorrespondent('Carol'),
      makeCorrespondent('Stranger'),
    ]);
    mine = await myCard(profile);
    for (const { card } of [bob, carol]) expect(await addContact(profile, card)).toEqual({});
    page = await profile.browser.newPage();
    await visit();
    first = await sealInto(page, '#area', 'the first plan', { to: ['Bob', 'Carol'] });
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  /** A fresh page, whose fields have no drafts. */
  const visit = async (): Promise<void> => {
    await page.goto(`${site.origin}/fields?visit=${++visits}`);
  };

  it.each(kinds)('opens my own sealed text in %s, and puts the changed one in its place', async (selector) => {
    await visit();
    await typeInto(page, selector, first);
    const composer = await composeHere(page);
    expect(await written(composer)).toBe('the first plan');
    expect((await chips(composer)).sort()).toEqual(['Bob', 'Carol']);
    expect(await notice(composer)).toMatch(/^edit: iYou are changing your sealed text/);
    await fill(composer, 'composer-text', 'the second plan');
    await seal(page, composer);
    const now = await heldIn(page, selector);
    expect(now).toMatch(/^FSEAL2m[0-9A-Za-z\n]+$/);
    expect(now).not.toBe(first);
    expect(await page.evaluate('heard.join()')).not.toContain('plan');
  });

  it('changes a sealed text of a contact amid other words of a field, and nothing but it', async () => {
    await visit();
    const token = await bob.seal('from Bob', [mine, carol.card], 'https://elsewhere.example');
    await typeInto(page, '#area', `before ${token} after`);
    await page.$eval('#area', (area) => (area as HTMLTextAreaElement).setSelectionRange(20, 20));
    const composer = await composeHere(page);
    expect(await written(composer)).toBe('from Bob');
    expect(await chips(composer)).toEqual(['Bob']);
    expect(await violations(composer)).toEqual([]);
    expect(await notice(composer)).toMatch(/Bob wrote this sealed text.* 1 more reader.* sealed for elsewhere.example/);
    await seal(page, composer);
    const now = await heldIn(page, '#area');
    expect(now).toMatch(/^before FSEAL2m[0-9A-Za-z\n]+ after$/);
    expect(now).not.toContain(token);
  });

  it('says why a sealed text in the field cannot be opened, and keeps it until something is sealed in its place', async () => {
    await visit();
    const token = await stranger.seal('not for Alice', [bob.card], '');
    await typeInto(page, '#input', token);
    const composer = await composeHere(page);
    expect(await notice(composer)).toMatch(/^unreadable/);
    expect(await written(composer)).toBe('');
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
    expect(await heldIn(page, '#input')).toBe(token);
  });

  it('offers the change at a field whose sealed text has the caret', async () => {
    await visit();
    const token = await tokenForMyself(profile, 'offered');
    await page.bringToFront();
    await typeInto(page, '#area', token);
    const mark = await fieldBadge(page);
    await page.mouse.click(mark.x, mark.y);
    const composer = await frameOf(page, 'composer.html');
    expect(await written(composer)).toBe('offered');
    expect(await notice(composer)).toContain('Its passphrase will not open the new one.');
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
    expect(await heldIn(page, '#area')).toBe(token);
  });

  it.each(kinds)('seals what is selected in %s, and leaves the rest', async (selector) => {
    await visit();
    await typeInto(page, selector, 'keep this, hide that, keep these');
    await select(page, selector, 'hide that');
    const composer = await composeHere(page);
    expect(await written(composer)).toBe('hide that');
    expect(await notice(composer)).toMatch(
      /^text: !This is what you selected .* The site has probably seen these words already/,
    );
    await chooseRecipients(composer, ['Bob']);
    await seal(page, composer);
    expect(await heldIn(page, selector)).toMatch(/^keep this, FSEAL2m[0-9A-Za-z\n]+, keep these$/);
  });

  it.each(kinds)('seals what stands in %s, and Undo and Redo do not bring it back', async (selector) => {
    await visit();
    await typeInto(page, '#input', 'another field');
    await pressWithControl(page);
    expect(await heldIn(page, '#input')).toBe('');
    await typeInto(page, selector, 'typed in the clear');
    const composer = await composeHere(page);
    expect(await written(composer)).toBe('');
    expect(await notice(composer)).toMatch(/^beside: iThe field of http\S+ holds 18 characters\./);
    await chooseAll(composer);
    expect(await notice(composer)).toMatch(/Replace all 18 characters.*The site has probably seen these words already/);
    expect(await violations(composer)).toEqual([]);
    await composer.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value !== '',
    );
    expect(await written(composer)).toBe('typed in the clear');
    await chooseRecipients(composer, ['Bob']);
    await seal(page, composer);
    const now = await heldIn(page, selector);
    expect(now).toMatch(/^FSEAL2m[0-9A-Za-z\n]+$/);
    await page.focus(selector);
    for (const key of ['z', 'y', 'z', 'y'] as const) {
      await pressWithControl(page, key, 6);
      expect(await heldIn(page, selector)).not.toContain('clear');
    }
    expect(await heldIn(page, selector)).toBe(now);
  });

  it('touches nothing where the field has changed meanwhile, and keeps the draft', async () => {
    await visit();
    await typeInto(page, '#area', 'some words');
    const composer = await composeHere(page);
    await chooseAll(composer);
    await page.$eval('#area', (area) => {
      (area as HTMLTextAreaElement).value = 'other words';
    });
    await chooseRecipients(composer, ['Bob']);
    await pressSeal(composer);
    await byId(composer, 'insert-problem').wait();
    expect(await heldIn(page, '#area')).toBe('other words');
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
    const again = await composeHere(page);
    expect(await written(again)).toBe('some words');
    await chooseAll(again);
    await byId(again, 'other-text-swap').click();
    expect(await written(again)).toBe('other words');
    await byId(again, 'other-text-swap').click();
    expect(await written(again)).toBe('some words');
    expect(await chips(again)).toEqual(['Bob']);
    await byId(again, 'composer-cancel').click();
    await frameGone(page, again);
  });

  it('offers the people of the sealed texts on the page, and chooses nobody by itself', async () => {
    await visit();
    const thread = [
      await bob.seal('one', [mine, carol.card], site.origin),
      await carol.seal('two', [mine], site.origin),
      await stranger.seal('three', [bob.card], site.origin),
    ];
    await page.$eval(
      '#thread',
      (thread, texts) =>
        thread.append(...texts.map((text) => Object.assign(document.createElement('p'), { textContent: text }))),
      thread,
    );
    await badges(page, 3);
    const composer = await openComposer(page, '#area');
    await byId(composer, 'reply-offer').wait();
    expect(await violations(composer)).toEqual([]);
    expect(await chips(composer)).toEqual([]);
    const words = await composer.$eval('[data-testid="reply-offer"]', (offer) => offer.textContent);
    expect(words).toMatch(
      /Reply to:BobCarolAll of them.*do not tell who else reads them.*1 sealed text here is not for you/,
    );
    // Before the window has been there for half a second no press counts.
    const pressAll = async (): Promise<string[]> => {
      await (await composer.$('[data-testid="reply-all"]'))?.click();
      return (await chips(composer)).sort();
    };
    await expect.poll(pressAll, { interval: 1_000, timeout: 15_000 }).toEqual(['Bob', 'Carol']);
    const focus = () => composer.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    await expect.poll(focus).toBe('composer-text');
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
  });

  it('can be sealed by the keyboard alone', async () => {
    await visit();
    await typeInto(page, '#input', 'no mouse at hand');
    const composer = await composeHere(page);
    await written(composer);
    expect(await violations(composer)).toEqual([]);
    await page.keyboard.type('by the keyboard');
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await page.keyboard.type('Bob');
    await page.keyboard.press('Enter');
    const sealed = async (): Promise<boolean> => {
      await page.keyboard.down('Control');
      await page.keyboard.press('Enter');
      await page.keyboard.up('Control');
      await frameGone(page, composer, 5_000).catch(() => undefined);
      return composer.detached;
    };
    await expect.poll(sealed).toBe(true);
    expect(await heldIn(page, '#input')).toMatch(/^no mouse at handFSEAL2m/);
  });

  it('does the same in the side panel, where the page takes no frame', async () => {
    await page.goto(`${site.origin}/isolated?visit=${++visits}`);
    await typeInto(page, '#area', `before ${first} after`);
    await page.$eval('#area', (area) => (area as HTMLTextAreaElement).setSelectionRange(20, 20));
    const panel = await panelOpenedBy(profile, async () => {
      const popup = await openPopup(page);
      await byId(popup, 'popup-seal').click();
    });
    await byId(panel, 'panel-reason').wait();
    expect(await written(panel)).toBe('the first plan');
    expect((await chips(panel)).sort()).toEqual(['Bob', 'Carol']);
    expect(await notice(panel)).toMatch(/^edit/);
    await byId(panel, 'composer-seal').click();
    await byId(panel, 'panel-insert').click();
    await byId(panel, 'inserted').wait();
    expect(await heldIn(page, '#area')).toMatch(/^before FSEAL2m[0-9A-Za-z\n]+ after$/);
    expect(await heldIn(page, '#area')).not.toContain(first);
    await panel.close();
  });

  it('is told to the composer and the side panel alone', async () => {
    await visit();
    // The person comes back from the side panel, for which keys were kept from the page.
    await page.click('#area');
    await typeInto(page, '#area', 'whose business');
    await tell(page, 'page.rememberField', {});
    const popup = await openPopup(page);
    const answer = await popup.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return chrome.tabs.sendMessage(tab?.id ?? -1, { to: 'field' }).catch(() => 'no answer');
    });
    await popup.close();
    expect(answer ?? 'no answer').toBe('no answer');
  });
});
