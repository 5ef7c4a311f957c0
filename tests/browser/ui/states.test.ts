// What a person is told while they fill things in: at once, at the right place, and no longer than it is true.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { byId, choosePassphrase, fill, launchProfile, lock, openComposer, openPopup, type Profile } from '../driver.ts';
import { passphrases } from '../people.ts';
import { afterwards } from './screens.ts';
import { backInVault, provePassphrase, text } from './security-steps.ts';
import { panelOpenedBy } from './side-panel.ts';

let alice: Profile;
let site: Site;
beforeAll(async () => {
  alice = await launchProfile({ name: 'Alice', without: ['--hide-scrollbars'] });
  const field = (attributes: string) => ({
    body: `<!doctype html><title>Field</title><style>html{height:2000px}</style><textarea id="field" ${attributes}></textarea>`,
  });
  site = await startSite({
    '/': field('style="width:100%"'),
    '/small': field('maxlength="140"'),
    '/aside': field('style="position:absolute;right:0"'),
  });
});
afterAll(async () => {
  await alice?.close();
  await site?.close();
});

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: active } = document;
    return active?.getAttribute('data-testid') ?? (active?.id || (active?.tagName ?? ''));
  });
const gone = (where: Page | Frame, id: string): Promise<unknown> =>
  where.waitForSelector(`[data-testid="${id}"]`, { hidden: true });
const newTab = async (path: string): Promise<Page> => {
  const page = await alice.browser.newPage();
  await page.goto(`${site.origin}${path}`);
  return page;
};

describe('a new vault', () => {
  test('takes the focus along when it opens', async () => {
    const page = await alice.open('app.html');
    await expect.poll(() => focused(page)).toBe('create-name');
    await fill(page, 'create-name', 'Alice');
    const top = () =>
      page.$eval('[data-testid="create-submit"]', (button) => button.getBoundingClientRect().top + scrollY);
    const before = await top();
    await choosePassphrase(page, 'create-passphrase', passphrases.Alice);
    // What is said of a passphrase comes later: nothing moves under a press for that.
    expect(await top()).toBe(before);
    await byId(page, 'create-submit').click();
    await afterwards(page, 'first-sign');
    await expect.poll(() => focused(page)).toBe('main');
    await page.close();
  });
});

describe('a form that is sent empty', () => {
  test.each([
    ['app.html#open', 'open-submit', 'open-input'],
    ['app.html#vault/sheet', 'sheet-make', 'proof-passphrase'],
    ['app.html#card', 'rename-submit', 'rename-input'],
  ])('in %s says what is missing, and goes there', async (path, button, field) => {
    const page = await alice.open(path);
    if (field === 'rename-input') {
      await byId(page, 'card-rename').click();
      await fill(page, field, '');
    }
    await byId(page, button).click();
    await page.waitForSelector(`[data-testid="${field}"][aria-invalid="true"]`);
    await expect.poll(() => focused(page)).toBe(field);
    await page.close();
  });
});

describe('the last lasting unlock method', () => {
  test('is not offered to be removed, and says why; after another was added, the list begins at its top', async () => {
    const page = await alice.open('app.html#vault');
    await page.setViewport({ width: 600, height: 400 });
    await afterwards(page, 'slot-row');
    expect(await page.$('[data-testid="slot-remove"]')).toBeNull();
    expect(await text(page, 'slot-row')).toContain('so it stays');
    await byId(page, 'vault-add-pin').click();
    await fill(page, 'new-pin', '2468');
    await fill(page, 'new-pin-again', '2468');
    await provePassphrase(page, passphrases.Alice, 'add-pin-submit');
    await backInVault(page);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    // A PIN can always go; what it leaves behind still cannot.
    expect(await page.$$('[data-testid="slot-remove"]')).toHaveLength(1);
    await page.close();
  });
});

describe('what was wrong', () => {
  test('is no longer said once the person mends it', async () => {
    const sites = await alice.open('app.html#sites');
    await fill(sites, 'site-address', 'ftp://example.org');
    await byId(sites, 'site-add-submit').click();
    await sites.waitForSelector('[data-testid="site-address"][aria-invalid="true"]');
    await fill(sites, 'site-address', 'https://example.org');
    await sites.waitForSelector('[data-testid="site-address"]:not([aria-invalid])');
    await sites.close();
    const page = await newTab('/');
    const composer = await openComposer(page, '#field');
    await byId(composer, 'composer-seal').click();
    await composer.waitForFunction(() => document.querySelector('[data-testid="seal-problem"]')?.textContent !== '');
    await fill(composer, 'composer-text', 'something');
    await composer.waitForFunction(() => document.querySelector('[data-testid="seal-problem"]')?.textContent === '');
    await page.close();
  });

  test('nor when another unlock method is tried; an empty one is asked for', async () => {
    await lock(alice);
    const page = await alice.open('app.html');
    await byId(page, 'way-pin').click();
    await byId(page, 'unlock-submit').click();
    await page.waitForSelector('[data-testid="unlock-pin"][aria-invalid="true"]');
    await fill(page, 'unlock-pin', '1111');
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'error');
    await byId(page, 'way-passphrase').click();
    await gone(page, 'error');
    await fill(page, 'unlock-passphrase', passphrases.Alice);
    await byId(page, 'unlock-submit').click();
    await afterwards(page, 'lock');
    await expect.poll(() => focused(page)).toBe('main');
    await page.close();
  });

  test('nor anywhere but at the field that it is about', async () => {
    const page = await alice.open('app.html#card');
    await byId(page, 'card-rename').click();
    await fill(page, 'rename-input', 'Ali\u202ece');
    await byId(page, 'rename-submit').click();
    await page.waitForSelector('[data-testid="rename-input"][aria-invalid="true"]');
    expect(await page.$('[data-testid="error"]')).toBeNull();
    await fill(page, 'rename-input', 'Alice B.');
    await page.waitForSelector('[data-testid="rename-input"]:not([aria-invalid])');
    await page.close();
    const seal = await alice.open('app.html#seal');
    await byId(seal, 'composer-to').click();
    await seal.keyboard.press('Backspace');
    await fill(seal, 'composer-text', 'x');
    await byId(seal, 'composer-seal').click();
    await afterwards(seal, 'seal-problem');
    const below = await seal.evaluate(() => {
      const [problem, box] = ['seal-problem', 'composer-text'].map((id) =>
        document.querySelector(`[data-testid="${id}"]`),
      );
      return (problem!.compareDocumentPosition(box!) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    });
    expect(below).toBe(true);
    await seal.close();
  });
});

describe('a field too small for any sealed text', () => {
  test('is told with figures before one writes, and the panel seals to be copied', async () => {
    const page = await newTab('/small');
    const composer = await openComposer(page, '#field');
    await composer.waitForFunction(() =>
      /140\D+\d{3}/.test(document.querySelector('[data-testid="room"]')?.textContent ?? ''),
    );
    await fill(composer, 'composer-text', 'short');
    await byId(composer, 'composer-seal').click();
    await byId(composer, 'insert-problem').wait();
    expect(await text(composer as unknown as Page, 'insert-problem')).not.toContain('Shorten');
    const panel = await panelOpenedBy(alice, () => byId(composer, 'frame-to-panel').click());
    await byId(panel, 'composer-seal').click();
    await byId(panel, 'composer-seal-copy').click();
    await byId(panel, 'sealed-text').wait();
    expect(await panel.$('[data-testid="panel-insert"]')).toBeNull();
    await Promise.all([panel.close(), page.close()]);
  });
});

describe('the side panel', () => {
  test('does not speak of a site that is not in front any more', async () => {
    const page = await newTab('/');
    const composer = await openComposer(page, '#field');
    await fill(composer, 'composer-text', 'for that field');
    const panel = await panelOpenedBy(alice, () => byId(composer, 'frame-to-panel').click());
    await byId(panel, 'panel-reason').wait();
    const other = await newTab('/small');
    await other.bringToFront();
    await byId(panel, 'panel-elsewhere').wait();
    expect(await panel.$('[data-testid="panel-reason"]')).toBeNull();
    // Back in front it is busy, and says nothing of its field for longer than one waits for it.
    await page.evaluate(() => {
      setTimeout(() => {
        for (const until = performance.now() + 3_000; performance.now() < until; );
      });
    });
    await page.bringToFront();
    await byId(panel, 'panel-reason').wait();
    await gone(panel, 'panel-elsewhere');
    await page.goto(`${site.origin}/small`);
    await byId(panel, 'panel-elsewhere').wait();
    await byId(panel, 'panel-own').click();
    await gone(panel, 'panel-elsewhere');
    await panel.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === '',
    );
    await Promise.all([panel.close(), page.close(), other.close()]);
  });

  test('is opened from the popup without a site', async () => {
    const page = await newTab('/');
    const panel = await panelOpenedBy(alice, async () => byId(await openPopup(page), 'popup-panel').click());
    await byId(panel, 'composer-text').wait();
    expect(await panel.$('[data-testid="panel-elsewhere"]')).toBeNull();
    await Promise.all([panel.close(), page.close()]);
  });
});

describe('the composer in a narrow window', () => {
  test('keeps clear of the scroll bar', async () => {
    const page = await newTab('/aside');
    await page.setViewport({ width: 320, height: 600 });
    const free = await page.evaluate(() => document.documentElement.clientWidth);
    expect(free).toBeLessThan(320);
    const composer = await openComposer(page, '#field');
    await byId(composer, 'composer-text').wait();
    const box = await (await composer.frameElement())!.boundingBox();
    expect(box!.x + box!.width).toBeLessThanOrEqual(free);
    await page.close();
  });
});
