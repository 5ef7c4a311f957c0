// What a page can learn from the marks beside sealed texts, and what it can do with them.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Badge, badges } from '../../browser/badges.ts';
import { createVault, launchProfile, type Profile, pressArmed } from '../../browser/driver.ts';
import { html, strangersToken, tokenForMyself } from '../../browser/page/support.ts';
import { type Site, startSite } from '../../support/site.ts';

/** Runs in the page, before its first script: notes every call of what the page can patch. */
const spy = `
  calls = [];
  for (const [proto, names] of [
    [Document.prototype, ['createElement', 'createElementNS', 'createRange', 'createTreeWalker', 'elementFromPoint', 'execCommand', 'querySelectorAll']],
    [Element.prototype, ['attachShadow', 'append', 'setAttribute', 'getBoundingClientRect', 'querySelectorAll', 'matches', 'checkVisibility']],
    [HTMLElement.prototype, ['showPopover', 'hidePopover', 'focus']],
    [Range.prototype, ['getClientRects', 'setStart']],
    [EventTarget.prototype, ['addEventListener', 'dispatchEvent']],
    [MutationObserver.prototype, ['observe']],
    [IntersectionObserver.prototype, ['observe']],
  ]) for (const name of names) {
    const own = proto[name];
    proto[name] = function (...args) { calls.push(name); return own.apply(this, args); };
  }
  heard = [];
  addEventListener('message', (event) => heard.push(JSON.stringify(event.data)));
  for (const target of [window, document]) for (const type of ['wxt:content-script-started', 'beforetoggle', 'toggle'])
    target.addEventListener(type, (event) => heard.push(type + ' ' + event.target.id), true);
`;

describe('the marks beside sealed texts', () => {
  let profile: Profile;
  let site: Site;
  let mine: string;
  beforeAll(async () => {
    site = await startSite({ '/plain': html('<main id="main"></main>') });
    profile = await launchProfile({ name: 'Alice' });
    await createVault(profile, { name: 'Alice', passphrase: 'violet anchor seven teapots' });
    mine = await tokenForMyself(profile, 'canary-of-mine');
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  const open = async (body: string, before = ''): Promise<Page> => {
    const page = await profile.browser.newPage();
    if (before) await page.evaluateOnNewDocument(before);
    await page.goto(`${site.origin}/plain`);
    await page.evaluate((markup) => {
      (document.querySelector('#main') as HTMLElement).innerHTML = markup;
    }, body);
    return page;
  };
  const named = async (page: Page, names: readonly string[]): Promise<readonly Badge[]> => {
    for (const start = Date.now(); ; ) {
      const found = await badges(page, names.length);
      if (names.every((name, at) => found[at]?.name === name) || Date.now() - start > 30_000) return found;
    }
  };
  const readers = (page: Page): number => page.frames().filter((frame) => frame.url().includes('reader.html')).length;
  /** All that the page can measure of what we put into it. */
  const outside = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(':root>div')].map((host) => ({
        html: host.outerHTML,
        text: host.textContent,
        box: JSON.stringify(host.getBoundingClientRect()),
        extent: [host.scrollWidth, host.scrollHeight, host.offsetWidth, host.offsetHeight, host.clientWidth],
        style: [getComputedStyle(host).width, getComputedStyle(host).height, getComputedStyle(host).display],
        page: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
      })),
    );

  it('look the same from outside whether a text is mine or another’s', async () => {
    const box = (token: string) =>
      `<p style="width:400px;height:100px;overflow:hidden;overflow-wrap:anywhere">${token}</p>`;
    const one = await open(box(mine));
    const [own] = await named(one, ['Yours']);
    await one.mouse.move(own?.x ?? 0, own?.y ?? 0);
    const seenOne = await outside(one);
    const other = await open(box(strangersToken()));
    const [theirs] = await named(other, ['Not for you?']);
    await other.mouse.move(theirs?.x ?? 0, theirs?.y ?? 0);
    const seenOther = await outside(other);
    expect(own?.name).toBe('Yours');
    expect(theirs?.name).toBe('Not for you?');
    expect([own?.width, own?.height, own?.x, own?.y]).toEqual([theirs?.width, theirs?.height, theirs?.x, theirs?.y]);
    expect(Math.min(own?.width ?? 0, own?.height ?? 0)).toBeGreaterThanOrEqual(24);
    expect(seenOne).toHaveLength(1);
    expect(seenOne).toEqual(seenOther);
    await one.close();
    await other.close();
  });

  // The browser tells a page how large the largest text is that it painted, in a closed tree, too.
  it('are painted in the same size whether a text is mine or another’s', async () => {
    const sizes = async (token: string, name: string): Promise<readonly number[]> => {
      const page = await open(
        '<p id="text" style="width:20px;height:19px;overflow:hidden;overflow-wrap:anywhere"></p>',
      );
      await page.evaluate(`sizes = [];
        new PerformanceObserver((list) => sizes.push(...list.getEntries().filter(({ element }) => !element).map(({ size }) => size)))
          .observe({ type: 'largest-contentful-paint', buffered: true });`);
      await page.$eval('#text', (text, words) => text.append(words), token);
      // A mark of this width has no label.
      await named(page, [name]);
      await page.$eval('#text', (text) => text.setAttribute('style', 'width:400px;overflow-wrap:anywhere'));
      await page.waitForFunction('sizes.length > 0');
      const seen = await page.evaluate('sizes');
      await page.close();
      return seen as readonly number[];
    };
    expect(await sizes(mine, 'Yours')).toEqual(await sizes(strangersToken(), 'Can’t open yet'));
  });

  it('cannot be found by window.find()', async () => {
    const page = await open(`<p>${mine}</p><p>an ordinary word</p>`);
    await named(page, ['Yours']);
    const find = (text: string) =>
      page.evaluate((words) => (window as unknown as { find(text: string): boolean }).find(words), text);
    expect(await find('ordinary'), 'the search is not blind').toBe(true);
    for (const words of ['Sealed', 'for you', 'text', 'canary']) expect(await find(words), words).toBe(false);
    await page.close();
  });

  it('open nothing for a click that nobody made', async () => {
    const page = await open(`<p>${mine}</p>`);
    const [badge] = await named(page, ['Yours']);
    await page.evaluate(
      (x, y) => {
        const host = document.elementFromPoint(x, y) as HTMLElement;
        host.click();
        for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown'])
          host.dispatchEvent(
            new MouseEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y, view: window }),
          );
        host.focus();
        host.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      },
      badge?.x ?? 0,
      badge?.y ?? 0,
    );
    // A click of the person's does open it, so that the wait for nothing ends with something.
    expect(readers(page)).toBe(0);
    await page.mouse.click(badge?.x ?? 0, badge?.y ?? 0);
    await page.waitForFrame((frame) => frame.url().includes('reader.html'));
    expect(readers(page)).toBe(1);
    await page.close();
  });

  it('are reached and pressed by the keyboard alone', async () => {
    const page = await open(`<p>${mine}</p>`);
    await named(page, ['Yours']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const reader = await page.waitForFrame((frame) => frame.url().includes('reader.html'));
    await pressArmed(reader, 'reader-open', page);
    expect(await reader.waitForSelector('[data-testid="reader-text"]')).toBeTruthy();
    await page.close();
  });

  it('call nothing that the page has patched, and say nothing to it before there is something to show', async () => {
    const quiet = await open('<p>nothing sealed</p>', spy);
    await quiet.waitForFunction(() => document.readyState === 'complete');
    expect(await quiet.evaluate('heard')).toEqual([]);
    await quiet.close();
    const page = await open('', spy);
    await page.evaluate('calls.length = 0');
    await page.evaluate((text) => {
      (document.querySelector('#main') as HTMLElement).textContent = text;
    }, mine);
    await page.evaluate('calls.length = 0');
    const [badge] = await named(page, ['Yours']);
    await page.mouse.click(badge?.x ?? 0, badge?.y ?? 0);
    await page.waitForFrame((frame) => frame.url().includes('reader.html'));
    expect(await page.evaluate('calls')).toEqual([]);
    expect(((await page.evaluate('heard')) as string[]).filter((line) => !/^(before)?toggle $/.test(line))).toEqual([]);
    await page.close();
  });

  it('survive names in the page that stand in the way of the DOM', async () => {
    const names =
      'parentNode parentElement textContent nodeType isConnected firstChild children contains closest matches getRootNode getBoundingClientRect querySelectorAll localName tagName attachShadow append isContentEditable checkVisibility firstElementChild getAttribute style id nodeName ownerDocument'.split(
        ' ',
      );
    const globals =
      'browser chrome document location performance top self origin crypto getComputedStyle requestAnimationFrame fieldseal __fieldseal'.split(
        ' ',
      );
    const page = await open(
      `<form>${names.map((name) => `<input type="hidden" name="${name}">`).join('')}<p>${mine.slice(0, 50)}</p>${mine.slice(50)}</form>
       ${globals.map((name) => `<form id="${name}"><input type="hidden" name="runtime" id="${name}-id"><input type="hidden" name="id"></form>`).join('')}
       ${['body', 'activeElement', 'documentElement', 'createElement', 'readyState', 'elementFromPoint'].map((name) => `<img name="${name}" alt="">`).join('')}`,
    );
    const [badge] = await named(page, ['Yours']);
    expect(badge?.name).toBe('Yours');
    await page.mouse.click(badge?.x ?? 0, badge?.y ?? 0);
    await page.waitForFrame((frame) => frame.url().includes('reader.html'));
    await page.close();
  });

  it('make no element whose name the page could have taken', async () => {
    const page = await open(
      '',
      `made = [];
       for (const name of ['x-badge', 'fieldseal-badge', 'wxt-ui'])
         customElements.define(name, class extends HTMLElement { constructor() { super(); made.push(name); } });
       for (const base of [HTMLButtonElement, HTMLIFrameElement, HTMLDivElement, HTMLSpanElement]) {
         const define = base.name; Object.defineProperty(base.prototype, 'connectedCallback', { value() { made.push(define); } });
       }`,
    );
    await page.evaluate((text) => {
      (document.querySelector('#main') as HTMLElement).textContent = text;
    }, mine);
    await named(page, ['Yours']);
    expect(await page.evaluate('made')).toEqual([]);
    await page.close();
  });

  it('stay beside real texts where the page throws false ones at them', async () => {
    const page = await open('<div id="flood"></div>');
    await page.evaluate(
      (text, fake) => {
        const main = document.querySelector('#main') as HTMLElement;
        const flood = document.querySelector('#flood') as HTMLElement;
        flood.style.cssText = 'height:200px;overflow:auto';
        let round = 0;
        const fill = (): void => {
          flood.innerHTML = Array.from({ length: 10_000 }, (_, i) => `<p>${fake}${i}${round}</p>`).join('');
          if (++round < 3) setTimeout(fill, 300);
        };
        fill();
        const p = document.createElement('p');
        p.textContent = text;
        main.prepend(p);
      },
      mine,
      strangersToken().slice(0, 120),
    );
    const found = await named(page, ['Yours']);
    expect(found[0]?.name).toBe('Yours');
    expect(found.length).toBeLessThanOrEqual(201);
    await page.close();
  });
});
