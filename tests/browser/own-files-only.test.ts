// What holds plaintext or keys reaches no other origin: no page of ours, and no worker.
import { readdirSync, readFileSync } from 'node:fs';
import type { WebWorker } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstCode } from '../support/first-code.ts';
import { tryWay, waysOutOfPages, waysOutOfWorkers } from '../support/network-ways.ts';
import { launchProfile, type Profile } from './driver.ts';

const pages = ['app', 'composer', 'keeper', 'popup', 'reader', 'sidepanel'];
const workers = ['file-worker', 'keeper-worker', 'stretch-worker'];
const gone = [
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'importScripts',
  'caches',
  'SharedWorker',
  // A bucket has caches, and a cache fetches.
  'storageBuckets',
  // None of these is offered to workers today.
  'fetchLater',
  'RTCPeerConnection',
  'sendBeacon',
  'serviceWorker',
];
const policy = `<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">`;

const built = (file: string): string => readFileSync(`.output/chrome/${file}`, 'utf8');
const namesOf = (end: string): string[] =>
  readdirSync('.output/chrome')
    .filter((file) => file.endsWith(end))
    .map((file) => file.slice(0, file.lastIndexOf('.')));

describe('the released build', () => {
  it('has no page and no worker but those that are tried here', () => {
    expect(namesOf('.html').sort()).toEqual(pages);
    expect(namesOf('-worker.js').sort()).toEqual(workers);
  });

  it.each(pages)('begins %s.html with its policy', (name) => {
    const [, head] = built(`${name}.html`).split('<head>');
    expect(head?.trimStart().startsWith(policy)).toBe(true);
  });

  it.each(workers)('begins %s.js with giving the network up, and runs nothing before', (name) => {
    expect(firstCode(built(`${name}.js`))).toMatch(
      /^.WorkerGlobalScope.\s*in globalThis\s*&&.*only files of the extension.*\(globalThis\)/s,
    );
  });
});

describe('the network', () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await launchProfile();
  });
  afterAll(() => profile?.close());

  it.each(pages)('is out of reach of %s.html, and its own files are not', async (name) => {
    const page = await profile.open(`${name}.html`);
    const answers: Record<string, unknown> = {};
    for (const [way, [source]] of Object.entries(waysOutOfPages)) answers[way] = await page.evaluate(tryWay(source));
    expect(answers).toEqual(Object.fromEntries(Object.entries(waysOutOfPages).map(([way, [, by]]) => [way, by])));
    expect(await page.evaluate(tryWay(`fetch('/manifest.json')`))).toBe('reached');
    await page.close();
  });

  /** Started by a page as the program starts it. */
  const start = async (name: string): Promise<WebWorker> => {
    const page = await profile.open('app.html');
    const made = new Promise<WebWorker>((resolve) => page.once('workercreated', resolve));
    await page.evaluate(
      `globalThis.made = new Worker(trustedTypes.createPolicy('test', { createScriptURL: (it) => it }).createScriptURL('/${name}.js')); 0`,
    );
    return made;
  };

  it.each(workers)('is out of reach of %s, and the core is not', async (name) => {
    const worker = await start(name);
    const left = (names: readonly string[]) => names.filter((one) => one in globalThis || one in navigator);
    expect(await worker.evaluate(left, gone)).toEqual([]);
    for (const core of ['/core.wasm', '/core-baseline.wasm']) {
      expect(await worker.evaluate((file) => fetch(file).then(({ status }) => status), core)).toBe(200);
    }
    const answers: Record<string, unknown> = {};
    for (const [way, [source]] of Object.entries(waysOutOfWorkers))
      answers[way] = await worker.evaluate(tryWay(source));
    expect(answers).toEqual(Object.fromEntries(Object.entries(waysOutOfWorkers).map(([way, [, by]]) => [way, by])));
  });
});
