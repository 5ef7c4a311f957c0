// Windows that a page opens in odd ways: it gets hold of them before our script does, and listens. Each may count as
// guarded only where nothing that came so early hears a key that is kept from it.
import type { Page, Target } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { browser } from 'wxt/browser';
import { byId, openPopup } from '../../browser/driver.ts';
import { html } from '../../browser/page/support.ts';
import { panelOpenedBy } from '../../browser/ui/side-panel.ts';
import { openStage, type Stage } from './stage.ts';

/** In the background, where these functions run. */
declare const chrome: typeof browser;

type World = Record<symbol, { readonly guarded: boolean; readonly inherits: boolean } | undefined>;

const field = '<input id="field">';
const listen = `
  heard = [];
  listen = (to) => to.addEventListener('keydown', (event) => heard.push(event.key), true);`;
const body = `<script>${listen} listen(window)</script>${field}`;
const quoted = JSON.stringify(`<!doctype html>${body}`).replaceAll('</', '<\\/');
const blob = `URL.createObjectURL(new Blob([${quoted}], { type: 'text/html' }))`;
const unnamed = `document.head.append(Object.assign(document.createElement('meta'), { name: 'referrer', content: 'no-referrer' }));`;
/** It has no history of its own, and yet takes its frame through one. */
const used = `const frame = other.document.createElement('iframe');
  let turns = 0;
  frame.onload = () => turns++ < 3 ? frame.contentWindow.location = '/next?' + turns : fetch('/done');
  other.document.body.append(frame);`;
const rewritten = `other.document.write(${quoted}); other.document.close();`;
const opening = (address: string, then = ''): string => `{ other = open(${address}); listen(other); ${then} }`;
const disowned = 'other.opener = null;';
const transform = `<?xml version="1.0"?><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><html><body><script>${listen.replaceAll('>', '&gt;')} listen(window)</script><input id="field"/></body></html></xsl:template></xsl:stylesheet>`;

describe('a window that begins in an odd way', () => {
  let stage: Stage;
  let isUsed = (): void => undefined;
  beforeAll(async () => {
    const after = new Promise<void>((resolve) => {
      isUsed = resolve;
    });
    const xml = { 'content-type': 'text/xml' };
    stage = await openStage(
      {
        '/': html(`<script>${listen}</script><a id="link" target="_blank" href="/inner">go</a>`),
        '/inner': html(body),
        '/slow': { ...html(body), after },
        '/next': html('<script>addEventListener("pageshow", (event) => (document.title = event.persisted))</script>'),
        '/before': html(
          '<script type="speculationrules">{"prerender":[{"urls":["/inner"],"eagerness":"immediate"}]}</script><a id="link" href="/inner">go</a>',
        ),
        '/xslt': { body: '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="/sheet"?><a/>', headers: xml },
        '/sheet': { body: transform, headers: xml },
      },
      { without: ['--disable-back-forward-cache'] },
    );
  });
  afterAll(() => stage?.close());

  const inBackground = async <I, O>(run: (input: I) => O, input: I): Promise<Awaited<O> | undefined> => {
    const target = await stage.alice.browser.waitForTarget((one) => one.type() === 'service_worker');
    return (await target.worker())?.evaluate(run as (input: unknown) => O, input);
  };
  const arm = (): Promise<unknown> =>
    inBackground(async (since) => {
      const message = { to: 'page', command: 'page.arm', input: { since } };
      const tabs = await chrome.tabs.query({});
      for (const { id } of tabs) await chrome.tabs.sendMessage(id ?? -1, message).catch(() => undefined);
    }, Date.now());
  /** As the background decides, of its facts and those of our world there. */
  const isGuarded = async (page: Page): Promise<boolean> => {
    const opened = await inBackground(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return (await chrome.storage.session.get(`opened:${tab?.id}`))[`opened:${tab?.id}`] === true;
    }, null);
    for (const realm of await page.mainFrame().extensionRealms()) {
      const link = await realm.evaluate(() => {
        const { guarded, inherits } = (globalThis as unknown as World)[Symbol.for('fieldseal.page')] ?? {};
        return { guarded, inherits };
      });
      if (link.guarded !== undefined) return link.guarded && !(link.inherits && opened);
    }
    return false;
  };
  const heardIn = async (pages: readonly Page[]): Promise<number> => {
    const counts = await Promise.all(pages.map((page) => page.evaluate('globalThis.heard?.splice(0).length ?? 0')));
    return counts.reduce<number>((sum, count) => sum + Number(count), 0);
  };
  /** Runs something in a page that opens a window, and gives both. */
  const openedBy = async (make: () => Promise<unknown>): Promise<Page> => {
    const known = new Set<Target>(stage.alice.browser.targets());
    const made = stage.alice.browser.waitForTarget((one) => !known.has(one) && one.type() === 'page');
    await make();
    const other = await (await made).page();
    if (!other) throw new Error('no window came');
    await other.bringToFront();
    return other;
  };
  /** What it says of itself, and how many of two listeners heard a key before it was kept from them, and then. */
  const judge = async (page: Page, pages: readonly Page[]) => {
    await page.waitForSelector('#field');
    await page.focus('#field');
    await page.keyboard.press('x');
    const before = await heardIn(pages);
    await page.focus('#field');
    await arm();
    const guarded = await isGuarded(page);
    await page.keyboard.press('y');
    return { guarded, before: before > 0, heard: (await heardIn(pages)) > 0 };
  };

  it.each<[string, string, boolean]>([
    ['with an address', opening('"/inner"'), false],
    ['with an address, and is disowned', opening('"/inner"', disowned), false],
    ['as small, and is disowned', opening('"/inner", "", "width=500,height=400"', disowned), false],
    ['with no word of where from, and is disowned', unnamed + opening('"/inner"', disowned), false],
    ['with a slow address, and is made to look used', opening('"/slow"', disowned + used), false],
    ['blank, and is led on', opening('""', `${disowned} other.location = '/inner';`), false],
    ['blank, and is written in', opening('""', `other.document.body.innerHTML = ${JSON.stringify(field)};`), true],
    ['blank, and is written again', opening('""', rewritten), false],
    ['with a blob', opening(blob, disowned), false],
  ])('is opened %s', async (_name, how, guarded) => {
    const page = await stage.goto('/');
    const other = await openedBy(async () => {
      await page.evaluate(how);
      if (how.includes('/slow')) {
        await expect.poll(() => stage.site.received.some((one) => one.startsWith('GET /done'))).toBe(true);
        isUsed();
      }
    });
    const is = await judge(other, [other, page]);
    expect(is).toMatchObject({ guarded, before: true });
    if (guarded) expect(is.heard).toBe(false);
    await other.close();
    await page.close();
  });

  it('is opened with an address, and is disowned: a person who asks to write there gets the side panel', async () => {
    const page = await stage.goto('/');
    const other = await openedBy(() => page.evaluate(opening('"/inner"', disowned)));
    await other.click('#field');
    const popup = await openPopup(other);
    const panel = await panelOpenedBy(stage.alice, () => byId(popup, 'popup-seal').click());
    await byId(panel, 'panel-reload').wait();
    const loaded = other.waitForNavigation();
    await byId(panel, 'panel-reload').click();
    await loaded;
    await panel.close();
    // The keys are kept from it, too, until the person points at it, as the panel says.
    await other.click('#field');
    // What listened in the window before is gone with its document.
    expect(await judge(other, [other, page])).toMatchObject({ guarded: true, before: true, heard: false });
    await other.close();
    await page.close();
  });

  it('is opened by the person, out of a link', async () => {
    const page = await stage.goto('/');
    const other = await openedBy(async () => {
      await page.keyboard.down('Control');
      await page.click('#link');
      await page.keyboard.up('Control');
    });
    expect(await judge(other, [other])).toMatchObject({ guarded: true, before: true, heard: false });
    await other.close();
    await page.close();
  });

  it('is made by XSLT', async () => {
    const page = await stage.goto('/xslt');
    expect(await judge(page, [page])).toMatchObject({ guarded: true, before: true, heard: false });
    await page.close();
  });

  it('is gone back to, as it was left', async () => {
    // Without what looks on in other tests, the browser keeps it.
    const page = await stage.alice.browser.newPage();
    await page.goto(`${stage.site.origin}/inner`);
    await page.evaluate('kept = true');
    await arm();
    await page.goto(`${stage.site.origin}/next`);
    await page.goBack();
    expect(await page.evaluate('globalThis.kept')).toBe(true);
    expect(await judge(page, [page])).toMatchObject({ guarded: true, before: true, heard: false });
    await page.close();
  });

  it('was drawn before it was wanted', async () => {
    const page = await stage.goto('/before');
    const early = (): boolean => stage.site.received.some((one) => one.includes('/inner') && one.includes('prerender'));
    await expect.poll(early).toBe(true);
    await Promise.all([page.waitForNavigation(), page.click('#link')]);
    const [entry] = await page.evaluate(() => performance.getEntriesByType('navigation').map((one) => one.toJSON()));
    expect(entry.activationStart).toBeGreaterThan(0);
    expect(await judge(page, [page])).toMatchObject({ guarded: true, before: true, heard: false });
    await page.close();
  });
});
