// Strict mode: chosen among the sites, and from then on one writes and reads in the side panel. No window of ours stands in
// the page, no matter what leads there and who asks for one.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeId } from '../../../src/bridge/wire.ts';
import { type PageAnswer, type Site, startSite } from '../../support/site.ts';
import { badges, fieldBadge } from '../badges.ts';
import { byId, fill, frameOf, openComposer, openPopup, type Profile } from '../driver.ts';
import { launchPerson } from '../people.ts';
import { panelOpenedBy } from '../ui/side-panel.ts';
import { html, tokenForMyself } from './support.ts';

declare const chrome: typeof import('wxt/browser').browser;

describe('strict mode', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  /** Every frame that ever came into the page. */
  const frames: string[] = [];
  beforeAll(async () => {
    const pages: Record<string, PageAnswer> = {};
    [site, profile] = await Promise.all([startSite(pages), launchPerson('Alice')]);
    const token = await tokenForMyself(profile, 'read me beside');
    pages['/'] = html(
      `<p style="width:400px;height:60px;overflow:hidden;overflow-wrap:anywhere">${token}</p><textarea id="field"></textarea>`,
    );
    page = await profile.browser.newPage();
    await page.goto(site.origin);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  const choose = async (): Promise<void> => {
    const settings = await profile.open('app.html#sites');
    await byId(settings, 'strict-site').click();
    await settings.waitForFunction(
      async (kept) => {
        const { strict } = await chrome.storage.local.get('strict');
        return strict !== undefined && JSON.stringify(strict) !== kept;
      },
      {},
      JSON.stringify({ all: false, sites: [] }),
    );
    await settings.close();
  };
  /** What a content script in the hands of the page could say. */
  const askForFrame = async (kind: 'composer' | 'reader'): Promise<unknown> => {
    const realms = await page.extensionRealms();
    const replies = await Promise.all(
      realms.map((realm) =>
        realm.evaluate((message) => chrome.runtime.sendMessage(message), {
          to: 'background',
          command: 'page.mount',
          input: { kind, mountId: makeId() },
        }),
      ),
    );
    return replies[0];
  };
  const refused = { ok: false, error: { code: 'refused-sender', details: {} } };

  it('closes what stands open in the page when it is chosen, and the draft is kept', async () => {
    const composer = await openComposer(page, '#field');
    await fill(composer, 'composer-text', 'half a thought');
    await choose();
    await expect.poll(() => composer.detached).toBe(true);
    page.on('frameattached', (frame) => frames.push(frame.url()));
  });

  it('writes from the toolbar button in the side panel, and fills the field from there', async () => {
    await page.bringToFront();
    await page.click('#field');
    const panel = await panelOpenedBy(profile, async () => {
      const popup = await openPopup(page);
      await byId(popup, 'popup-seal').click();
    });
    const reason = await panel.waitForSelector('[data-testid="panel-reason"]');
    expect(await reason?.evaluate((element) => element.textContent)).toMatch(/chose/);
    await panel.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === 'half a thought',
    );
    await byId(panel, 'composer-seal').click();
    await byId(panel, 'panel-insert').click();
    await page.waitForFunction(() => document.querySelector('textarea')?.value.startsWith('FSEAL2m'));
    await panel.close();
  });

  it('reads in the side panel what a mark stands for, and edits there what a field holds', async () => {
    await page.bringToFront();
    const [mark] = await badges(page, 1);
    const panel = await panelOpenedBy(profile, () => page.mouse.click(mark?.x ?? 0, mark?.y ?? 0));
    const text = await panel.waitForSelector('[data-testid="reader-text"]');
    expect(await text?.evaluate((element) => element.textContent)).toBe('read me beside');
    await page.bringToFront();
    await page.click('#field');
    const edit = await fieldBadge(page);
    await page.mouse.click(edit.x, edit.y);
    await panel.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('[data-testid="composer-text"]')?.value === 'half a thought',
    );
    await panel.close();
  });

  it('knows the field that it took the focus from, as it does when the popup closes', async () => {
    const target = await profile.browser.waitForTarget((one) => one.type() === 'service_worker');
    const worker = await target.worker();
    const tell = (command: string, input: object): Promise<unknown> | undefined =>
      worker?.evaluate(
        async (message, url) => {
          const [tab] = await chrome.tabs.query({ url: `${url}/*` });
          return chrome.tabs.sendMessage(tab?.id ?? 0, message);
        },
        { to: 'page', command, input },
        site.origin.replace(/:\d+$/, ''),
      );
    await page.bringToFront();
    await page.click('#field');
    await tell('page.arm', { since: Date.now() + 1_000 });
    // As when the page's window has the focus again.
    await page.$eval('#field', (field) => {
      (field as HTMLElement).blur();
      (field as HTMLElement).focus();
    });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    expect(await tell('page.rememberField', {})).toEqual({ fieldKey: expect.stringContaining('field') });
    await page.click('#field');
  });

  it('gives no frame to a content script that asks for one', async () => {
    expect(await askForFrame('composer')).toEqual(refused);
    expect(await askForFrame('reader')).toEqual(refused);
    expect(frames).toEqual([]);
  });

  it('ends when it is chosen no more, and holds where its setting cannot be understood', async () => {
    const settings = await profile.open('app.html#sites');
    await byId(settings, 'strict-site').click();
    await settings.waitForFunction(async () => {
      const { strict } = await chrome.storage.local.get('strict');
      return JSON.stringify(strict) === JSON.stringify({ all: false, sites: [] });
    });
    expect(await askForFrame('reader')).toMatchObject({ ok: true });
    await settings.evaluate(() => chrome.storage.local.set({ strict: { all: 'no' } }));
    expect(await askForFrame('reader')).toEqual(refused);
    await settings.reload();
    await byId(settings, 'strict-all').click();
    await settings.close();
    await page.bringToFront();
    const [mark] = await badges(page, 1);
    await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
    await frameOf(page, 'reader.html');
  });
});
