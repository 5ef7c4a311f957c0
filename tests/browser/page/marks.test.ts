// Where marks stand on pages as they are: they keep to their own text, and leave the page's words and bars alone.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../support/site.ts';
import { type Badge, badges } from '../badges.ts';
import { addContact, createVault, launchProfile, myCard, type Profile } from '../driver.ts';
import { type Correspondent, makeCorrespondent } from './correspondents.ts';
import { html, strangersToken, tokenForMyself } from './support.ts';

const text = 'overflow-wrap:anywhere;margin:0;font:13px/16px sans-serif';

describe('the mark of a sealed text', () => {
  let profile: Profile;
  let site: Site;
  let bob: Correspondent;
  let mine: string;
  let forMe: string;
  let page: Page;
  beforeAll(async () => {
    site = await startSite({ '/plain': html('<main id="main"></main>') });
    [profile, bob] = await Promise.all([launchProfile({ name: 'Alice' }), makeCorrespondent('Bob')]);
    await createVault(profile, { name: 'Alice', passphrase: 'violet anchor seven teapots' });
    expect(await addContact(profile, bob.card)).toEqual({});
    mine = await tokenForMyself(profile, 'a text of mine');
    forMe = await bob.seal('a text for me', [await myCard(profile)], site.origin);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  const open = async (body: string): Promise<void> => {
    page = await profile.browser.newPage();
    await page.setViewport({ width: 800, height: 600 });
    await page.goto(`${site.origin}/plain`);
    await page.evaluate((markup) => {
      (document.querySelector('#main') as HTMLElement).innerHTML = markup;
    }, body);
    await page.bringToFront();
  };
  const until = async (done: (found: readonly Badge[]) => boolean): Promise<readonly Badge[]> => {
    for (const start = Date.now(); ; ) {
      const found = await badges(page, 0);
      if (done(found) || Date.now() - start > 10_000) return found;
    }
  };
  const boxOf = (selector: string) =>
    page.$eval(selector, (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom };
    });
  const edges = ({ x, y, width, height }: Badge) => ({
    ...{ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 },
  });

  it('keeps to the part of a long text that is to be seen, in one element or in a block a line', async () => {
    const long = strangersToken(20_000);
    const lines = strangersToken(20_000)
      .match(/.{1,80}/g)
      ?.map((line) => `<div>${line}</div>`);
    for (const body of [`<p style="${text}">${long}</p>`, `<div style="${text}">${lines?.join('')}</div>`]) {
      await open(body);
      await until((all) => all.length === 1);
      await page.evaluate(() => scrollTo(0, 2_000));
      const [mark] = await until(([one]) => one !== undefined && one.y > 0 && one.y < 40);
      expect(mark && edges(mark).top).toBeGreaterThanOrEqual(-8);
      expect(mark && edges(mark).bottom).toBeLessThanOrEqual(40);
      await page.close();
    }
  });

  it('keeps to it where it is scrolled sideways, and within what scrolls', async () => {
    await open(
      `<div id="across" style="width:300px;overflow-x:auto;white-space:nowrap">${mine}</div><div id="down" style="height:100px;width:300px;overflow-y:auto;${text}"><p>${forMe}</p></div>`,
    );
    await until((all) => all.length === 2);
    await page.evaluate(() => {
      (document.querySelector('#across') as HTMLElement).scrollLeft = 1_000;
      (document.querySelector('#down') as HTMLElement).scrollTop = 100;
    });
    const inside = async (all: readonly Badge[]): Promise<boolean> => {
      const boxes = [await boxOf('#across'), await boxOf('#down')];
      return boxes.every((box) =>
        all.some((mark) => {
          const { left, right, top, bottom } = edges(mark);
          return left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 9 && bottom <= box.bottom + 1;
        }),
      );
    };
    await expect.poll(async () => inside(await badges(page, 2)), { timeout: 10_000 }).toBe(true);
    await page.close();
  });

  it('is no higher than a line between the words of others, and covers none of them', async () => {
    const short = forMe.slice(0, 110);
    await open(
      `<div style="${text};white-space:nowrap"><div id="above">words above it</div><div><b id="before">anna:</b> <span id="own" style="display:inline-block;max-width:500px;overflow:hidden;vertical-align:top">${mine}</span> <i id="after">10:41</i></div><div id="below">words below it</div></div>
      <p style="${text};font:11px/11px sans-serif;white-space:nowrap"><span id="tight">words</span><br>${short}… <a id="more">See more</a><br><span id="under">words</span></p>`,
    );
    const all = await until((found) => found.length === 2);
    expect(all).toHaveLength(2);
    for (const selector of ['#above', '#before', '#after', '#below', '#tight', '#more', '#under']) {
      const box = await boxOf(selector);
      for (const mark of all) {
        const { left, right, top, bottom } = edges(mark);
        const across = left < box.right - 1 && right > box.left + 1;
        const down = top < box.bottom - 1.5 && bottom > box.top + 1.5;
        expect([selector, across && down]).toEqual([selector, false]);
      }
    }
    await page.close();
  });

  it('keeps out from under a header that stays, and from over it', async () => {
    await open(
      `<header style="position:sticky;top:0;height:50px;background:#ddd">a bar</header><p style="${text};width:300px">${mine}</p><div style="height:3000px"></div>
      <footer style="position:fixed;bottom:0;left:0;right:0;height:60px;background:#ddd">another</footer>`,
    );
    await until((all) => all.length === 1);
    await page.evaluate(() => scrollTo(0, 60));
    const [mark] = await until(([one]) => one !== undefined && edges(one).top >= 42 && edges(one).top < 80);
    expect(mark && edges(mark).top).toBeGreaterThanOrEqual(42);
    expect(mark && edges(mark).top).toBeLessThan(80);
    await page.close();
  });

  it('says whose it is and names nobody, and is met in the order of the page', async () => {
    await open(
      `<div style="display:flex;flex-direction:row-reverse"><p style="${text};width:300px">${mine}</p><p style="${text};width:300px">${strangersToken()}</p></div>
      <p style="${text};width:300px">${forMe}</p><p style="${text};width:300px">${bob.card}</p>`,
    );
    const names = ['Yours', 'Not for you?', 'For you', 'Contact card'];
    const found = await until((all) => all.length === 4 && names.every((name) => all.some((one) => one.name === name)));
    const spoken = found.map((one) => one.spoken).sort();
    expect(spoken).toEqual([
      'Contact card, 4 of 4',
      'Read sealed text: For you, 3 of 4',
      'Read sealed text: Yours, 1 of 4',
      'Sealed text: Not for you?, 2 of 4',
    ]);
    const session = await page.createCDPSession();
    await session.send('DOM.enable');
    const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
    const ours = nodes.filter(({ attributes }) => attributes?.includes('data-fieldseal'));
    expect(JSON.stringify(ours)).not.toContain('Bob');
    const inOrder = ours.map(({ attributes }) => attributes?.[attributes.indexOf('aria-label') + 1]?.slice(-6));
    expect(inOrder).toEqual(['1 of 4', '2 of 4', '3 of 4', '4 of 4']);
    await page.close();
  });

  it('is not put on a cut copy of a text that is shown whole elsewhere, and comes where that is not', async () => {
    await open(
      `<aside style="${text};white-space:nowrap">${mine.slice(0, 60)}…</aside><p style="${text};width:300px" id="whole">${mine}</p><p style="${text}">${forMe.slice(0, 60)}…</p>`,
    );
    const names = (all: readonly Badge[]): string[] => all.map(({ name }) => name);
    expect(names(await until((all) => all.length === 2 && names(all).includes('Yours')))).toEqual([
      'Yours',
      'Incomplete',
    ]);
    await page.$eval('#whole', (whole) => (whole as HTMLElement).style.setProperty('display', 'none'));
    expect(names(await until((all) => names(all).every((name) => name === 'Incomplete') && all.length === 2))).toEqual([
      'Incomplete',
      'Incomplete',
    ]);
    await page.close();
  });
});
