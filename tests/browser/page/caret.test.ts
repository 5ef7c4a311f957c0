// Words, images and other people's sealed texts in a field stay, and the new text goes to where the caret is.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import {
  addContact,
  byId,
  chooseAll,
  chooseRecipients,
  composeHere,
  fill,
  frameGone,
  myCard,
  type Profile,
  pressSeal,
} from '../driver.ts';
import { launchPerson } from '../people.ts';
import { type Correspondent, makeCorrespondent } from './correspondents.ts';
import { fields, heldIn, notice, pressWithControl, seal, select, typeInto, written } from './field-steps.ts';

const kinds = ['#input', '#area', '#rich'] as const;

describe('a field that holds something which stays', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  let bob: Correspondent;
  let mine: string;
  let visits = 0;
  beforeAll(async () => {
    [site, profile, bob] = await Promise.all([
      startSite({ '/fields': fields }),
      launchPerson('Alice'),
      makeCorrespondent('Bob'),
    ]);
    mine = await myCard(profile);
    expect(await addContact(profile, bob.card)).toEqual({});
    page = await profile.browser.newPage();
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  /** A fresh page, whose fields have no drafts. */
  const visit = async (): Promise<void> => {
    await page.goto(`${site.origin}/fields?visit=${++visits}`);
  };

  it.each(kinds)('puts the sealed text to the caret in %s, and keeps the rest', async (selector) => {
    await visit();
    await typeInto(page, selector, 'keep this and keep these');
    await select(page, selector, ' and');
    await page.keyboard.press('ArrowLeft');
    const composer = await composeHere(page);
    await fill(composer, 'composer-text', 'said here');
    await chooseRecipients(composer, ['Bob']);
    await seal(page, composer);
    const now = await heldIn(page, selector);
    expect(now).toMatch(/^keep thisFSEAL2m[0-9A-Za-z\n]+\sand keep these$/);
    await pressWithControl(page);
    expect(await heldIn(page, selector)).toBe('keep this and keep these');
  });

  it('says what would go, images and all, and lets nothing of it go by itself', async () => {
    await visit();
    const rich =
      '<p>one</p><p>two <span contenteditable="false">@Bob</span></p><hr><p><img src="/x" alt=""></p><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table><p hidden="" contenteditable="false">menu</p><p><br></p>';
    await page.$eval('#rich', (field, html) => (field.innerHTML = html), rich);
    await page.$eval('#rich', (field) => getSelection()?.collapse(field.lastChild, 0));
    const composer = await composeHere(page);
    expect(await notice(composer)).toMatch(
      /holds 1[3-9] characters, 2 paragraphs, 1 image, 3 other elements\..*Replace everything/,
    );
    await fill(composer, 'composer-text', 'below it all');
    await chooseRecipients(composer, ['Bob']);
    await seal(page, composer);
    expect(await page.$eval('#rich', ({ innerHTML }) => innerHTML)).toMatch(
      new RegExp(`^${rich.replace('<p><br></p>', '<p>FSEAL2m[0-9A-Za-z]+(<br>[0-9A-Za-z]+)*</p>')}$`),
    );
  });

  it.each([
    '<p>one</p><div hidden="">and what is folded</div><p><br></p>',
    '<details><summary>one</summary><p>and what is folded</p></details><p><br></p>',
  ])('replaces nothing that nobody sees: %s', async (html) => {
    await visit();
    await page.$eval('#rich', (field, text) => (field.innerHTML = text), html);
    await page.$eval('#rich', (field) => getSelection()?.collapse(field.lastChild, 0));
    const composer = await composeHere(page);
    expect(await notice(composer)).not.toContain('Replace');
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
  });

  /** Draws something into the field at the focus, which goes with it. Gives the composer that came in between. */
  const composeOverDrawn = async (html: string, drawn: string, caret: string) => {
    await visit();
    await page.$eval('#rich', (field, text) => (field.innerHTML = text), html);
    await page.$eval(
      '#rich',
      (field, text, selector) => {
        (field as HTMLElement).focus();
        field.insertAdjacentHTML('beforeend', text);
        field.addEventListener('blur', () => {
          for (const one of field.querySelectorAll('[data-drawn]')) one.remove();
        });
        getSelection()?.collapse(field.querySelector(selector), 0);
      },
      drawn,
      caret,
    );
    return composeHere(page);
  };
  const tokenInTable = (token: string): string =>
    `<table><tbody><tr><td>one</td><td id="caret">${token}</td></tr></tbody></table><p>two</p>`;

  it.each([
    '<div data-drawn data-mce-bogus="all" style="position:absolute;width:9px;height:9px;background:red"></div>',
    '<span data-drawn data-cke-magic-line="1" contenteditable="false" style="position:absolute;width:90px;height:9px">↵</span>',
    '<div data-drawn></div>',
  ])('takes what an editor draws for itself while the focus is in it for nothing of the field: %s', async (drawn) => {
    const composer = await composeOverDrawn(tokenInTable('<br>'), drawn, '#caret');
    expect(await notice(composer)).toMatch(/holds 1\d characters, 1 other element\./);
    await fill(composer, 'composer-text', 'in the cell');
    await chooseRecipients(composer, ['Bob']);
    await seal(page, composer);
    const token = 'FSEAL2m[0-9A-Za-z]+(<br>[0-9A-Za-z]+)*';
    expect(await page.$eval('#rich', ({ innerHTML }) => innerHTML)).toMatch(new RegExp(`^${tokenInTable(token)}$`));
  });

  it('takes a selection where nobody can write for no place in the field', async () => {
    await visit();
    const html = '<p>one</p><div contenteditable="false"><p>of a card</p></div><p>two</p>';
    await page.$eval('#rich', (field, text) => (field.innerHTML = text), html);
    await select(page, '#rich', 'card');
    const composer = await composeHere(page);
    expect(await notice(composer)).toMatch(/^beside/);
    await fill(composer, 'composer-text', 'below the card');
    await chooseRecipients(composer, ['Bob']);
    await seal(page, composer);
    expect(await heldIn(page, '#rich')).toMatch(/^oneof a cardtwoFSEAL2m[0-9A-Za-z]+$/);
  });

  it.each([
    '<ul><li><br></li><li>CARET</li><li><br></li></ul>',
    '<blockquote><p>CARET</p></blockquote><p><br></p>',
    '<p><br></p><ol><li>CARET</li></ol>',
    '<table><tbody><tr><td>CARET</td><td><br></td></tr></tbody></table><p><br></p>',
  ])(
    'puts the first words of an empty list, quote or table into it, and takes nothing of it away: %s',
    async (html) => {
      await visit();
      await page.$eval('#rich', (field, text) => (field.innerHTML = text), html.replace('CARET', '<br id="caret">'));
      await page.$eval('#rich', (field) => {
        (field as HTMLElement).focus();
        getSelection()?.collapse(field.querySelector('#caret')?.parentNode ?? null, 0);
      });
      const composer = await composeHere(page);
      await fill(composer, 'composer-text', 'an item');
      await chooseRecipients(composer, ['Bob']);
      await seal(page, composer);
      expect(await page.$eval('#rich', ({ innerHTML }) => innerHTML)).toMatch(
        new RegExp(`^${html.replace('CARET', 'FSEAL2m[0-9A-Za-z]+(<br>[0-9A-Za-z]+)*')}$`),
      );
    },
  );

  it.each(['<blockquote>TOKEN</blockquote><p><br></p>', '<p>TOKEN</p><p>&nbsp;</p>', '<div>TOKEN<br><br></div>'])(
    'takes a caret below a sealed text for no wish to change it: %s',
    async (html) => {
      await visit();
      const token = await bob.seal('quoted', [mine], site.origin);
      await page.$eval('#rich', (field, text) => (field.innerHTML = text), html.replace('TOKEN', token));
      await page.$eval('#rich', (field) => {
        const last = field.lastElementChild;
        (field as HTMLElement).focus();
        getSelection()?.collapse(last, last?.tagName === 'DIV' ? 2 : 0);
      });
      const composer = await composeHere(page);
      expect(await written(composer)).toBe('');
      expect(await notice(composer)).toMatch(/^beside/);
      await fill(composer, 'composer-text', 'my answer');
      await chooseRecipients(composer, ['Bob']);
      await seal(page, composer);
      expect(await heldIn(page, '#rich')).toMatch(new RegExp(`^${token}\\s*FSEAL2m[0-9A-Za-z]+\\s*$`));
    },
  );

  it('keeps an earlier draft and the changed text of the field, both, and takes no words while it seals', async () => {
    await visit();
    await typeInto(page, '#area', 'of the field');
    const earlier = await composeHere(page);
    await fill(earlier, 'composer-text', 'my draft');
    await byId(earlier, 'composer-cancel').click();
    await frameGone(page, earlier);
    const composer = await composeHere(page);
    await chooseAll(composer);
    await byId(composer, 'other-text-swap').click();
    await fill(composer, 'composer-text', 'of the field, changed');
    await byId(composer, 'place-caret').click();
    expect(await written(composer)).toBe('of the field, changed');
    await byId(composer, 'other-text-swap').click();
    expect(await written(composer)).toBe('my draft');
    await byId(composer, 'other-text-swap').click();
    expect(await written(composer)).toBe('of the field, changed');
    await chooseRecipients(composer, ['Bob']);
    await page.$eval('#area', (area) => {
      (area as HTMLTextAreaElement).value = 'other words';
    });
    const box = await composer.waitForSelector('[data-testid="composer-text"]');
    const held = await box?.evaluateHandle((text) => {
      const states: boolean[] = [];
      const note = (): number => states.push((text as HTMLTextAreaElement).readOnly);
      new MutationObserver(note).observe(text, { attributeFilter: ['readonly'] });
      return states;
    });
    await pressSeal(composer);
    await byId(composer, 'insert-problem').wait();
    await expect.poll(() => held?.jsonValue()).toEqual([true, false]);
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
  });

  it('leaves the sealed texts in a field where they are, when something is written beside them', async () => {
    await visit();
    const token = await bob.seal('quoted', [mine], site.origin);
    await typeInto(page, '#area', ` On Friday Bob wrote: ${token}`);
    await page.$eval('#area', (area) => (area as HTMLTextAreaElement).setSelectionRange(0, 0));
    const composer = await composeHere(page);
    expect(await written(composer)).toBe('');
    expect(await notice(composer)).toMatch(/^beside/);
    await fill(composer, 'composer-text', 'my answer');
    await chooseRecipients(composer, ['Bob']);
    await seal(page, composer);
    expect(await heldIn(page, '#area')).toMatch(new RegExp(`^FSEAL2m[0-9A-Za-z\\n]+ On Friday Bob wrote: ${token}$`));
  });
});
