import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { type Badge, badges } from '../badges.ts';
import { createVault, frameGone, frameOf, launchProfile, type Profile, readReader } from '../driver.ts';
import { html, strangersToken, tokenForMyself } from './support.ts';

const mark = 'Yours';

/** A text in pieces of `size`. */
const pieces = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
const entities = (text: string): string => [...text].map((c) => `&#${c.charCodeAt(0)};`).join('');

/** What sites and mail programs make of a long line without changing its letters. */
const mangled: Record<string, (token: string) => string> = {
  'line breaks': (t) => `<p>${pieces(t, 60).join('<br>')}</p>`,
  'places to break': (t) => `<p>${pieces(t, 10).join('<wbr>')}</p>`,
  'soft hyphens': (t) => `<p>${pieces(t, 12).join('&shy;')}</p>`,
  'zero-width spaces': (t) => `<p>${pieces(t, 15).join('&#8203;')}</p>`,
  entities: (t) => `<p>${entities(t)}</p>`,
  'quote marks': (t) =>
    `<pre>${pieces(t, 70)
      .map((line) => `&gt; &gt; ${line}`)
      .join('\n')}</pre>`,
  'quoted lines that are blocks': (t) =>
    `<blockquote>${pieces(t, 70)
      .map((line) => `<div>&gt; ${line}</div>`)
      .join('')}</blockquote>`,
  'a link in the middle': (t) =>
    `<p>${t.slice(0, 80)}<a href="http://${t.slice(80, 110)}">${t.slice(80, 110)}</a>${t.slice(110)}</p>`,
  'a span for every piece': (t) =>
    `<p>${pieces(t, 7)
      .map((piece) => `<span>${piece}</span>`)
      .join('')}</p>`,
  'wrapped lines': (t) => `<pre>${pieces(t, 72).join('\n   ')}</pre>`,
};

describe('a received text', () => {
  let profile: Profile;
  let site: Site;
  let mine: string;
  let page: Page;
  beforeAll(async () => {
    const pages = { '/plain': html('<main id="main"></main>'), '/bare': html('') };
    site = await startSite(pages);
    profile = await launchProfile({ name: 'Alice' });
    await createVault(profile, { name: 'Alice', passphrase: 'violet anchor seven teapots' });
    mine = await tokenForMyself(profile, 'the whole of it');
    // So long that only what is near the screen is read at first.
    const long = 'word '.repeat(2_000);
    pages['/bare'] = html(
      `<p><span style="display:contents">${mine}</span></p><div><template shadowrootmode="closed"><slot>${mine}</slot></template></div><p>${long}</p>`,
    );
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  const open = async (body: string): Promise<void> => {
    page = await profile.browser.newPage();
    await page.goto(`${site.origin}/plain`);
    await page.evaluate((markup) => {
      (document.querySelector('#main') as HTMLElement).innerHTML = markup;
    }, body);
  };
  const until = async (done: (found: readonly Badge[]) => boolean): Promise<readonly Badge[]> => {
    for (const start = Date.now(); ; ) {
      const found = await badges(page, 0);
      if (done(found) || Date.now() - start > 10_000) return found;
    }
  };
  const names = (found: readonly Badge[]): string[] => found.map(({ name }) => name);
  const press = ({ x, y }: Badge): Promise<void> => page.mouse.click(x, y);

  it('is healed from what sites put between its letters', async () => {
    const kinds = Object.keys(mangled);
    await open(
      `<style>p,pre,blockquote{margin:0 0 6px;height:44px;overflow:hidden}</style>${kinds.map((kind) => mangled[kind]?.(mine)).join('')}`,
    );
    const found = await until((all) => all.length === kinds.length && all.every(({ name }) => name === mark));
    expect(Object.fromEntries(kinds.map((kind, index) => [kind, found[index]?.name]))).toEqual(
      Object.fromEntries(kinds.map((kind) => [kind, mark])),
    );
    await press(found[5] as Badge);
    expect(await readReader(await frameOf(page, 'reader.html'))).toMatchObject({ text: 'the whole of it' });
    await page.close();
  });

  it('that the site has cut says to open the whole post, and is a text like any other once that is done', async () => {
    const more = '<button>See more</button>';
    await open(
      `<div style="height:300px"></div><p id="replaced">${mine.slice(0, 150)}… ${more}</p><p id="unfolded">${mine.slice(0, 90)}<span hidden></span></p>`,
    );
    const cut = await until((all) => all.length === 2);
    expect(names(cut)).toEqual(['Incomplete', 'Incomplete']);
    expect(cut.map(({ description }) => description)).toEqual(
      Array(2).fill(expect.stringContaining('Open the whole post')),
    );
    await press(cut[0] as Badge);
    expect(page.frames()).toHaveLength(1);
    await page.evaluate(
      (whole, rest) => {
        (document.querySelector('#replaced') as HTMLElement).textContent = whole;
        const span = document.querySelector('#unfolded span') as HTMLElement;
        span.textContent = rest;
        span.hidden = false;
      },
      mine,
      mine.slice(90),
    );
    const whole = await until((all) => all.length === 2 && all.every(({ name }) => name === mark));
    expect(names(whole)).toEqual([mark, mark]);
    await press(whole[1] as Badge);
    expect(await readReader(await frameOf(page, 'reader.html'))).toMatchObject({ text: 'the whole of it' });
    await page.close();
  });

  it('is found in shadow trees that are attached long after their elements were added', async () => {
    await open('');
    await page.evaluate((text) => {
      const main = document.querySelector('#main') as HTMLElement;
      main.append(...['div', 'x-later', 'p'].map((tag) => document.createElement(tag)));
      (main.lastChild as HTMLElement).textContent = text;
    }, mine);
    const isEach = (count: number) => (all: readonly Badge[]) =>
      all.length === count && all.every(({ name }) => name === mark);
    // As a framework does that fetches the code of its elements first: what was added with them has been read by now.
    await until(isEach(1));
    await page.evaluate((text) => {
      for (const host of document.querySelectorAll('#main > div, #main > x-later'))
        host.attachShadow({ mode: 'closed' }).innerHTML = `<p>${text}</p>`;
    }, mine);
    expect(names(await until(isEach(3)))).toEqual([mark, mark, mark]);
    await page.close();
  });

  it('has one mark only where its letters were put into another element', async () => {
    await open(`<p id="post">${mine}</p><div style="height:5000px"></div>`);
    await until((all) => all.length === 1);
    await page.evaluate(() => {
      const highlight = document.createElement('mark');
      const post = document.querySelector('#post') as HTMLElement;
      highlight.append(...post.childNodes);
      post.append(highlight);
      scrollTo(0, 3_000);
    });
    expect(await until((all) => all.length === 0)).toEqual([]);
    await page.evaluate(() => scrollTo(0, 0));
    expect(await until((all) => all.length > 0)).toHaveLength(1);
    await page.close();
  });

  it('keeps its mark where it is moved from one scrolled box into another', async () => {
    await open(
      `<style>.box{display:inline-block;width:300px;height:200px;overflow:auto}p{overflow-wrap:anywhere}</style><div class="box"><p>${mine}</p></div><div class="box" id="other"></div>`,
    );
    await until((all) => all.length === 1);
    await page.evaluate(() =>
      document.querySelector('#other')?.append(document.querySelector('.box p') as HTMLElement),
    );
    const moved = await until(([one]) => one !== undefined && one.x > 300);
    expect(moved.map(({ x }) => x > 300)).toEqual([true]);
    await page.close();
  });

  it('is marked in elements without a box of their own', async () => {
    await open('');
    await page.goto(`${site.origin}/bare`);
    const found = await until((all) => all.length === 2 && all.every(({ name }) => name === mark));
    expect(names(found)).toEqual([mark, mark]);
    await page.close();
  });

  it('that the person closes while the page has torn its reader away stays closed, and is no fight', async () => {
    await open(`<p>${mine}</p>`);
    const [badge] = await until((all) => all.length === 1);
    await press(badge as Badge);
    const reader = await frameOf(page, 'reader.html');
    await readReader(reader);
    await page.mouse.click(700, 500);
    await page.evaluate(() => [...document.querySelectorAll(':root>div')].at(-1)?.remove());
    await page.keyboard.press('Escape');
    await frameGone(page, reader);
    // Whatever else it does is done by the time that the text can be read again.
    await press((await until((all) => all.length === 1))[0] as Badge);
    await readReader(await frameOf(page, 'reader.html'));
    expect(profile.browser.targets().filter((target) => target.url().includes('/sidepanel.html'))).toEqual([]);
    await page.close();
  });

  it('among two hundred costs one mark for each that is seen, and one frame for the one that is read', async () => {
    const stranger = strangersToken();
    const line = (text: string): string => `<p style="height:60px;margin:0;overflow:hidden">${text}</p>`;
    await open(Array.from({ length: 200 }, (_, i) => line(i % 20 === 3 ? mine : stranger)).join(''));
    const hosts = () => page.evaluate(() => document.querySelectorAll(':root>div').length);
    const seen = Math.ceil(800 / 60) + 1;
    for (const top of [0, 2_000, 11_000, 5_000, 0]) {
      await page.evaluate((to) => scrollTo(0, to), top);
      const found = await until((all) => all.length >= seen - 3);
      expect(found.length).toBeLessThanOrEqual(seen);
      expect(page.frames()).toHaveLength(1);
      expect(await hosts()).toBe(1);
    }
    await press((await until((all) => names(all).includes(mark))).find(({ name }) => name === mark) as Badge);
    const reader = await frameOf(page, 'reader.html');
    await readReader(reader);
    await reader.evaluate(() => {
      document.documentElement.dataset.place = 'where it was read';
    });
    const host = await reader.frameElement();
    const visibility = () => host?.evaluate((frame) => getComputedStyle(frame).visibility);
    await page.evaluate(() => scrollTo(0, 9_000));
    while ((await visibility()) !== 'hidden') expect(reader.detached).toBe(false);
    await until((all) => all.length >= seen - 3);
    expect([page.frames().length, await hosts()]).toEqual([2, 2]);
    await page.evaluate(() => scrollTo(0, 0));
    while ((await visibility()) === 'hidden') expect(reader.detached).toBe(false);
    expect(await reader.evaluate(() => document.documentElement.dataset.place)).toBe('where it was read');
    // One at a time: the next one that is opened takes its place.
    await page.evaluate(() => scrollTo(0, 20 * 60));
    // Between two pictures the marks may still stand where they were: a press on none of them does nothing.
    for (let tries = 0; tries < 10 && !reader.detached; tries++) {
      const later = await until((all) => all.length >= seen - 3 && names(all).includes(mark));
      await press(later.find(({ name }) => name === mark) as Badge);
      await vi.waitFor(() => expect(reader.detached).toBe(true), 1_500).catch(() => undefined);
    }
    expect(reader.detached).toBe(true);
    await readReader(await frameOf(page, 'reader.html'));
    expect(page.frames()).toHaveLength(2);
    await page.close();
  });
});
