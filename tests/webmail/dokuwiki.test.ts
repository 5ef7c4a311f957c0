// DokuWiki posts what stands in the field while somebody types, and its typography changes quotes and dashes on show.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSealed, type Profile, sealInto } from '../browser/driver.ts';
import type { Account, App } from './support/app.ts';
import { makeCanary } from './support/canary.ts';
import { describeApp } from './support/describe-app.ts';
import { startDokuWiki, whyNoDokuWiki } from './support/dokuwiki.ts';
import { FIELD, login, openEditor, save, typeAtEnd, typeUntilPosted } from './support/dokuwiki-steps.ts';
import { launchPeople, type People } from './support/people.ts';

const logIn = async (person: Profile, origin: string, account: Account): Promise<void> => {
  const page = await person.browser.newPage();
  await login(page, origin, account);
  await page.close();
};

describeApp('DokuWiki', await whyNoDokuWiki(), () => {
  let app: App;
  let people: People;

  beforeAll(async () => {
    app = await startDokuWiki();
    people = await launchPeople();
    await Promise.all([logIn(people.alice, app.origin, 'alice'), logIn(people.bob, app.origin, 'bob')]);
  });
  afterAll(async () => {
    await people?.leave();
    await app?.stop();
  });

  it('the record holds what somebody types without saving, and what they save', async () => {
    const [typed, saved] = [makeCanary(), makeCanary()];
    const page = await people.alice.browser.newPage();
    await openEditor(page, app.origin, 'open');
    expect(await typeUntilPosted(app, page, `${typed}.`)).toContain(typed);
    const places = await app.traces(typed);
    expect(places).toContainEqual(expect.stringMatching(/^request \d+: POST \/lib\/exe\/ajax\.php/));
    expect(places).toContainEqual(expect.stringMatching(/^data\/cache\/.*\.draft$/));
    await page.locator(FIELD).fill('');
    await typeAtEnd(page, saved);
    await save(page);
    await page.close();
    expect(await app.traces(saved)).toEqual(
      expect.arrayContaining(['data/pages/open.txt', expect.stringMatching(/attic.*unpacked$/)]),
    );
    expect(await app.traces(makeCanary())).toEqual([]);
  });

  it('a sealed page is all that the wiki gets, also while one types on, and Bob reads it', async () => {
    const canary = makeCanary();
    const text = `====== Plan ======\n"${canary}" -- at 7, **not** before; 100 % sure <nowiki>`;
    const page = await people.alice.browser.newPage();
    await openEditor(page, app.origin, 'plan');
    const sealed = await sealInto(page, FIELD, text, { to: ['Bob'] });
    const posted = await typeUntilPosted(app, page, '\n\nSo "it" is -- see above.');
    expect(posted).toContain(sealed);
    expect(await app.traces(canary)).toEqual([]);
    const address = await save(page);
    await page.close();

    const bobs = await people.bob.browser.newPage();
    await bobs.goto(address);
    expect(await bobs.$eval('.page', (element) => element.textContent)).toContain('So “it” is – see above.');
    const opened = await openSealed(bobs, 0);
    expect(opened.text).toBe(text);
    expect(opened.verdict).toContain('Alice');
    await bobs.close();

    expect(await app.traces(canary)).toEqual([]);
    expect(await app.traces(sealed)).toContain('data/pages/plan.txt');
  });
});
