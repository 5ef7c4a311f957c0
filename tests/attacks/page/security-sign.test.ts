// What a page learns of the sign by which a person knows our windows: nothing, so that what it forges lacks it.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SecuritySign } from '../../../src/bytes/security-sign.ts';
import { badges } from '../../browser/badges.ts';
import { byId, fill, openComposer, openedReader, openPopup, type Profile } from '../../browser/driver.ts';
import { html, tokenForMyself } from '../../browser/page/support.ts';
import { launchPerson } from '../../browser/people.ts';
import { type Site, startSite } from '../../support/site.ts';

/** The shortest and the longest that there can be. */
const short: SecuritySign = { phrase: 'liliii', colour: 'grey', shape: 'circle' };
const long: SecuritySign = { phrase: 'WWWWWWW MMMMMMM WWWWWWWW', colour: 'red', shape: 'star' };

/** Notes all that a page can see of what stands in it: boxes, changes, messages, and what is asked of the network. */
const spy = `
  seen = [];
  new MutationObserver((records) => seen.push(...records.flatMap((r) => [...r.addedNodes]).map((n) => n.outerHTML ?? n.data))).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  addEventListener('message', (event) => seen.push(JSON.stringify(event.data)));
  new PerformanceObserver((list) => seen.push(JSON.stringify(list.getEntries()))).observe({ entryTypes: ['resource', 'layout-shift', 'largest-contentful-paint', 'element'].filter((type) => PerformanceObserver.supportedEntryTypes.includes(type)) });`;

/** Where our host takes the pointer, to the pixel: so a page measures a frame that it cannot see. */
const measure = `(() => {
  const hit = (x, y) => document.elementFromPoint(x, y)?.matches(':root>div');
  const down = [...Array(innerHeight).keys()].filter((y) => hit(120, y));
  const across = [...Array(innerWidth).keys()].filter((x) => hit(x, down.at(-40)));
  const boxes = [...document.querySelectorAll(':root>div')].map((host) => JSON.stringify(host.getBoundingClientRect()));
  return [down[0], down.length, across[0], across.length, ...boxes].join(' ');
})()`;

/** Whatever script can get out of the page, tried in every way it has. */
const loot = `JSON.stringify([
  seen, document.documentElement.outerHTML, document.body.innerText, document.documentElement.getHTML?.({ serializableShadowRoots: true }),
  [...document.querySelectorAll(':root>div')].map((host) => [host.shadowRoot, host.textContent, host.innerText, host.title, host.ariaLabel, getComputedStyle(host, '::before').content]),
  String(getSelection()), frames.length, document.title, performance.getEntries().map((entry) => entry.name),
  { ...localStorage }, { ...sessionStorage }, window.name, document.cookie,
])`;

describe('the security sign', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    profile = await launchPerson('Alice');
    const token = await tokenForMyself(profile, 'a text of mine');
    const body = `<textarea id="field" style="width:400px;height:80px"></textarea><p id="text" style="margin-top:500px">${token}</p><script>${spy}</script>`;
    site = await startSite({ '/': html(body) });
    page = await profile.browser.newPage();
    await page.goto(site.origin);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  /** Chosen as a person does it. */
  const choose = async ({ phrase, colour, shape }: SecuritySign): Promise<void> => {
    const app = await profile.open('app.html#vault/sign');
    await byId(app, 'sign-own').click();
    await fill(app, 'sign-phrase', phrase);
    await byId(app, `sign-${colour}`).click();
    await byId(app, `sign-${shape}`).click();
    await byId(app, 'sign-take').click();
    await byId(app, 'toast').wait();
    await app.close();
  };
  const signIn = async (where: Page | Frame): Promise<SecuritySign> => {
    await byId(where, 'sign').wait();
    return where.$eval('[data-testid="sign"]', (line) => ({
      phrase: line.querySelector('bdi')?.textContent ?? '',
      colour: line.getAttribute('data-colour'),
      shape: line.getAttribute('data-shape'),
    })) as Promise<SecuritySign>;
  };
  const open = async (kind: 'composer' | 'reader'): Promise<Frame> => {
    await page.reload();
    await page.bringToFront();
    // The writer is told of sealed texts that are known by then.
    const [mark] = await badges(page, 1);
    if (kind === 'composer') return openComposer(page, '#field');
    await page.mouse.click(mark!.x, mark!.y);
    const reader = await openedReader(page);
    await byId(reader, 'reader-text').wait();
    return reader;
  };
  /** Everything that the page can tell of a frame, once that has the size it asked for: more where texts are around. */
  const observe = async (kind: 'composer' | 'reader') => {
    const frame = await open(kind);
    const sign = await signIn(frame);
    if (kind === 'composer') await frame.waitForFunction(() => innerHeight === 600);
    const found = await page.evaluate(
      (words) => words.filter((word) => (window as never as { find(w: string): boolean }).find(word)),
      sign.phrase.split(' '),
    );
    return { sign, found, loot: String(await page.evaluate(loot)), size: String(await page.evaluate(measure)) };
  };

  it('stands in every window of ours, never reaches the page, and takes the same room whatever it is', async () => {
    const sizes: string[][] = [];
    for (const chosen of [long, short]) {
      await choose(chosen);
      const seen = [await observe('composer'), await observe('reader')] as const;
      for (const { sign, found, loot: got } of seen) {
        expect(sign).toEqual(chosen);
        expect(found).toEqual([]);
        for (const word of chosen.phrase.split(' ')) expect(got).not.toContain(word);
      }
      // The same search finds what the page does hold, so it is not blind.
      expect(seen[0]?.loot).toContain('FSEAL2m');
      sizes.push(seen.map(({ size }) => size));
    }
    expect(sizes[0]).toEqual(sizes[1]);
    expect(sizes[0]).toEqual([
      expect.stringMatching(/^\d+ 6\d\d \d+ 4\d\d /),
      expect.stringMatching(/^\d+ 3[78]\d \d+ 4\d\d /),
    ]);
    const popup = await openPopup(page);
    expect(await signIn(popup)).toEqual(short);
    for (const path of ['sidepanel.html', 'app.html']) {
      const own = await profile.open(path);
      expect(await signIn(own)).toEqual(short);
      await own.close();
    }
    expect(site.received.join('\n')).not.toContain('WWWW');
  });

  it('is told to no content script, and to no frame that the page made', async () => {
    const said: unknown[] = [];
    for (const realm of await page.mainFrame().extensionRealms())
      said.push(
        await realm.evaluate(
          () =>
            new Promise((resolve) => {
              const { runtime } = (globalThis as never as { chrome: typeof import('wxt/browser').browser }).chrome;
              const port = runtime.connect({ name: 'keeper' });
              port.onMessage.addListener(resolve);
              port.onDisconnect.addListener(() => resolve('disconnected'));
              port.postMessage({ id: 'x', command: 'sign.get', input: {} });
            }),
        ),
      );
    expect(said.length).toBeGreaterThan(0);
    for (const answer of said) expect(JSON.stringify(answer)).toMatch(/refused-sender|disconnected/);
  });

  it('is missing from whatever the page draws or embeds in the composer’s place', async () => {
    const composer = await open('composer');
    const { phrase } = await signIn(composer);
    const address = await composer.evaluate(() =>
      (globalThis as never as { chrome: typeof import('wxt/browser').browser }).chrome.runtime.getURL('/composer.html'),
    );
    const known = new Set(page.frames());
    // As much as the strongest page has: the address of the real document, and all that the person can be shown.
    await page.evaluate((src) => {
      const forged = document.createElement('div');
      forged.append(...document.querySelectorAll(':root>div')[0]!.cloneNode(true).childNodes);
      document.body.append(forged, Object.assign(document.createElement('iframe'), { src }));
    }, address);
    const embedded = await page.waitForFrame((frame) => !known.has(frame) && frame.url().includes('composer.html'));
    await byId(embedded, 'unbound').wait();
    expect(await embedded.evaluate(() => document.documentElement.outerHTML)).not.toContain(phrase);
    expect(await page.evaluate(loot)).not.toContain(phrase);
    expect(await composer.evaluate(() => document.body.textContent)).toContain(phrase);
  });
});
