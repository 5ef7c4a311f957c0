// A person at a browser of their own, in a real window: they see the screen, and have a mouse and a keyboard.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page, type Target } from 'puppeteer';
import { closePatiently } from '../../browser/patient-close.ts';
import { type Display, openDisplay } from './display.ts';
import type { Point } from './picture.ts';
import { until, within } from './until.ts';

const shots = resolve('.output/windows');

const args = [
  ...[
    '--disable-gpu',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--test-type',
  ],
  ...['--disable-component-update', '--disable-sync', '--disable-features=Translate', '--window-position=0,0'],
  ...['--window-size=1280,820', '--lang=en', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
];

export interface Counts {
  clicks: number;
  keys: number;
}

export interface Person {
  readonly name: string;
  readonly browser: Browser;
  readonly display: Display;
  readonly counts: Counts;
  /** Asks the browser what only a page of the extension may ask: of its full page, which stays open from the installation. */
  readonly ask: <T>(what: () => T | Promise<T>) => Promise<T>;
  readonly click: (at: Point, button?: 1 | 3) => void;
  /** Clicks what a selector finds in a page or one of its frames. */
  readonly tap: (page: Page, selector: string, where?: Page | Frame, button?: 1 | 3) => Promise<void>;
  /** Clicks a place in the viewport of a page. */
  readonly tapAt: (page: Page, at: Point) => Promise<void>;
  readonly type: (text: string) => void;
  readonly key: (...names: readonly string[]) => void;
  /** A page of ours or of the web that stands open or is about to: popup, panel, tab. */
  readonly page: (part: string) => Promise<Page>;
  readonly has: (part: string) => boolean;
  readonly shoot: (what: string) => void;
  readonly close: () => Promise<void>;
}

/** Where the content of a page begins on the screen: asked by moving the pointer over it. Fails where it lies under something. */
const cornerOf = async ({ display }: Pick<Person, 'display'>, page: Page): Promise<Point> => {
  const room = await page.evaluate(() => {
    const note = ({ screenX, screenY, clientX, clientY }: MouseEvent): void => {
      Object.assign(window, { corner: { x: screenX - clientX, y: screenY - clientY } });
    };
    addEventListener('mousemove', note, { capture: true });
    return { x: window.screenX, width: window.outerWidth, inner: window.innerWidth };
  });
  // A panel stands at the right edge of its window, a tab at the left; a popup is a window of its own.
  const guesses = [room.x + room.width - room.inner / 2, room.x + room.inner / 2].map(Math.round);
  let tries = 0;
  return until(`the pointer over ${new URL(page.url()).pathname}`, async () => {
    display.xdotool('mousemove', guesses[tries % guesses.length] ?? 0, 180 + (tries % 7));
    tries++;
    return page.evaluate(() => (window as Window & { corner?: Point }).corner);
  });
};

const startBrowser = async (display: Display, folder: string): Promise<Browser> => {
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    pipe: true,
    headless: false,
    enableExtensions: [resolve('.output/chrome')],
    userDataDir: folder,
    timeout: 90_000,
    defaultViewport: null,
    ignoreDefaultArgs: ['--enable-automation'],
    args,
    env: { ...process.env, DISPLAY: display.name, LANGUAGE: 'en' },
  });
  await closePatiently(browser);
  return browser;
};

/** Starts a browser with the released build, on a display of its own. */
export const openPerson = async (name: string): Promise<Person> => {
  mkdirSync(shots, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'fieldseal-window-'));
  const display = await openDisplay();
  const browser = await startBrowser(display, folder);
  const counts: Counts = { clicks: 0, keys: 0 };
  let pictures = 0;
  const click = ({ x, y }: Point, button = 1): void => {
    display.xdotool('mousemove', Math.round(x), Math.round(y), 'click', button);
    counts.clicks++;
  };
  const ask = async <T>(what: () => T | Promise<T>): Promise<T> => {
    const target = await browser.waitForTarget((one) => one.url().includes('/app.html'), { timeout: 90_000 });
    return (await (await target.asPage()).evaluate(what)) as T;
  };
  const targetOf = (part: string): Target | undefined =>
    browser.targets().find((target) => target.url().includes(part));
  return {
    name,
    browser,
    display,
    counts,
    ask,
    click,
    tap: async (page, selector, where = page, button = 1) => {
      const handle = await where.waitForSelector(selector, { visible: true, timeout: 20_000 });
      await handle?.evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
      const corner = await cornerOf({ display }, page);
      const box = await handle?.boundingBox();
      if (!box) throw new Error(`nothing to click at ${selector}`);
      click({ x: corner.x + box.x + box.width / 2, y: corner.y + box.y + box.height / 2 }, button);
    },
    tapAt: async (page, { x, y }) => {
      const corner = await cornerOf({ display }, page);
      click({ x: corner.x + x, y: corner.y + y });
    },
    type: (text) => {
      display.xdotool('type', '--delay', 15, text);
      counts.keys += text.length;
    },
    key: (...names) => {
      for (const each of names) display.xdotool('key', each);
      counts.keys += names.length;
    },
    page: async (part) => {
      const target = await until(`a page at ${part}`, () => targetOf(part), 30_000);
      return target.asPage();
    },
    has: (part) => targetOf(part) !== undefined,
    shoot: (what) => display.shoot(join(shots, `${name}-${++pictures}-${what}.png`)),
    close: async () => {
      await browser.close();
      display.close();
      await within(5_000, () => {
        rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
        return true;
      });
    },
  };
};
