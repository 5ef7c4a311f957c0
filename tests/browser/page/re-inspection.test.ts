import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { badges } from '../badges.ts';
import { addContact, lock, myCard, type Profile, sealInto, unlock } from '../driver.ts';
import { launchPerson, passphrases } from '../people.ts';
import { html } from './support.ts';

describe('what a mark says', () => {
  let alice: Profile;
  let site: Site;
  let page: Page;
  let bobsCard: string;
  const sealed = { body: '' };
  beforeAll(async () => {
    site = await startSite({
      '/sealed': {
        get body() {
          return html(`<p>${sealed.body}</p>`).body;
        },
      },
    });
    let bob: Profile;
    [alice, bob] = await Promise.all([launchPerson('Alice'), launchPerson('Bob')]);
    bobsCard = await myCard(bob);
    expect(await addContact(bob, await myCard(alice))).toEqual({});
    const written = await bob.browser.newPage();
    await written.goto(site.origin);
    sealed.body = await sealInto(written, '#field', 'to Alice, who does not know Bob', { to: ['Alice'] });
    await bob.close();
    page = await alice.browser.newPage();
    await page.goto(`${site.origin}/sealed`);
  });
  afterAll(async () => {
    await alice?.close();
    await site?.close();
  });

  const reads = async (name: string): Promise<string | undefined> => {
    await page.bringToFront();
    for (const start = Date.now(); ; ) {
      const [mark] = await badges(page, 1);
      if (mark?.name === name || Date.now() - start > 10_000) return mark?.name;
    }
  };

  it('changes in pages that are open when a contact is added: the text may be from them', async () => {
    expect(await reads('Not for you?')).toBe('Not for you?');
    expect(await addContact(alice, bobsCard)).toEqual({});
    expect(await reads('For you')).toBe('For you');
  });

  it('changes when the vault is locked, and back when it is unlocked', async () => {
    await lock(alice);
    expect(await reads('Locked')).toBe('Locked');
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    expect(await reads('For you')).toBe('For you');
  });

  it('is asked again in a page that was gone back to, which heard nothing meanwhile', async () => {
    await page.goto(`${site.origin}/?away`);
    await lock(alice);
    await page.bringToFront();
    await page.goBack();
    expect(await reads('Locked')).toBe('Locked');
  });
});
