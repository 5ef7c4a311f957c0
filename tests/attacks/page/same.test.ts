// What a page can measure while a text is read or written over it does not depend on who can open a text, on whom one
// knows, or on what a text says.
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badges } from '../../browser/badges.ts';
import { byId, frameGone, myCard, openComposer, openedReader } from '../../browser/driver.ts';
import { type Correspondent, makeCorrespondent } from '../../browser/page/correspondents.ts';
import { html, tokenForMyself } from '../../browser/page/support.ts';
import { framesOfOurs, openStage, type Stage } from './stage.ts';

/** The page can be scrolled both ways from where it stands, and listens to everything that scrolls, zooms or types. */
const body = `<style>body{margin:0;height:9000px}#post{width:400px;height:60px;margin-top:1500px;overflow:hidden;overflow-wrap:anywhere}</style>
<p id="post"></p><textarea id="field"></textarea>
<script>for (const type of ['scroll', 'scrollend', 'wheel', 'touchstart', 'touchmove', 'touchend'])
  addEventListener(type, ({ isTrusted }) => notes.push('heard ' + type + ' ' + isTrusted + ' ' + scrollY), { capture: true, passive: true })</script>`;

/** In the page: keeps, picture by picture, where our windows lie and how large they are. */
const watching = `(() => {
  notes.length = 0;
  const look = () => {
    const hosts = [...document.querySelectorAll(':root>div')];
    const hits = (at) => hosts.indexOf(document.elementFromPoint(...at));
    const runs = (points) => points.map(hits).join('').replace(/(-1|\\d)\\1*/g, (run, one) => one + 'x' + run.length / one.length + ' ');
    const seen = JSON.stringify([
      runs(Array.from({ length: innerHeight }, (_, y) => [200, y])), runs(Array.from({ length: innerWidth / 4 }, (_, x) => [4 * x, 200])),
      hosts.map((host) => [host.outerHTML, host.getBoundingClientRect(), host.scrollWidth, host.scrollHeight, host.offsetHeight]),
      window.length, scrollX, scrollY, document.documentElement.scrollHeight, document.documentElement.scrollWidth, visualViewport.scale,
    ]);
    if (!notes.includes('seen ' + seen)) notes.push('seen ' + seen);
    if (!window.done) requestAnimationFrame(look);
  };
  look();
})()`;

describe('a page that measures everything', () => {
  let stage: Stage;
  let bob: Correspondent;
  let carol: Correspondent;
  let mine: string;
  beforeAll(async () => {
    // Of these Alice knows Bob alone.
    [stage, bob, carol] = await Promise.all([
      openStage({ '/': html(body) }),
      makeCorrespondent('Bob'),
      makeCorrespondent('Carol'),
    ]);
    mine = await myCard(stage.alice);
  });
  afterAll(() => stage?.close());

  const show = async (token: string): Promise<Page> => {
    const page = await stage.goto('/');
    await page.evaluate((text) => {
      (document.querySelector('#post') as HTMLElement).textContent = text;
      scrollTo(0, 1_400);
    }, token);
    expect(await badges(page, 1)).toHaveLength(1);
    return page;
  };
  /** All that the page has noted. Between a change, an event and a picture lie as many milliseconds as it happens. */
  const notesOf = async (page: Page, token: string) => {
    const notes = (await page.evaluate('window.done = true; notes')) as string[];
    await page.close();
    const all = notes.map((note) => note.replaceAll(token, 'TOKEN'));
    const of = (kind: RegExp): string[] => all.filter((note) => kind.test(note));
    return {
      seen: of(/^seen/),
      changes: of(/^(mutation|call|set|report)/),
      events: of(/^event/).sort(),
      scrolled: of(/^heard/).sort(),
    };
  };
  /** Tries to scroll on where the reader is at its end, by everything that scrolls. */
  const scrollOver = async (page: Page, frame: Frame): Promise<void> => {
    const element = await frame.frameElement();
    const box = await element?.boundingBox();
    if (!box) throw new Error('there is no reader');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    for (const deltaY of [2_000, 2_000, -3_000, -3_000]) await page.mouse.wheel({ deltaY });
    const session = await page.createCDPSession();
    for (const yDistance of [-300, -300, 300, 300])
      await session.send('Input.synthesizeScrollGesture', {
        x,
        y,
        yDistance,
        gestureSourceType: 'touch',
        speed: 4_000,
      });
    await session.detach();
    for (const key of ['End', 'PageDown', 'ArrowDown', 'Space', 'Home', 'PageUp', 'ArrowUp'] as const)
      await page.keyboard.press(key);
  };

  const outcome = '[data-testid="reader-text"], [data-testid="error"], [data-testid="card-look"]';
  const read = async (token: string) => {
    const page = await show(token);
    await page.evaluate(watching);
    const [mark] = await badges(page, 1);
    await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0);
    const reader = await openedReader(page);
    await reader.waitForSelector(outcome);
    await scrollOver(page, reader);
    await byId(reader, 'frame-close').click();
    await frameGone(page, reader);
    return notesOf(page, token);
  };

  it('cannot tell whose text or card is read, nor how long a text is and how many lines it has', async () => {
    const few = 'x'.repeat(120);
    const lines = 'x\n'.repeat(60);
    const shown: Record<string, string> = {
      'a text of many lines': await bob.seal(lines, [mine], stage.site.origin),
      'a text from a stranger': await carol.seal(few, [mine], stage.site.origin),
      'a text for somebody else': await bob.seal(few, [carol.card], stage.site.origin),
      'a text of my own': await tokenForMyself(stage.alice, few),
      'a card of a contact': bob.card,
      'a card of a stranger': carol.card,
    };
    const plain = await read(await bob.seal(few, [mine], stage.site.origin));
    expect(plain.seen.length, 'it sees something').toBeGreaterThan(1);
    expect(plain.scrolled).toEqual([]);
    for (const [name, token] of Object.entries(shown)) expect(await read(token), name).toEqual(plain);
  });

  it('cannot tell whom somebody knows who writes beside a sealed text', async () => {
    const write = async (token: string) => {
      const page = await show(token);
      await page.evaluate(watching);
      const composer = await openComposer(page, '#field');
      await byId(composer, 'composer-text').wait();
      await page.mouse.move(300, 300);
      await byId(composer, 'composer-seal').click();
      await byId(composer, 'seal-problem').wait();
      await byId(composer, 'composer-cancel').click();
      await frameGone(page, composer);
      return notesOf(page, token);
    };
    const known = await bob.seal('x', [mine], stage.site.origin);
    expect(await write(await carol.seal('x', [mine], stage.site.origin))).toEqual(await write(known));
  });

  it('has nothing opened by a press on a mark: only by one inside the reader', async () => {
    const opened = async (): Promise<number> => {
      const app = await stage.alice.open('app.html#activity');
      await app.waitForSelector('[data-testid="activity-event"]');
      const events = await app.$$('[data-kind="text-opened"]');
      await app.close();
      return events.length;
    };
    const before = await opened();
    const page = await show(await bob.seal('wait for it', [mine], stage.site.origin));
    const [mark] = await badges(page, 1);
    await page.mouse.click(mark?.x ?? 0, mark?.y ?? 0, { count: 2 });
    await page.waitForFrame((frame) => frame.url().includes('reader.html'));
    const [reader] = framesOfOurs(page);
    await reader?.waitForSelector('[data-testid="reader-open"]');
    expect(await reader?.$$('[data-testid="sign"]')).toHaveLength(1);
    // A click that a script makes is none.
    await reader?.waitForSelector('[data-testid="reader-open"][data-armed="true"]');
    await reader?.$eval('[data-testid="reader-open"]', (button) => (button as HTMLElement).click());
    await reader?.waitForSelector('[data-testid="refusal"]');
    expect(await reader?.$$(outcome)).toEqual([]);
    expect(await opened()).toBe(before);
    await page.bringToFront();
    await (await openedReader(page)).waitForSelector(outcome);
    expect(await opened()).toBe(before + 1);
    await page.close();
  });
});
