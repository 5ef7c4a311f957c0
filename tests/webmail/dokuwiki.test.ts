// DokuWiki posts what stands in the field while somebody types, and its typography changes quotes and dashes on show.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { byId, frameGone, openComposer, openSealed, type Profile, sealInto } from '../browser/driver.ts';
import { launchPeople, type People } from '../browser/people.ts';
import { pressBroken, takeSource } from '../browser/read-source.ts';
import type { Account, App } from './support/app.ts';
import { makeCanary } from './support/canary.ts';
import { describeApp } from './support/describe-app.ts';
import { startDokuWiki, whyNoDokuWiki } from './support/dokuwiki.ts';
import { FIELD, login, openEditor, save, typeAtEnd, typeUntilPosted } from './support/dokuwiki-steps.ts';
import { nameOfKnownField } from './support/known-field.ts';
import { pageSees } from './support/page-sees.ts';
import { tooWideBy } from './support/page-width.ts';
import { inTab, openTab } from './support/tab.ts';

const logIn = (person: Profile, origin: string, account: Account): Promise<void> =>
  inTab(person, (page) => login(page, origin, account));

describeApp('DokuWiki', await whyNoDokuWiki(), () => {
  let app: App;
  let people: People;

  beforeAll(async () => {
    app = await startDokuWiki();
    people = await launchPeople();
    await Promise.all([logIn(people.alice, app.origin, 'alice'), logIn(people.bob, app.origin, 'bob')]);
  });
  afterAll(async () => {
    await people?.close();
    await app?.stop();
  });

  it('the record holds what somebody types without saving, and what they save', async () => {
    const [typed, saved] = [makeCanary(), makeCanary()];
    const page = await openTab(people.alice);
    await openEditor(page, app.origin, 'open');
    expect(await typeUntilPosted(app, page, `${typed}.`)).toContain(typed);
    const places = await app.traces(typed);
    expect(places).toContainEqual(expect.stringMatching(/^request \d+: POST \/lib\/exe\/ajax\.php/));
    expect(places).toContainEqual(expect.stringMatching(/^data\/cache\/.*\.draft$/));
    await page.locator(FIELD).fill('');
    await typeAtEnd(page, saved);
    await save(page);
    await page.close();
    const kept = [expect.stringMatching(/^data\/attic\/.*, unpacked$/), 'data/pages/open.txt'];
    expect(await app.traces(saved)).toEqual(expect.arrayContaining(kept));
    expect(await app.traces(makeCanary())).toEqual([]);
  });

  it('a sealed page is all that the wiki gets, also while one types on, and Bob reads it', async () => {
    const canary = makeCanary();
    const text = `====== Plan ======\n"${canary}" -- at 7, **not** before; 100 % sure <nowiki>`;
    const page = await openTab(people.alice);
    await openEditor(page, app.origin, 'plan');
    const sealed = await sealInto(page, FIELD, text, { to: ['Bob'] });
    const posted = await typeUntilPosted(app, page, '\n\nSo "it" is -- see above.');
    expect(posted.replace(/\s/g, '')).toContain(sealed);
    expect(await app.traces(canary)).toEqual([]);
    expect(await pageSees(page, canary)).toBe(false);
    const address = await save(page);
    await page.close();

    const his = await openTab(people.bob);
    await his.goto(`${app.origin}/doku.php?id=open`);
    const before = await tooWideBy(his);
    await his.goto(address);
    expect(await his.$eval('.page', (element) => element.textContent)).toContain('So “it” is – see above.');
    expect(await tooWideBy(his)).toBe(before);
    const opened = await openSealed(his, 0);
    expect(opened.text).toBe(text);
    expect(opened.verdict).toContain('Alice');
    expect(await pageSees(his, canary)).toBe(false);
    await his.close();

    expect(await app.traces(canary)).toEqual([]);
    expect(await app.traces(sealed)).toContain('data/pages/plan.txt');
  });

  it('a page that the wiki shows changed is read from its source, once Bob asks for it', async () => {
    const strange = await startDokuWiki();
    try {
      await Promise.all([logIn(people.alice, strange.origin, 'alice'), logIn(people.bob, strange.origin, 'bob')]);
      const text = 'To whom it may concern: the plan stands.';
      const page = await openTab(people.alice);
      await openEditor(page, strange.origin, 'plan');
      const sealed = await sealInto(page, FIELD, text, { to: ['Bob'] });
      strange.show('…', sealed.slice(40, 43));
      const address = await save(page);
      await page.close();
      const his = await openTab(people.bob);
      await his.goto(`${address}#top`);
      expect(await his.$eval('.page', (element) => element.textContent)).not.toContain(sealed);
      const asked = () => strange.requests().filter(({ url }) => url.includes('do=export_raw')).length;
      const offer = await pressBroken(his);
      expect(offer.name).toContain('as it was written');
      expect(asked()).toBe(0);
      const opened = await takeSource(his, offer);
      expect(opened.text).toBe(text);
      expect(opened.verdict).toContain('Alice');
      expect(asked()).toBe(1);
      await his.close();
    } finally {
      await strange.stop();
    }
  });

  it('a text typed into the composer and given up reaches neither the page nor the wiki', async () => {
    const canary = makeCanary();
    const page = await openTab(people.alice);
    await openEditor(page, app.origin, 'given-up');
    expect(await nameOfKnownField(page)).toContain('DokuWiki: wiki page');
    const composer = await openComposer(page, FIELD);
    await byId(composer, 'composer-text').click();
    await page.keyboard.type(canary);
    expect(await composer.$eval('[data-testid="composer-text"]', (field) => (field as HTMLTextAreaElement).value)).toBe(
      canary,
    );
    await byId(composer, 'composer-cancel').click();
    await frameGone(page, composer);
    expect(await typeUntilPosted(app, page, 'something else')).toContain('something els');
    expect(await pageSees(page, canary)).toBe(false);
    expect(await app.traces(canary)).toEqual([]);
    await page.close();
  });
});
