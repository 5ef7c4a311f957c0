import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleLists } from '../../lists/bundle.ts';
import { type Site, startSite } from '../../support/site.ts';
import { type Badge, badges } from '../badges.ts';
import { createVault, frameGone, frameOf, launchProfile, type Profile, readReader } from '../driver.ts';
import { html, strangersToken, tokenForMyself } from './support.ts';

interface Message {
  readonly id: number;
  readonly text: string;
}
interface Row {
  readonly id: number;
  readonly text: string;
  readonly top: number;
}
type Listed = { list: { set(messages: readonly Message[]): Promise<void> } };

const pageOf = (name: string) => html(`<div id="list"></div><script type="module" src="/${name}.js"></script>`);
const marks = { mine: 'Yours', other: 'Not for you?' } as const;

describe('sealed texts in lists that a framework draws', () => {
  let profile: Profile;
  let site: Site;
  let mine: readonly string[];
  let others: readonly string[];
  let page: Page;
  let troubles: string[];
  beforeAll(async () => {
    const scripts = await bundleLists();
    site = await startSite({
      ...scripts,
      '/favicon.ico': { body: '' },
      '/r': pageOf('react'),
      '/v': pageOf('vue'),
      '/w': pageOf('virtual'),
    });
    profile = await launchProfile({ name: 'Alice' });
    await createVault(profile, { name: 'Alice', passphrase: 'violet anchor seven teapots' });
    mine = [await tokenForMyself(profile, 'the first text'), await tokenForMyself(profile, 'the second text')];
    others = [strangersToken(), strangersToken(), strangersToken()];
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  const open = async (path: string): Promise<void> => {
    page = await profile.browser.newPage();
    troubles = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    await page.goto(site.origin + path);
    await page.waitForFunction(() => 'list' in globalThis);
  };
  const set = (messages: readonly Message[]): Promise<void> =>
    page.evaluate((next) => (globalThis as unknown as Listed).list.set(next), messages);
  const rows = (): Promise<Row[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-id]')]
        .map((row) => ({
          id: Number(row.dataset.id),
          text: row.textContent ?? '',
          top: row.getBoundingClientRect().top,
        }))
        .sort((a, b) => a.top - b.top),
    );
  const markOf = (text: string): string | undefined =>
    text.startsWith('FSEAL') ? (mine.includes(text) ? marks.mine : marks.other) : undefined;
  const rowAt = (all: readonly Row[], { y }: Badge): Row | undefined => all.find(({ top }) => y >= top && y < top + 40);
  /** The badges, once each stands on the row of its text and no sealed text that is seen goes without. */
  const settled = async (seen: (row: Row) => boolean = () => true): Promise<readonly Badge[]> => {
    for (const start = Date.now(); ; ) {
      const [found, all] = [await badges(page, 0), await rows()];
      const sealed = all.filter((row) => seen(row) && markOf(row.text) !== undefined);
      const right = found.every((badge) => badge.name === markOf(rowAt(all, badge)?.text ?? ''));
      if (right && found.length === sealed.length) return found;
      if (Date.now() - start > 10_000) expect({ found, all }).toBe('each badge on its row');
    }
  };
  const read = async (badge: Badge | undefined): Promise<Frame> => {
    await page.mouse.click(badge?.x ?? 0, badge?.y ?? 0);
    const reader = await frameOf(page, 'reader.html');
    await readReader(reader);
    return reader;
  };
  const shownTop = (reader: Frame): Promise<number> =>
    reader.frameElement().then(async (element) => {
      const top = await element?.evaluate((frame) =>
        getComputedStyle(frame).visibility === 'hidden' ? Number.NaN : frame.getBoundingClientRect().top,
      );
      return top ?? Number.NaN;
    });
  const firstMessages = (): Message[] =>
    [mine[0], 'an ordinary line', others[0], mine[1], 'another line', others[1]].map((text, id) => ({
      id,
      text: text ?? '',
    }));

  it.each(['/r', '/r?by-index', '/v', '/v?by-index'])(
    'follow them in %s, and the list goes on undisturbed',
    async (path) => {
      await open(path);
      const messages = firstMessages();
      const more = { id: 9, text: others[2] ?? '' };
      await set(messages);
      const reader = await read((await settled()).find(({ name }) => name === marks.mine));
      const steps: readonly (readonly Message[])[] = [
        messages.toReversed(),
        [more, ...messages],
        messages.map(({ id, text }) => ({ id, text: `${text}` })),
        messages.filter(({ id }) => id % 2 === 0),
        messages.map(({ id }) => ({ id, text: id === 4 ? (mine[0] ?? '') : 'all plain now' })),
        [...messages.slice(3), ...messages.slice(0, 3), more],
      ];
      for (const step of steps) {
        await set(step);
        expect((await rows()).map(({ text }) => text)).toEqual(step.map(({ text }) => text));
        await settled();
      }
      for (let round = 0; round < 30; round++)
        await set(messages.toSorted((a, b) => ((a.id * 7 + round) % 5) - ((b.id * 7 + round) % 5)));
      await settled();
      // It was there all the time, and so was its reader.
      expect(reader.detached).toBe(false);
      await set([]);
      await frameGone(page, reader);
      expect(await rows()).toEqual([]);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );

  it('have their reader beside them wherever they go, and beside no other', async () => {
    await open('/r?by-index');
    await set(firstMessages());
    const [badge] = await settled();
    const reader = await read(badge);
    const before = await shownTop(reader);
    // The node of the first row now holds another text, and the text stands in the fourth.
    const [first, second, third, fourth] = firstMessages();
    await set([fourth, second, third, first].filter((one) => one !== undefined));
    expect(await shownTop(reader)).not.toBe(before);
    await settled();
    await page.waitForFunction(() => document.querySelectorAll('[data-id]').length === 4);
    while (!((await shownTop(reader)) > before + 60)) expect(reader.detached).toBe(false);
    // Taken away, it takes its reader with it: at once out of sight, then for good.
    await set(firstMessages().map(({ id }) => ({ id, text: 'recycled' })));
    expect(await shownTop(reader)).toBeNaN();
    await frameGone(page, reader);
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('are marked on the right row in a virtual list that recycles its nodes, however it is scrolled', async () => {
    await open('/w');
    const all = Array.from({ length: 200 }, (_, id) => ({
      id,
      text: (id === 0 ? mine[0] : [others[2], `line ${id}`, others[0], mine[1], others[1]][id % 5]) ?? '',
    }));
    await set(all);
    const seen = ({ top }: Row): boolean => top + 20 > 8 && top + 20 < 608;
    const reader = await read((await settled(seen))[0]);
    for (const top of [200, 3_000, 3_040, 5_120, 7_400, 0, 4_400]) {
      await page.evaluate((to) => document.querySelector('#scroller')?.scrollTo(0, to), top);
      const found = await settled(seen);
      expect(found.length).toBeLessThan(20);
      for (const { id, text } of await rows()) expect(text).toBe(all[id]?.text);
      // The node it stood beside holds another text now.
      await frameGone(page, reader);
    }
    await page.evaluate(() => document.querySelector('#scroller')?.scrollTo(0, 80));
    await settled(seen);
    expect(troubles).toEqual([]);
    await page.close();
  });
});
