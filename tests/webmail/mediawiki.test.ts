// MediaWiki: VisualEditor leads what is pasted into a place of its own and empties the selection first; wikitext is plain.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooseRecipients, composeHere, fill, frameGone, openSealed, pressSeal, sealInto } from '../browser/driver.ts';
import { launchPeople, type People } from '../browser/people.ts';
import type { App } from './support/app.ts';
import { makeCanary } from './support/canary.ts';
import { describeApp } from './support/describe-app.ts';
import { startMediaWiki, whyNoMediaWiki } from './support/mediawiki.ts';
import { openSource, openVisual, SOURCE, saveSource, saveVisual, textOfModel } from './support/mediawiki-steps.ts';
import { pageSees } from './support/page-sees.ts';
import { tooWideBy } from './support/page-width.ts';
import { openTab } from './support/tab.ts';

describeApp('MediaWiki', await whyNoMediaWiki(), () => {
  let app: App;
  let people: People;
  beforeAll(async () => {
    [app, people] = await Promise.all([startMediaWiki(), launchPeople()]);
  });
  afterAll(async () => {
    await people?.close();
    await app?.stop();
  });

  /** Seals a text for Bob where the caret is. */
  const sealHere = async (page: Page, text: string): Promise<void> => {
    const composer = await composeHere(page);
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', text);
    await pressSeal(composer);
    await frameGone(page, composer);
  };

  /** Bob reads it in place, the page is no wider than its window, and nothing on the server holds the text. */
  const expectOnlyBobReads = async (address: string, text: string, canary: string): Promise<void> => {
    const page = await openTab(people.bob);
    await page.goto(address);
    expect(await tooWideBy(page)).toBe(0);
    const opened = await openSealed(page, 0);
    expect(opened.text).toBe(text);
    expect(opened.verdict).toContain('Alice');
    expect(await pageSees(page, canary)).toBe(false);
    expect(await app.traces(canary)).toEqual([]);
    await page.close();
  };

  it('the record holds what somebody writes in VisualEditor, and what they save', async () => {
    const canary = makeCanary();
    const page = await openTab(people.alice);
    await openVisual(page, app.origin, 'Open');
    await page.keyboard.type(canary);
    await saveVisual(page, 'Open');
    await page.close();
    const request = expect.stringMatching(/^request \d+, unpacked$/);
    expect(await app.traces(canary)).toEqual(expect.arrayContaining([request, 'data/wiki.sqlite']));
    expect(await app.traces(makeCanary())).toEqual([]);
  });

  it('a new page in VisualEditor holds the sealed text alone, and Bob reads it', async () => {
    const canary = makeCanary();
    const text = `The plan: "${canary}"\n'''7''' o'clock`;
    const page = await openTab(people.alice);
    await openVisual(page, app.origin, 'Plan');
    await sealHere(page, text);
    expect((await textOfModel(page)).replace(/\s/g, '')).toMatch(/^FSEAL2m[0-9A-Za-z]+$/);
    expect(await pageSees(page, canary)).toBe(false);
    const address = await saveVisual(page, 'Plan');
    await page.close();
    await expectOnlyBobReads(address, text, canary);
  });

  it('words that are selected in VisualEditor are sealed, and the rest of the page stays', async () => {
    const canary = makeCanary();
    const page = await openTab(people.alice);
    await openVisual(page, app.origin, 'Words');
    await page.keyboard.type('the first line');
    await page.keyboard.press('Enter');
    await page.keyboard.type('the second line');
    // What the editor did not take up from the keyboard would be no loss of ours.
    await expect.poll(() => textOfModel(page)).toBe('the first linethe second line');
    await page.keyboard.down('Shift');
    await page.keyboard.press('Home');
    await page.keyboard.up('Shift');
    await sealHere(page, canary);
    expect((await textOfModel(page)).replace(/\s/g, '')).toMatch(/^thefirstlineFSEAL2m[0-9A-Za-z]+$/);
    const address = await saveVisual(page, 'Words');
    await page.close();
    await expectOnlyBobReads(address, canary, canary);
  });

  it('the field for wikitext keeps the lines, and the page is no wider for it', async () => {
    const canary = makeCanary();
    const page = await openTab(people.alice);
    await openSource(page, app.origin, 'Source');
    await sealInto(page, SOURCE, canary, { to: ['Bob'] });
    expect(await page.$eval(SOURCE, (field) => (field as HTMLTextAreaElement).value)).toMatch(
      /^FSEAL2m.{65}(\n[0-9A-Za-z]{1,72})+$/,
    );
    const address = await saveSource(page, 'Source');
    await page.close();
    await expectOnlyBobReads(address, canary, canary);
  });
});
