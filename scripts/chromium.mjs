// Finds a Chromium for the tests and the tour, or gets one. Plain JavaScript for Node 20.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { read, root, run } from './run.mjs';

/** The first version whose messages carry bytes intact (`message_serialization`). */
const oldest = 148;
/** Not among the packages: an install of those begins with an empty folder. */
const downloads = join(root, 'build', 'browser');
const downloader = join(root, 'node_modules', '@puppeteer', 'browsers', 'lib', 'main-cli.js');

const candidates = () => [
  process.env.CHROMIUM_PATH,
  process.env.PUPPETEER_EXECUTABLE_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ...downloaded(),
];

const downloaded = () => {
  if (!existsSync(downloads)) return [];
  return readdirSync(downloads, { recursive: true })
    .map((file) => join(downloads, String(file)))
    .filter((file) => /[/\\](chrome|chrome\.exe|Google Chrome for Testing)$/.test(file));
};

const newEnough = async (path) => {
  const text = await read(path, ['--version']);
  const major = Number(/(\d+)\.\d+\.\d+/.exec(text ?? '')?.[1]);
  return major >= oldest;
};

/** The path of a Chromium or Chrome that is there and new enough; undefined where none is. */
export const findChromium = async () => {
  for (const path of candidates()) {
    if (path && existsSync(path) && (process.platform === 'win32' || (await newEnough(path)))) return path;
  }
  return undefined;
};

const installFromDebian = async () => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('set-up: installing the Debian package chromium');
  await run('apt-get', ['update', '-q'], { stdio: 'ignore' });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    stdio: 'ignore',
  });
};

const download = async () => {
  console.log('set-up: downloading a Chrome for testing');
  await run('node', [downloader, 'install', 'chrome@stable', '--path', downloads]);
};

/** A Chromium, found, installed or downloaded. Throws with plain words where none can be had. */
export const ensureChromium = async () => {
  for (const get of [async () => {}, installFromDebian, download]) {
    await get();
    const path = await findChromium();
    if (path) return path;
  }
  throw new Error(
    `No Chromium or Chrome ${oldest} or newer was found, and none could be installed.\n` +
      'Install one (Debian, Ubuntu: apt-get install chromium), or name one that you have: CHROMIUM_PATH=/path/to/chrome',
  );
};
