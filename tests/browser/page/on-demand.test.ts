import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { badges } from '../badges.ts';
import { createVault, killServiceWorker, launchProfile, openComposer, type Profile } from '../driver.ts';
import { type ScriptWatch, watchScripts } from './scripts.ts';
import { html, strangersToken, tell } from './support.ts';

const token = strangersToken();

describe('the second content script', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  let watch: ScriptWatch;
  beforeAll(async () => {
    site = await startSite({
      '/plain': html('<main id="main"></main><textarea id="field"></textarea>'),
      '/sealed': html(`<main id="main"><p>${token}</p></main>`),
      '/far': html(
        `${'<p>an ordinary line of a long page</p>'.repeat(400)}<p>${token}</p>${'<p>and another</p>'.repeat(4)}`,
      ),
      '/other': html('<p>nothing sealed</p><textarea id="field"></textarea>'),
    });
    profile = await launchProfile({ name: 'Alice' });
    await createVault(profile, { name: 'Alice', passphrase: 'violet anchor seven teapots' });
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });
  afterEach(async () => {
    await watch?.stop();
    await page?.close();
  });

  const open = async (path: string): Promise<void> => {
    page = await profile.browser.newPage();
    watch = await watchScripts(page);
    await page.goto(site.origin + path);
  };
  const seal = (count = 1): Promise<void> =>
    page.evaluate(
      (text, times) => {
        for (let i = 0; i < times; i++) {
          const p = document.createElement('p');
          p.textContent = text;
          document.querySelector('#main')?.append(p);
        }
      },
      token,
      count,
    );

  it('does not come where there is nothing to show and nothing to seal', async () => {
    await open('/plain');
    await page.type('#field', 'ordinary words');
    // The first one is there and answers; to remember a field does not need the second.
    expect(await tell(page, 'page.rememberField', {})).toMatchObject({ fieldKey: expect.any(String) });
    expect(await tell(page, 'page.armed', {})).toBe(false);
    expect(await watch.tools()).toBe(0);
  });

  it('does not come for a sealed text far below the screen, and comes when that is scrolled to', async () => {
    await open('/far');
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestAnimationFrame(resolve))));
    expect(await watch.tools()).toBe(0);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    expect(await badges(page, 1)).toHaveLength(1);
    expect(await watch.tools()).toBe(1);
  });

  it('comes once for many sealed texts, and shows those that were there before it', async () => {
    await open('/plain');
    await seal(5);
    expect(await badges(page, 5)).toHaveLength(5);
    await seal(3);
    expect(await badges(page, 8)).toHaveLength(8);
    expect(await watch.tools()).toBe(1);
  });

  it('comes once where a field is to be sealed in two ways at once', async () => {
    await open('/plain');
    await page.focus('#field');
    const composer = page.waitForFrame((frame) => frame.url().includes('composer.html'));
    const answers = Promise.all([tell(page, 'page.compose', {}), seal()]);
    await composer;
    expect((await answers)[0]).toBe('frame');
    expect(await watch.tools()).toBe(1);
  });

  it('comes although the background was killed before it was asked, and while it was', async () => {
    await open('/plain');
    await killServiceWorker(profile);
    await page.bringToFront();
    await seal();
    expect(await badges(page, 1)).toHaveLength(1);
    await page.goto(`${site.origin}/plain`);
    const killer = await profile.open('app.html');
    const session = await killer.createCDPSession();
    await session.send('ServiceWorker.enable');
    await Promise.all([seal(), session.send('ServiceWorker.stopAllWorkers')]);
    await killer.close();
    await page.bringToFront();
    expect(await badges(page, 1)).toHaveLength(1);
  });

  it('does not follow into the page that was gone to meanwhile', async () => {
    await open('/plain');
    await page.evaluate(
      (text, next) => {
        document.querySelector('#main')?.append(text);
        // After the first script has seen it, and before the second can have come.
        setTimeout(() => location.assign(next));
      },
      token,
      `${site.origin}/other`,
    );
    await page.waitForFunction(() => location.pathname === '/other' && document.readyState === 'complete');
    const before = await watch.tools();
    expect(await tell(page, 'page.armed', {})).toBe(false);
    expect(await watch.tools()).toBe(before);
    expect(await page.evaluate(() => document.querySelectorAll(':root>div').length)).toBe(0);
    const composer = await openComposer(page, '#field');
    expect(await composer.waitForSelector('[data-testid="composer-text"]', { visible: true })).toBeTruthy();
    expect(await watch.tools()).toBe(before + 1);
  });

  it('runs a second time without effect', async () => {
    await open('/sealed');
    expect(await badges(page, 1)).toHaveLength(1);
    const popup = await profile.open('app.html');
    await popup.evaluate(async (url) => {
      const { chrome } = globalThis as unknown as { chrome: typeof import('wxt/browser').browser };
      const tabs = await chrome.tabs.query({});
      const tab = tabs.find((one) => one.url === url);
      await chrome.scripting.executeScript({ target: { tabId: tab?.id ?? -1 }, files: ['/page-tools.js'] });
    }, `${site.origin}/sealed`);
    await popup.close();
    await page.bringToFront();
    expect(await watch.tools()).toBe(2);
    await seal();
    expect(await badges(page, 2)).toHaveLength(2);
    expect(await page.evaluate(() => document.querySelectorAll(':root>div').length)).toBe(1);
  });

  it('comes into frames that hold a sealed text, opaque ones as well, and only into those', async () => {
    await open('/plain');
    await page.evaluate((text) => {
      for (const [sandbox, body] of [
        ['allow-scripts', `<p>${text}</p>`],
        ['allow-scripts', '<p>nothing</p>'],
      ] as const) {
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', sandbox);
        frame.srcdoc = body;
        document.body.append(frame);
      }
    }, token);
    expect(await badges(page, 1)).toHaveLength(1);
    const [, holding, empty] = page.frames();
    const hosts = (frame: typeof holding) => frame?.evaluate(() => document.querySelectorAll(':root>div').length);
    expect(await hosts(holding)).toBe(1);
    expect(await hosts(empty)).toBe(0);
  });
});
