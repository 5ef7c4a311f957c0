import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeId } from '../../../src/bridge/wire.ts';
import { type Site, startSite } from '../../support/site.ts';
import { byId, frameGone, openComposer, openPopup, type Profile } from '../driver.ts';
import { launchPerson } from '../people.ts';
import { panelOpenedBy } from '../ui/side-panel.ts';
import { html, strangersToken } from './support.ts';

const isolated = { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin' };

describe('the field that the side panel writes for', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await startSite({
      '/outer': html('<textarea id="field"></textarea><iframe src="/inner"></iframe>', isolated),
      '/two': html('<textarea id="field"></textarea><textarea id="other">words of mine</textarea>'),
      '/inner': html('<textarea id="field"></textarea>', isolated),
    });
    profile = await launchPerson('Alice');
    page = await profile.browser.newPage();
    await page.goto(`${site.origin}/outer`);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  /** Speaks to the background from the popup over the page. Undefined where the popup closes before it is answered. */
  const say = async (command: string, input: object): Promise<unknown> => {
    const popup = await openPopup(page);
    await popup.waitForSelector('main');
    const reply = await popup
      .evaluate(
        (message) =>
          (globalThis as unknown as { chrome: typeof import('wxt/browser').browser }).chrome.runtime.sendMessage(
            message,
          ),
        { to: 'background', command, input },
      )
      .catch(() => undefined);
    await popup.close().catch(() => undefined);
    return (reply as { value?: unknown } | undefined)?.value;
  };
  const pressAgain = async (panel: Page, selector: string): Promise<void> => {
    const button = await panel.waitForSelector(selector, { visible: true });
    const { x, y } = (await button?.clickablePoint()) ?? { x: 0, y: 0 };
    const client = await panel.createCDPSession();
    for (const type of ['mousePressed', 'mouseReleased'] as const)
      await client.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 2 });
    await client.detach();
  };
  const held = () =>
    Promise.all(
      page
        .frames()
        .slice(0, 2)
        .map((frame) => frame.$eval('#field', (area) => (area as HTMLTextAreaElement).value.replaceAll('\n', ''))),
    );

  it('is the one of the frame where the caret was last, although another frame remembers one too', async () => {
    const [outer, inner] = page.frames();
    for (const frame of [outer, inner]) {
      await page.bringToFront();
      await frame?.click('#field');
      // The panel that opens takes the focus from the popup, which closes.
      await say('tab.compose', {});
    }
    const token = strangersToken();
    expect(await say('panel.insert', { requestId: makeId(), token })).toEqual({ kind: 'inserted' });
    expect(await held()).toEqual(['', token]);
  });

  it('is none any more where the frame has gone', async () => {
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    expect(await say('panel.insert', { requestId: makeId(), token: strangersToken() })).toEqual({ kind: 'field-gone' });
    expect(await page.$eval('#field', (area) => (area as HTMLTextAreaElement).value)).toBe('');
  });

  it('is not another one that somebody asked to write for meanwhile', async () => {
    // The one that was opened by the tests above.
    for (const target of profile.browser.targets()) {
      if (target.url().includes('/sidepanel.html')) await (await target.asPage()).close();
    }
    await page.goto(`${site.origin}/two`);
    const composer = await openComposer(page, '#field');
    const panel = await panelOpenedBy(profile, () => byId(composer, 'frame-to-panel').click());
    await byId(panel, 'panel-reason').wait();
    await byId(panel, 'composer-text').fill('for the first field');
    await byId(panel, 'composer-with-passphrase').click();
    await byId(panel, 'composer-passphrase').fill('seven words for a test of ours');
    await byId(panel, 'composer-seal').click();
    // The second press of a shaking hand: on what came to lie where Seal was.
    await pressAgain(panel, '.actions .button:not([data-testid])');
    await byId(panel, 'panel-insert').wait();
    // Asks to write there, and does not.
    const visit = async (selector: string): Promise<void> => {
      const another = await openComposer(page, selector);
      await another.waitForSelector('[data-testid="composer-text"]');
      await page.keyboard.press('Escape');
      await frameGone(page, another);
    };
    await visit('#other');
    await byId(panel, 'panel-insert').click();
    const problem = await panel.waitForSelector('[data-testid="insert-problem"]');
    expect(await problem?.isIntersectingViewport({ threshold: 1 })).toBe(true);
    expect(await problem?.evaluate((notice) => notice.textContent)).toContain('the sealed text is not in it');
    const fields = () => page.$$eval('textarea', (areas) => areas.map(({ value }) => value));
    expect(await fields()).toEqual(['', 'words of mine']);
    // Back where it was begun, it goes in.
    await visit('#field');
    await byId(panel, 'panel-insert').click();
    await byId(panel, 'inserted').wait();
    // Why one writes here is nothing to whoever has written.
    await panel.waitForSelector('[data-testid="panel-reason"]', { hidden: true });
    await pressAgain(panel, '[data-testid="composer-new"]');
    expect(await panel.$('[data-testid="inserted"]')).not.toBeNull();
    expect(await fields()).toEqual([expect.stringMatching(/^FSEAL2m/), 'words of mine']);
    // Sent, and another page is there: nothing is left to put in.
    await page.goto(`${site.origin}/outer`);
    const elsewhere = await panel.waitForSelector('[data-testid="panel-elsewhere"]');
    expect(await elsewhere?.evaluate((notice) => notice.textContent)).toContain('went into a field');
    // It is said once, and another text is not for that field.
    expect(await panel.$('[data-testid="inserted"], [data-testid="composer-new"]')).toBeNull();
    await panel.close();
  });
});
