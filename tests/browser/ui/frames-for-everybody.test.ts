// Composer and reader for people who hear, who magnify, who have colours of their own, and who write any script.
import type { Accessibility, Frame, Page, SerializedAXNode } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { badges } from '../badges.ts';
import {
  addContact,
  byId,
  chooseRecipients,
  createVault,
  fill,
  frameGone,
  frameOf,
  launchProfile,
  myCard,
  openComposer,
  openedReader,
  type Profile,
  pressArmed,
  pressSeal,
  sealInto,
} from '../driver.ts';
import { passphrases } from '../people.ts';
import { spokenStatus } from './spoken-status.ts';

/** From right to left, with a digit that would jump to the other side of what stands beside it. */
const eden = 'עדן 7';

/** Joined emoji, the same letter composed and not, marks on marks, four-byte letters, both directions, every blank. */
const anything = [
  '👩🏽‍🚒 👨‍👩‍👧‍👦 🏳️‍🌈 🇺🇦 ❤️ ❤︎',
  'e\u0301 \u00e9 A\u030a \u00c5 \ufb01 Z\u0351\u036b\u0343',
  '𝔘𝔫𝔦 𠮷野家 𐍈',
  'שלום Alice, 3 דברים (a) \u202babc\u202c',
  '\tindented\u00a0and\u2003wide  ',
  '',
  'last line   ',
].join('\n');

let alice: Profile;
let bob: Profile;
let site: Site;
let page: Page;

beforeAll(async () => {
  [alice, bob, site] = await Promise.all([
    launchProfile({ name: 'Alice' }),
    launchProfile({ name: 'Bob' }),
    startSite(),
  ]);
  await Promise.all([
    createVault(alice, { name: 'Alice', passphrase: passphrases.Alice }),
    createVault(bob, { name: eden, passphrase: passphrases.Bob }),
  ]);
  const [alices, edens] = await Promise.all([myCard(alice), myCard(bob)]);
  await Promise.all([addContact(alice, edens), addContact(bob, alices)]);
  page = await alice.browser.newPage();
  const edensPage = await bob.browser.newPage();
  await edensPage.goto(site.origin);
  await sealInto(edensPage, '#field', anything, { to: ['Alice'] });
  await Promise.all([edensPage.waitForNavigation(), edensPage.click('#post')]);
});
afterAll(async () => {
  await Promise.all([alice?.close(), bob?.close(), site?.close()]);
});
beforeEach(async () => {
  await page.setViewport({ width: 1000, height: 800 });
  await page.goto(site.origin);
});

/** Of a frame in another process than its page; it is there, and not among the types. */
const treeOf = (frame: Frame): Accessibility =>
  (frame as Frame & { readonly accessibility: Accessibility }).accessibility;
/** What a screen reader meets, in its order. */
const heard = async (frame: Frame): Promise<string[]> => {
  const flat = (node: SerializedAXNode | null): SerializedAXNode[] =>
    node ? [node, ...(node.children ?? []).flatMap(flat)] : [];
  return flat(await treeOf(frame).snapshot()).map(({ role, name }) => `${role} ${name ?? ''}`.trim());
};
const spoken = (frame: Frame): Promise<string> =>
  frame.$eval('[data-testid="spoken"]', (line) => line.textContent ?? '');
const phraseIn = (frame: Frame): Promise<string> =>
  frame
    .waitForSelector('[data-testid="sign"] bdi')
    .then((bdi) => bdi!.evaluate((element) => element.textContent ?? ''));
const openReader = async (): Promise<Frame> => {
  const [mark] = await badges(page, 1);
  await page.bringToFront();
  await page.mouse.click(mark!.x, mark!.y);
  const reader = await openedReader(page);
  await byId(reader, 'reader-text').wait();
  await reader.waitForFunction(() => document.hasFocus() && document.activeElement?.matches('main'));
  return reader;
};
/** Everything in it that takes the focus, in the order of Tab, each seen whole while it has it. */
const cutWhileFocused = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const cut: string[] = [];
    const wide = [document.documentElement, ...document.querySelectorAll('main, .composer-body')];
    for (const { scrollWidth, clientWidth, className } of wide)
      if (scrollWidth > clientWidth) cut.push(`wide ${className}`);
    for (const control of document.querySelectorAll<HTMLElement>('input, textarea, button, [data-testid="sign"]')) {
      control.focus();
      control.scrollIntoView({ block: 'nearest' });
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
      const at = document.elementFromPoint(left + width / 2, top + height / 2);
      const seen = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
      if (!seen || !(control.contains(at) || at?.contains(control)))
        cut.push(control.dataset.testid ?? control.className);
    }
    return cut;
  });

describe('the composer', () => {
  test('is heard in its order, by name, and says its security words with the field', async () => {
    await badges(page, 1);
    const composer = await openComposer(page, '#field');
    await byId(composer, 'reply-offer').wait();
    const phrase = await phraseIn(composer);
    const names = (await heard(composer)).filter((line) => /^(heading|combobox|textbox|button)/.test(line));
    expect(names).toEqual([
      'heading Fieldseal: write a sealed text',
      'combobox Who may read it',
      `button ${eden}`,
      'textbox Your text',
      'button Seal',
      'button Close',
      'button Move to side panel',
    ]);
    const box = await composer.waitForSelector('[data-testid="composer-text"]');
    const described = await treeOf(composer).snapshot({ root: box! });
    expect(described).toMatchObject({ focused: true, multiline: true, description: expect.stringContaining(phrase) });
  });

  test('has the caret in its text before its first picture, so that no letter is lost', async () => {
    const other = await alice.browser.newPage();
    await other.evaluateOnNewDocument(() => {
      if (!location.pathname.endsWith('/composer.html')) return;
      const watch = new MutationObserver(() => {
        const box = document.querySelector('[data-testid="composer-text"]');
        if (!box) return;
        watch.disconnect();
        document.documentElement.dataset.caret = String(document.activeElement === box);
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    await other.goto(site.origin);
    const composer = await openComposer(other, '#field');
    await composer.waitForSelector('[data-caret="true"]');
    await other.close();
  });

  test('refuses half a character in words, and says that it is sealed once the focus is in the field again', async () => {
    const composer = await openComposer(page, '#field');
    await chooseRecipients(composer, [eden]);
    await composer.$eval('[data-testid="composer-text"]', (box) => {
      (box as HTMLTextAreaElement).value = `half ${String.fromCharCode(0xd83d)} of it`;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await pressSeal(composer);
    await composer.waitForFunction(() =>
      document.querySelector('[data-testid="seal-problem"][role="alert"]')?.textContent?.includes('half a character'),
    );
    expect(await page.$eval('#field', (field) => (field as HTMLTextAreaElement).value)).toBe('');
    await fill(composer, 'composer-text', 'all of it');
    await pressSeal(composer);
    await frameGone(page, composer);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field');
    const session = await page.createCDPSession();
    // To the browser, what is in the top layer would cover a window of ours in a frame of the page.
    await expect
      .poll(() => spokenStatus(session))
      .toEqual({ words: [expect.stringMatching(/^Sealed\./)], onTop: false });
    await session.detach();
  });

  test('at 400 % nothing is cut, and one scrolls one way only', async () => {
    await page.setViewport({ width: 320, height: 256 });
    const composer = await openComposer(page, '#field');
    await byId(composer, 'sign').wait();
    await byId(composer, 'composer-text').wait();
    expect(await cutWhileFocused(composer)).toEqual([]);
  });
});

describe('the reader', () => {
  test('shows any text as it was written, and says so', async () => {
    const reader = await openReader();
    expect(await reader.$eval('[data-testid="reader-text"]', (text) => text.textContent)).toBe(anything);
    expect(await spoken(reader)).toContain(`From \u2068${eden}\u2069`);
    // What sets right-to-left words apart is not said.
    expect((await spoken(reader)).replace(/[\u2068\u2069]/g, '')).toBe(`Opened. From ${eden}, not verified.`);
    const phrase = await phraseIn(reader);
    const lines = await heard(reader);
    expect(lines).toContain('heading Fieldseal: a sealed text');
    expect(lines.filter((line) => line.startsWith('button'))).toEqual(['button Copy', 'button Close']);
    const main = await treeOf(reader).snapshot({ root: (await reader.$('main'))!, interestingOnly: false });
    expect(main).toMatchObject({ role: 'main', name: 'Fieldseal: a sealed text', focused: true });
    expect(main?.description).toContain(phrase);
  });

  test('keeps verdict and name apart, whatever direction the name has', async () => {
    const reader = await openReader();
    const [before, name, verdict] = await reader.$eval('[data-testid="reader-sender"]', (line) => {
      const bdi = line.querySelector('bdi');
      const from = document.createRange();
      from.selectNodeContents(bdi!.previousSibling!);
      return [from, bdi!, line.querySelector('.badge')!].map((part) => {
        const { left, right } = part.getBoundingClientRect();
        return { left, right, text: part instanceof Element ? part.textContent : '' };
      });
    });
    expect(name?.text).toBe(eden);
    expect(before!.right).toBeLessThanOrEqual(name!.left + 1);
    expect(name!.right).toBeLessThanOrEqual(verdict!.left);
  });

  test('gives the focus back to the mark it was opened by, from where it opens by the keyboard', async () => {
    const reader = await openReader();
    await page.keyboard.press('Escape');
    await frameGone(page, reader);
    await page.waitForFunction(() => document.activeElement?.matches(':root>div'));
    await page.keyboard.press('Enter');
    const again = await frameOf(page, 'reader.html');
    // The focus is on the button that opens it, so that people who use the keyboard need no other key.
    await pressArmed(again, 'reader-open', page);
    await byId(again, 'reader-text').wait();
  });

  test('at 400 % nothing is cut, and one scrolls one way only', async () => {
    await page.setViewport({ width: 320, height: 256 });
    const reader = await openReader();
    expect(await cutWhileFocused(reader)).toEqual([]);
  });
});

describe('with colours of one’s own, and without movement', () => {
  const emulate = async (where: Page, features: Record<string, string>) => {
    const session = await where.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    });
  };

  test('the sign keeps its colour, the chosen tab and the main button stand out, the focus shows', async () => {
    const panel = await alice.open('sidepanel.html');
    await emulate(panel, { 'forced-colors': 'active' });
    for (const id of ['sign', 'composer-text']) await byId(panel, id).wait();
    await panel.waitForSelector('.button-main');
    const look = await panel.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
      document.querySelector<HTMLElement>('[data-testid="composer-text"]')?.focus();
      return {
        forced: matchMedia('(forced-colors: active)').matches,
        shape: [style('.sign-shape').fill, style('.sign').getPropertyValue('--sign')],
        tabs: [style('[aria-selected="true"]').borderBottomColor, style('[aria-selected="false"]').borderBottomColor],
        buttons: [style('.button-main').backgroundColor, style('.button-plain').backgroundColor],
        ring: Number.parseFloat(style('[data-testid="composer-text"]').outlineWidth),
      };
    });
    expect(look.forced).toBe(true);
    const [, r = '', g = '', b = ''] = /^#(..)(..)(..)$/.exec(look.shape[1]!.trim()) ?? [];
    expect(look.shape[0]).toBe(`rgb(${[r, g, b].map((part) => Number.parseInt(part, 16)).join(', ')})`);
    expect(look.tabs[0]).not.toBe(look.tabs[1]);
    expect(look.buttons[0]).not.toBe(look.buttons[1]);
    expect(look.ring).toBeGreaterThan(0);
    await panel.close();
  });

  test('popup, side panel and full page fit at 400 %, and nothing turns for who wants no movement', async () => {
    for (const path of ['popup.html', 'sidepanel.html', 'app.html#vault/sign']) {
      const own = await alice.open(path);
      await byId(own, 'sign').wait();
      await own.setViewport({ width: 320, height: 256 });
      const moving = () =>
        own.evaluate(() => {
          const wheel = document.body.appendChild(
            Object.assign(document.createElement('span'), { className: 'busy-wheel' }),
          );
          const running = wheel.getAnimations().length;
          wheel.remove();
          return running;
        });
      expect(await moving()).toBe(1);
      await emulate(own, { 'prefers-reduced-motion': 'reduce' });
      expect([path, await moving()]).toEqual([path, 0]);
      expect([path, await own.evaluate(() => document.documentElement.scrollWidth <= innerWidth)]).toEqual([
        path,
        true,
      ]);
      await own.close();
    }
  });
});
