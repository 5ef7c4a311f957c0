// TiddlyWiki's editor is a low field in a frame without an address, and its draft is sent while one types.
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  byId,
  chooseRecipients,
  fill,
  frameGone,
  frameOf,
  openPopup,
  openSealed,
  pressSeal,
} from '../browser/driver.ts';
import { launchPeople, type People } from '../browser/people.ts';
import type { App } from './support/app.ts';
import { makeCanary } from './support/canary.ts';
import { describeApp } from './support/describe-app.ts';
import { pageSees } from './support/page-sees.ts';
import { tooWideBy } from './support/page-width.ts';
import { openTab } from './support/tab.ts';
import { startTiddlyWiki, whyNoTiddlyWiki } from './support/tiddlywiki.ts';
import { beginTiddler, saveTiddler, textOfEditor } from './support/tiddlywiki-steps.ts';

describeApp('TiddlyWiki', await whyNoTiddlyWiki(), () => {
  let app: App;
  let people: People;

  beforeAll(async () => {
    [app, people] = await Promise.all([startTiddlyWiki(), launchPeople()]);
  });
  afterAll(async () => {
    await people?.close();
    await app?.stop();
  });

  it('the record holds what somebody types without saving, and what they save', async () => {
    const canary = makeCanary();
    const page = await openTab(people.alice);
    const editor = await beginTiddler(page, app.origin, 'Open');
    await editor.type('textarea', canary);
    // The wiki sends its drafts by itself.
    await expect
      .poll(() => app.traces(canary), { timeout: 20_000 })
      .toContainEqual(expect.stringMatching(/^request \d+: PUT .*\/Draft%20of/));
    await saveTiddler(page, app.origin, 'Open');
    await expect.poll(() => app.traces(canary)).toContain('wiki/tiddlers/Open.tid');
    expect(await app.traces(makeCanary())).toEqual([]);
    await page.close();
  });

  it('a note sealed over the low field is all that the wiki gets, and Bob reads it', async () => {
    const canary = makeCanary();
    const text = `! The plan\n"${canary}" -- at 7, ''not'' before [[here]] {{there}}`;
    const page = await openTab(people.alice);
    const editor = await beginTiddler(page, app.origin, 'Plan');
    // The caret is in no field: it is known which one it is.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const popup = await openPopup(page);
    await byId(popup, 'popup-seal').click();
    // It stands in the page around the frame, which is too low for it.
    const composer = await frameOf(page, 'composer.html');
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', text);
    await pressSeal(composer);
    await expect.poll(() => textOfEditor(editor), { timeout: 15_000 }).toMatch(/^FSEAL2m/);
    const sealed = await textOfEditor(editor);
    expect(sealed).toMatch(/^FSEAL2m[0-9A-Za-z\n]+$/);
    expect(await pageSees(page, canary)).toBe(false);
    await frameGone(page, composer);
    const address = await saveTiddler(page, app.origin, 'Plan');
    await page.close();

    const his = await openTab(people.bob);
    await his.goto(address);
    expect(await tooWideBy(his)).toBe(0);
    const opened = await openSealed(his, 0);
    expect(opened.text).toBe(text);
    expect(opened.verdict).toContain('Alice');
    expect(await pageSees(his, canary)).toBe(false);
    await his.close();
    await expect.poll(() => app.traces(sealed)).toContain('wiki/tiddlers/Plan.tid');
    expect(await app.traces(canary)).toEqual([]);
  });
});
