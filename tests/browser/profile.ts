// One person's browser: a fresh profile with the built extension, as the driver's steps use it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer';
import { closePatiently } from './patient-close.ts';

export interface Profile {
  readonly name: string;
  readonly browser: Browser;
  readonly extensionId: string;
  /** The profile's folder, for tests that look at what is on disk. */
  readonly folder: string;
  /** Opens a page of the extension in a tab of its own, such as `app.html#contacts`. */
  readonly open: (path: string) => Promise<Page>;
  readonly close: () => Promise<void>;
}

export interface LaunchOptions {
  readonly name?: string;
  /** Another build than the one for tests. */
  readonly build?: string;
  /** Keeps the profile of an earlier launch. */
  readonly folder?: string;
  readonly headless?: boolean;
  /** A language of the browser's own, such as `de`. */
  readonly language?: string;
  readonly args?: readonly string[];
  /** What else a browser without a window is told, such as to hide its scroll bars. */
  readonly without?: readonly string[];
}

const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Until a browser and the extension in it have come up, where four begin at once on two cores. */
const startMs = 90_000;

const profiles = new WeakMap<Browser, Profile>();

/** The profile that a page belongs to. */
export const profileOf = (page: Page): Profile => {
  const profile = profiles.get(page.browser());
  if (profile === undefined) throw new Error('this page belongs to no profile of the driver');
  return profile;
};

/** The page that an installation opens: out of the way, since a tab behind another one is not drawn. */
const closeWelcome = async (browser: Browser): Promise<void> => {
  const welcome = await browser.waitForTarget((target) => target.url().endsWith('/app.html'), { timeout: startMs });
  await (await welcome.page())?.close();
};

/** Starts Chromium on a fresh profile with the built extension. Site isolation stays on. */
export const launchProfile = async (options: LaunchOptions = {}): Promise<Profile> => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'fieldseal-profile-'));
  const build = resolve(options.build ?? process.env.FIELDSEAL_BUILD ?? '.output/chrome-loopback');
  const { language } = options;
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    pipe: true,
    enableExtensions: [build],
    headless: options.headless ?? true,
    userDataDir: folder,
    timeout: startMs,
    ignoreDefaultArgs: [...(options.without ?? [])],
    defaultViewport: options.headless === false ? null : { width: 1000, height: 800 },
    args: [...args, ...(language ? [`--lang=${language}`, `--accept-lang=${language}`] : []), ...(options.args ?? [])],
    env: { ...process.env, ...(language ? { LANGUAGE: language, LANG: `${language}.UTF-8` } : {}) },
  });
  const worker = await browser.waitForTarget(
    (target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension://'),
    { timeout: startMs },
  );
  const extensionId = new URL(worker.url()).hostname;
  await closePatiently(browser);
  await closeWelcome(browser);
  const profile: Profile = {
    name: options.name ?? 'somebody',
    browser,
    extensionId,
    folder,
    open: async (path) => {
      const page = await browser.newPage();
      await page.goto(`chrome-extension://${extensionId}/${path}`);
      await page.bringToFront();
      return page;
    },
    close: async () => {
      await browser.close();
      if (options.folder === undefined)
        rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
  profiles.set(browser, profile);
  return profile;
};

/** Waits until a frame of ours stands in a page. */
export const frameOf = async (page: Page, file: 'composer.html' | 'reader.html', timeout = 15_000): Promise<Frame> =>
  page.waitForFrame((frame) => frame.url().includes(`/${file}`), { timeout });
