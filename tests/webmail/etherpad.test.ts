// Etherpad's text stands in a frame within a frame, and each key leaves as it is pressed. Only where it is asked for.
import type { Frame, Page } from 'puppeteer';
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
import { startEtherpad, whyNoEtherpad } from './support/etherpad.ts';
import { pageSees } from './support/page-sees.ts';
import { openTab } from './support/tab.ts';

const openPad = async (page: Page, origin: string, name: string): Promise<Frame> => {
  await page.goto(`${origin}/p/${name}`);
  await page.waitForSelector('#editorcontainer.initialized', { timeout: 60_000 });
  return page.waitForFrame((frame) => frame.name() === 'ace_inner');
};
const textOf = (pad: Frame): Promise<string> => pad.$eval('#innerdocbody', (body) => body.textContent ?? '');

describeApp('Etherpad', await whyNoEtherpad(), () => {
  let app: App;
  let people: People;

  beforeAll(async () => {
    [app, people] = await Promise.all([startEtherpad(), launchPeople()]);
  });
  afterAll(async () => {
    await people?.close();
    await app?.stop();
  });

  it('the record holds what somebody types, though they press no button', async () => {
    const canary = makeCanary();
    const page = await openTab(people.alice);
    const pad = await openPad(page, app.origin, 'open');
    await pad.type('#innerdocbody', canary);
    await expect
      .poll(() => app.traces(canary), { timeout: 20_000 })
      .toContainEqual(expect.stringMatching(/^request \d+: (MESSAGE|POST) \/socket\.io\//));
    await expect.poll(() => app.traces(canary), { timeout: 20_000 }).toContain('dirty.db');
    expect(await app.traces(makeCanary())).toEqual([]);
    await page.close();
  });

  it('a text sealed within the pad is all that leaves, and Bob reads it in its history', async () => {
    const canary = makeCanary();
    const text = `"${canary}" — at 7,\nby the mill ✓`;
    const page = await openTab(people.alice);
    const pad = await openPad(page, app.origin, 'plan');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const popup = await openPopup(page);
    await byId(popup, 'popup-seal').click();
    const composer = await frameOf(page, 'composer.html');
    await chooseRecipients(composer, ['Bob']);
    await fill(composer, 'composer-text', text);
    await pressSeal(composer);
    await expect.poll(() => textOf(pad)).toMatch(/^FSEAL2m[0-9A-Za-z]+\s*$/);
    await frameGone(page, composer);
    const sealed = (await textOf(pad)).trim();
    await expect.poll(() => app.traces(sealed), { timeout: 20_000 }).toContain('dirty.db');
    expect(await pageSees(page, canary)).toBe(false);
    await page.close();

    const his = await openTab(people.bob);
    // The pad itself is a field, and fields are not marked; its history shows the same text to be read.
    await his.goto(`${app.origin}/p/plan/timeslider`);
    const opened = await openSealed(his, 0);
    expect(opened.text).toBe(text);
    expect(opened.verdict).toContain('Alice');
    await his.close();
    expect(await app.traces(canary)).toEqual([]);
  });
});
