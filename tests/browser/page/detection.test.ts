import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { armor } from '../../../src/bytes/armor.ts';
import { type Site, startSite } from '../../support/site.ts';
import { type Badge, badges } from '../badges.ts';
import { createVault, launchProfile, type Profile } from '../driver.ts';
import { html, strangersToken, tokenForMyself } from './support.ts';

const card = armor('card', new Uint8Array(120).fill(7));

describe('sealed texts in a page', () => {
  let profile: Profile;
  let site: Site;
  let mine: string;
  beforeAll(async () => {
    site = await startSite({ '/plain': html('<main id="main"></main>') });
    profile = await launchProfile({ name: 'Alice' });
    await createVault(profile, { name: 'Alice', passphrase: 'violet anchor seven teapots' });
    mine = await tokenForMyself(profile, 'a text of my own');
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  const open = async (body: string): Promise<Page> => {
    const page = await profile.browser.newPage();
    await page.goto(`${site.origin}/plain`);
    await page.evaluate((markup) => {
      (document.querySelector('#main') as HTMLElement).innerHTML = markup;
    }, body);
    return page;
  };
  /** The badges once `done` is true of them. */
  const until = async (page: Page, done: (found: readonly Badge[]) => boolean): Promise<readonly Badge[]> => {
    for (const start = Date.now(); ; ) {
      const found = await badges(page, 0);
      if (done(found) || Date.now() - start > 10_000) return found;
    }
  };
  const names = (found: readonly Badge[]): string[] => found.map(({ name }) => name);

  it('are found whatever inline elements, breaks and invisible characters split them', async () => {
    const token = strangersToken();
    const parts = [
      token.slice(0, 3),
      token.slice(3, 40),
      token.slice(40, 90),
      token.slice(90, 150),
      token.slice(150, 200),
      token.slice(200),
    ];
    const page = await open(
      `<p>Before ${parts[0]}<b>${parts[1]}</b><wbr>${parts[2]}<br><a href="#">${parts[3]}</a>&shy;&#8203;<i><span>${parts[4]}</span></i>\n  ${parts[5]} after</p>
       <div>${mine.slice(0, 60)}</div><div>${mine.slice(60)}</div>`,
    );
    const found = await until(page, (all) => names(all).includes('Yours') && all.length === 2);
    expect(names(found).sort()).toEqual(['Not for you?', 'Yours']);
    await page.close();
  });

  it('say what is wrong with them, and cards say that they are cards', async () => {
    const token = strangersToken();
    const broken = `${token.slice(0, 100)}${token[100] === 'a' ? 'b' : 'a'}${token.slice(101)}`;
    const page = await open(
      `<p>${token.slice(0, 120)}</p><p>See more of this long story and others of its kind, friends, ${'and on '.repeat(40)}</p>
       <p>${broken}</p><p>FSEAL9${token.slice(6)}</p><p>${card}</p>`,
    );
    const found = await until(page, (all) => all.length === 4);
    expect(names(found)).toEqual(['Incomplete', 'Damaged', 'Newer version', 'Contact card']);
    await page.close();
  });

  it('lose their badge when a list takes their nodes for other texts, and get it back', async () => {
    const page = await open(`<p id="row">${mine}</p>`);
    await until(page, (all) => all.length === 1);
    await page.evaluate(() => {
      (document.querySelector('#row')?.firstChild as Text).data = 'an ordinary line';
    });
    expect(await until(page, (all) => all.length === 0)).toEqual([]);
    await page.evaluate((text) => {
      (document.querySelector('#row')?.firstChild as Text).data = text;
    }, mine);
    expect(names(await until(page, (all) => names(all).includes('Yours')))).toEqual(['Yours']);
    await page.evaluate(() => document.querySelector('#row')?.remove());
    expect(await until(page, (all) => all.length === 0)).toEqual([]);
    await page.close();
  });

  it('are found when they arrive piece by piece', async () => {
    const page = await open('<p id="row"></p>');
    for (let at = 0; at < mine.length; at += 60) {
      await page.evaluate((part) => document.querySelector('#row')?.append(part), mine.slice(at, at + 60));
    }
    expect(names(await until(page, (all) => names(all).includes('Yours')))).toEqual(['Yours']);
    await page.close();
  });

  it('are found in open and closed shadow trees, and what changes there', async () => {
    const page = await open('<div id="closed"></div><x-late></x-late><svg><text>FSEAL1</text></svg>');
    await page.evaluate(
      (one, two) => {
        const closed = (document.querySelector('#closed') as HTMLElement).attachShadow({ mode: 'closed' });
        closed.innerHTML = `<p>${one}</p>`;
        const host = document.createElement('div');
        host.attachShadow({ mode: 'closed' }).innerHTML = `<p>${one}</p><div></div>`;
        document.querySelector('#main')?.append(host);
        customElements.define(
          'x-late',
          class extends HTMLElement {
            constructor() {
              super();
              const root = this.attachShadow({ mode: 'closed' });
              setTimeout(() => {
                root.innerHTML = `<p>${two}</p>`;
              }, 50);
            }
          },
        );
      },
      mine,
      strangersToken(),
    );
    const found = await until(page, (all) => all.length >= 2);
    expect(found.length).toBeGreaterThanOrEqual(2);
    await page.close();
  });

  it('are found in frames without an address of their own', async () => {
    const page = await open('<iframe id="blank"></iframe><iframe id="srcdoc"></iframe>');
    await page.evaluate((text) => {
      const blank = document.querySelector<HTMLIFrameElement>('#blank');
      blank?.contentDocument?.body.append(text);
      const srcdoc = document.querySelector<HTMLIFrameElement>('#srcdoc');
      if (srcdoc) srcdoc.srcdoc = `<p>${text}</p>`;
    }, mine);
    expect(await until(page, (all) => all.length === 2)).toHaveLength(2);
    await page.close();
  });

  it('are left alone in fields, editors and source code', async () => {
    const page = await open(
      `<textarea>${mine}</textarea><input value="${mine}"><div contenteditable><p>${mine}</p></div>
       <script type="text/plain">${mine}</script><style>/* ${mine} */</style><p>${mine}</p><p hidden>${mine}</p>`,
    );
    expect(await until(page, (all) => all.length >= 1)).toHaveLength(1);
    await page.close();
  });

  it('follow their text when the page scrolls, and go where it cannot be seen', async () => {
    const page = await open(`<div style="height:400px"></div><p id="row">${mine}</p><div style="height:3000px"></div>`);
    const [before] = await until(page, (all) => all.length === 1);
    await page.evaluate(() => scrollBy(0, 150));
    const [after] = await until(page, (all) => all[0] !== undefined && all[0].y < (before?.y ?? 0) - 100);
    expect((before?.y ?? 0) - (after?.y ?? 0)).toBeCloseTo(150, 0);
    await page.evaluate(() => scrollTo(0, 2500));
    expect(await until(page, (all) => all.length === 0)).toEqual([]);
    await page.close();
  });

  it('change what they say when the vault is locked', async () => {
    const page = await open(`<p>${mine}</p>`);
    await until(page, (all) => names(all).includes('Yours'));
    const app = await profile.open('app.html');
    await app.locator('[data-testid="lock"]').click();
    await app.waitForSelector('[data-testid="unlock-passphrase"]', { visible: true });
    await app.close();
    await page.bringToFront();
    expect(names(await until(page, (all) => names(all)[0]?.includes('Locked') ?? false))).toEqual(['Locked']);
    await page.close();
  });
});
