// A reader that the vault is locked for: it says what to do, takes the place it will have, and opens by another press alone.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onlyMe } from '../../../src/bridge/only-me.ts';
import { startSite } from '../../support/site.ts';
import { badges } from '../badges.ts';
import { addContact, byId, frameOf, lock, myCard, type Profile, pressArmed, unlock } from '../driver.ts';
import { makeCorrespondent } from '../page/correspondents.ts';
import { html } from '../page/support.ts';
import { launchPerson, passphrases } from '../people.ts';
import { openDesk } from '../vault/desk.ts';

describe('a reader while the vault is locked', () => {
  const pages = { '/': html('') };
  let alice: Profile;
  let page: Page;
  let reader: Frame;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const [profile, bob, site] = await Promise.all([launchPerson('Alice'), makeCorrespondent('Bob'), startSite(pages)]);
    alice = profile;
    close = async () => void (await Promise.all([profile.close(), site.close()]));
    await addContact(alice, bob.card);
    const token = await bob.seal('noon, at the north gate', [await myCard(alice)], site.origin);
    pages['/'] = html(`<p style="overflow-wrap:anywhere">${token}</p>`);
    page = await alice.browser.newPage();
    await page.goto(site.origin);
    await lock(alice);
    await page.bringToFront();
    const [mark] = await badges(page, 1);
    await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
    reader = await frameOf(page, 'reader.html');
    await byId(reader, 'frame-locked').wait();
  });
  afterAll(() => close?.());

  const layout = () =>
    reader.evaluate(() => {
      const { bottom } = [...document.querySelectorAll('button')].at(-1)?.getBoundingClientRect() ?? { bottom: 0 };
      return {
        height: innerHeight,
        toTheEnd: innerHeight - bottom,
        scrolls: document.documentElement.scrollHeight > innerHeight,
      };
    });
  let locked: Awaited<ReturnType<typeof layout>>;

  it('says that one more press is needed after unlocking, and has its button where it will be then', async () => {
    const words = await reader.$eval('[data-testid="frame-locked"]', (main) => main.textContent);
    expect(words).toContain(
      'Unlock it with the Fieldseal button in the toolbar, or behind the puzzle piece there. Then press once more',
    );
    locked = await layout();
    expect(locked).toMatchObject({ scrolls: false });
    expect(locked.toTheEnd).toBeLessThan(40);
  });

  it('shows nothing of the text after unlocking before that press, in a window of the same size', async () => {
    expect(await unlock(alice, passphrases.Alice)).toEqual({});
    await page.bringToFront();
    await byId(reader, 'reader-open').wait();
    expect(await reader.$('[data-testid="reader-text"]')).toBeNull();
    expect(await layout()).toEqual(locked);
    await pressArmed(reader, 'reader-open');
    const text = await reader.waitForSelector('[data-testid="reader-text"]', { visible: true });
    expect(await text?.evaluate((element) => element.textContent)).toBe('noon, at the north gate');
    expect((await layout()).height).toBe(locked.height);
  });

  it('leaves the larger part of a low window to the text where a press did not count', async () => {
    await page.setViewport({ width: 320, height: 232 });
    await reader.$eval('[data-testid="reader-copy"]', (button) => (button as HTMLElement).click());
    await byId(reader, 'refusal').wait();
    await reader.waitForFunction(() => innerWidth < 320 && innerHeight < 232);
    const part = () => (document.querySelector('.frame-foot')?.getBoundingClientRect().height ?? 0) / innerHeight;
    expect(await reader.evaluate(part)).toBeLessThan(0.5);
  });

  it('leaves in the activity whose text was opened, and names no site as its writer', async () => {
    const desk = await openDesk(alice);
    const own = await desk.say('text.seal', { text: 'mine', to: [onlyMe], origin: 'https://forum.example' });
    await desk.say('text.open', { token: own.token });
    await desk.page.close();
    const app = await alice.open('app.html#activity');
    await app.waitForSelector('[data-kind="text-opened"]');
    const words = await app.$$eval('[data-kind="text-opened"] [dir="auto"]', (all) =>
      all.map((row) => row.textContent),
    );
    expect(words).toEqual(['A text written for forum.example was opened', 'A text from Bob was opened']);
    await app.close();
  });
});
