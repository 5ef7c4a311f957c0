import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { browser } from 'wxt/browser';
import { type PageAnswer, type Site, startSite } from '../../support/site.ts';
import { badges, noticeOn } from '../badges.ts';
import { createVault, frameGone, frameOf, launchProfile, type Profile, readReader } from '../driver.ts';
import { pressBroken, takeSource } from '../read-source.ts';
import { html, strangersToken, tell, tokenForMyself } from './support.ts';

const text = 'as it was written';

/** One letter is shown as another, as a wiki does for those who type signs that are not on their keyboard. */
const changedAt = (token: string, at: number): string => `${token.slice(0, at)}ž${token.slice(at + 1)}`;

/** What the side panel is told of the field that a page remembers. */
const reportTo = async (panel: Page, url: string): Promise<unknown> => {
  const report = await panel.evaluate(async (where) => {
    const { tabs } = (globalThis as unknown as { chrome: typeof browser }).chrome;
    const [tab] = await tabs.query({ url: where });
    return tabs.sendMessage(tab?.id ?? -1, { to: 'field' });
  }, url);
  await panel.close();
  return report;
};

/** Where a frame of ours stands; 0 where it is out of sight or gone. */
const topOf = async (reader: Frame): Promise<number> => {
  const host = reader.detached ? null : await reader.frameElement();
  const top = await host?.evaluate((frame) =>
    getComputedStyle(frame).visibility === 'hidden' ? 0 : frame.getBoundingClientRect().top,
  );
  return top ?? 0;
};

describe('a text that a known site shows changed', () => {
  let profile: Profile;
  let site: Site;
  let token: string;
  const pages: Record<string, PageAnswer> = {};
  beforeAll(async () => {
    site = await startSite(pages);
    profile = await launchProfile({ name: 'Alice' });
    await createVault(profile, { name: 'Alice', passphrase: 'violet anchor seven teapots' });
    token = await tokenForMyself(profile, text);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  /** A page like one of DokuWiki's; its source, which it answers with, too, has the text as it was. */
  const open = async (shown: string): Promise<Page> => {
    // What is said over the page stands above the text.
    const head = '<meta name="generator" content="DokuWiki"><header style="height: 120px"></header>';
    pages['/wiki'] = html(`${head}<p>${shown}</p><!-- ${token} -->`);
    const page = await profile.browser.newPage();
    await page.goto(`${site.origin}/wiki`);
    return page;
  };

  it.each([26, 40, 62, 66, 250])('in its letter %i is read from the source, where it stands', async (at) => {
    const page = await open(changedAt(token, at));
    expect(await takeSource(page, await pressBroken(page))).toMatchObject({ text });
    await page.close();
  });

  /** Has the site answer no more before it is let. Gives how often it was asked for a source since, and the letting. */
  const holdSources = (): { asked: () => number; answer: () => void } => {
    let answer = (): void => undefined;
    const after = new Promise<void>((resolve) => {
      answer = resolve;
    });
    pages['/wiki'] = { ...(pages['/wiki'] as PageAnswer), after };
    const before = site.received.length;
    const asked = (): number => site.received.slice(before).filter((one) => one.includes('export_raw')).length;
    return { asked, answer };
  };

  /** Waits until the page is told something with these words. */
  const told = (page: Page, words: string): Promise<void> =>
    vi.waitFor(async () => expect((await noticeOn(page)).name).toContain(words), 10_000);

  /** Takes the offer on a site that does not answer before it is let. */
  const fetchSlowly = async (): Promise<ReturnType<typeof holdSources> & { page: Page }> => {
    const page = await open(changedAt(token, 40));
    const offer = await pressBroken(page);
    const { asked, answer } = holdSources();
    await page.mouse.click(offer.x, offer.y);
    await told(page, 'Fetching');
    await expect.poll(asked).toBe(1);
    return { page, asked, answer };
  };

  /** Waits until the browser has given up a source that it asked for. */
  const givenUp = (): Promise<void> => expect.poll(() => site.givenUp.splice(0).join()).toContain('export_raw');

  it('is said to be fetched for as long as the site takes', async () => {
    const { page, answer } = await fetchSlowly();
    answer();
    expect(await readReader(await frameOf(page, 'reader.html'))).toMatchObject({ text });
    await page.close();
  });

  it('is not fetched to the end where the person cancels that', async () => {
    const { page } = await fetchSlowly();
    // In the lowest of windows, too, it can be read and pressed.
    await page.setViewport({ width: 320, height: 50 });
    const { x, y, height } = await noticeOn(page);
    expect(y + height / 2).toBeLessThan(50);
    await page.mouse.click(x, y);
    await givenUp();
    await page.setViewport({ width: 800, height: 600 });
    // Its mark is there as before, and offers the same again.
    expect((await pressBroken(page)).name).toContain('as it was written');
    expect(page.frames()).toHaveLength(1);
    await page.close();
  });

  it('is asked for, and cancelled, by the keyboard alone', async () => {
    const page = await open(changedAt(token, 40));
    await badges(page, 1);
    await page.bringToFront();
    const { asked } = holdSources();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await told(page, 'to fetch it');
    await page.keyboard.press('Enter');
    await told(page, 'Fetching');
    await expect.poll(asked).toBe(1);
    await page.keyboard.press('Enter');
    await givenUp();
    // The focus is back on the mark, which offers the same again, as often as one goes away from it.
    for (const _ of 'ab') {
      await page.keyboard.press('Enter');
      await told(page, 'to fetch it');
      await page.keyboard.press('Escape');
    }
    expect(asked()).toBe(1);
    await page.close();
  });

  it('is not fetched by a key that is held down', async () => {
    const page = await open(changedAt(token, 40));
    await badges(page, 1);
    await page.bringToFront();
    const { asked, answer } = holdSources();
    await page.keyboard.press('Tab');
    await page.keyboard.down('Enter');
    await told(page, 'to fetch it');
    for (let again = 0; again < 3; again++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await told(page, 'to fetch it');
    expect(asked()).toBe(0);
    answer();
    await page.close();
  });

  it('takes no key from somebody who writes in another frame by then', async () => {
    await (await open(changedAt(token, 40))).close();
    const around = '<textarea id="top"></textarea><iframe src="/wiki" width="700" height="400"></iframe>';
    pages['/around'] = html(`<meta name="generator" content="DokuWiki">${around}`);
    const page = await profile.browser.newPage();
    await page.goto(`${site.origin}/around`);
    await pressBroken(page);
    pages['/wiki'] = { body: 'no such thing' };
    const { asked, answer } = holdSources();
    await page.keyboard.press('Enter');
    await expect.poll(asked).toBe(1);
    await page.click('#top');
    await page.keyboard.type('words ');
    answer();
    await told(page, 'missing');
    await page.keyboard.type('go on');
    expect(await page.$eval('#top', (field) => (field as HTMLTextAreaElement).value)).toBe('words go on');
    await page.close();
  });

  it('is not fetched twice at a time, and its mark says so', async () => {
    const { page, asked, answer } = await fetchSlowly();
    const [mark] = await badges(page, 1);
    const isOurs = () => page.evaluate(() => document.activeElement?.matches(':root>div'));
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    expect(await isOurs()).toBe(false);
    await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
    await expect.poll(isOurs).toBe(true);
    await told(page, 'Fetching');
    answer();
    expect(await readReader(await frameOf(page, 'reader.html'))).toMatchObject({ text });
    expect(asked()).toBe(1);
    await page.close();
  });

  it('gives the focus back to its mark, which is that of the whole text by then', async () => {
    const page = await open(changedAt(token, 40));
    await takeSource(page, await pressBroken(page));
    const reader = await frameOf(page, 'reader.html');
    await page.keyboard.press('Escape');
    await frameGone(page, reader);
    expect(await page.evaluate(() => document.activeElement?.matches(':root>div'))).toBe(true);
    await page.close();
  });

  it('is read on where the page draws it again', async () => {
    const page = await open(changedAt(token, 40));
    await takeSource(page, await pressBroken(page));
    const reader = await frameOf(page, 'reader.html');
    const before = await topOf(reader);
    await page.evaluate(() => {
      const post = document.querySelector('p') as HTMLElement;
      const again = post.cloneNode(true) as HTMLElement;
      again.style.marginTop = '100px';
      post.replaceWith(again);
    });
    await expect.poll(() => topOf(reader), { timeout: 5_000 }).toBeGreaterThan(before + 60);
    await page.close();
  });

  it('says so where the source breaks off', async () => {
    const page = await open(changedAt(token, 40));
    const offer = await pressBroken(page);
    pages['/wiki'] = { body: 'no such thing', headers: { 'content-encoding': 'gzip' } };
    await page.mouse.click(offer.x, offer.y);
    await told(page, 'missing');
    await page.close();
  });

  it('counts as a text beside the field, whose people may be answered, where it was put together of pieces', async () => {
    const message = (words: string): string =>
      `<div class="msg message" data-from="bob"><span class="from">bob</span> <span class="content">${words}</span></div>`;
    const pieces = `${message(token.slice(0, 150))}${message(token.slice(150))}`;
    pages['/chat'] = html(
      `<div id="viewport"><div id="sidebar"></div><div id="chat"><div class="messages">${pieces}</div></div><div hidden>${strangersToken()}</div><form id="form"><textarea id="input"></textarea></form></div>
      <script>document.body.dataset.transports = '[]'</script>`,
    );
    const page = await profile.browser.newPage();
    await page.goto(`${site.origin}/chat`);
    while ((await badges(page, 1))[0]?.name !== 'Yours') expect(page.isClosed()).toBe(false);
    const report = async (): Promise<unknown> => {
      await page.focus('#input');
      await tell(page, 'page.rememberField', {});
      return reportTo(await profile.open('sidepanel.html'), page.url());
    };
    expect(await report()).toMatchObject({ around: [token] });
    // Another conversation: nobody of the last one is offered.
    await page.evaluate(() => document.querySelector('.messages')?.remove());
    expect(await report()).toMatchObject({ around: [] });
    await page.close();
  });
});
