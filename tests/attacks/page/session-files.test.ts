// "Demonic", CVE-2022-32969: browsers save what stands in form fields to disk. Nothing typed into ours may be found there.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill, openComposer, type Profile } from '../../browser/driver.ts';
import { launchPerson, passphrases } from '../../browser/people.ts';
import { filesWith } from '../../support/live-folder.ts';
import { type Site, startSite } from '../../support/site.ts';

const spellings = (text: string): Buffer[] => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];

describe('the profile on disk', () => {
  let profile: Profile;
  let site: Site;
  beforeAll(async () => {
    [profile, site] = await Promise.all([launchPerson('Alice'), startSite()]);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  it('holds what was typed into the page, so the search is not blind, and nothing that was typed into Fieldseal', async () => {
    const page = await profile.browser.newPage();
    await page.goto(`${site.origin}/?canary-of-the-address`);
    const composer = await openComposer(page, '#field');
    await fill(composer, 'composer-text', 'canary-of-the-composer');
    const app = await profile.open('app.html#seal');
    await fill(app, 'composer-text', 'canary-of-the-full-page');
    // The session files are written at leisure; a navigation that has reached the disk came after what was typed.
    const marker = await profile.browser.newPage();
    await marker.goto(`${site.origin}/?canary-that-came-later`);
    await expect
      .poll(() => filesWith(profile.folder, spellings('canary-that-came-later')).length, { timeout: 60_000 })
      .toBeGreaterThan(0);
    expect(filesWith(profile.folder, spellings('canary-of-the-address')).length).toBeGreaterThan(0);
    for (const canary of ['canary-of-the-composer', 'canary-of-the-full-page', passphrases.Alice])
      expect(filesWith(profile.folder, spellings(canary))).toEqual([]);
  });
});
