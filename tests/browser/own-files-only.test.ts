// What holds plaintext or keys reaches no other origin: no page of ours, and no worker.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchProfile, type Profile } from './driver.ts';

const pages = ['app', 'composer', 'keeper', 'popup', 'reader', 'sidepanel'] as const;
const workers = ['keeper-worker', 'file-worker'] as const;
const elsewhere = 'https://elsewhere.example/';

describe('the network', () => {
  let profile: Profile;
  beforeAll(async () => {
    profile = await launchProfile();
  });
  afterAll(() => profile?.close());

  /** Which directive refused it; `none` if nothing did. */
  const refusedBy = (page: Page, url: string): Promise<string> =>
    page.evaluate(async (address) => {
      const refused: string[] = [];
      const note = (event: SecurityPolicyViolationEvent): unknown => refused.push(event.effectiveDirective);
      document.addEventListener('securitypolicyviolation', note);
      const answered = await fetch(address).then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => setTimeout(resolve));
      return answered ? 'answered' : (refused[0] ?? 'none');
    }, url);

  it.each(pages)('is out of reach of %s.html, and its own files are not', async (name) => {
    const page = await profile.open(`${name}.html`);
    expect(await page.evaluate(() => document.head.firstElementChild?.getAttribute('content'))).toBe(
      "connect-src 'self'",
    );
    expect(await refusedBy(page, elsewhere)).toBe('connect-src');
    expect(await refusedBy(page, '/manifest.json')).toBe('answered');
    await page.close();
  });

  it.each(workers)('is out of reach of %s, and the core is not', async (name) => {
    const page = await profile.open('app.html');
    const made = new Promise<import('puppeteer').WebWorker>((resolve) => page.once('workercreated', resolve));
    await page.evaluate((file) => {
      const policy = (
        globalThis as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => never } }
      ).trustedTypes.createPolicy('test', { createScriptURL: (url: string) => url }) as {
        createScriptURL: (url: string) => string;
      };
      Object.assign(globalThis, { worker: new Worker(policy.createScriptURL(file)) });
    }, `/${name}.js`);
    const worker = await made;
    const found = await worker.evaluate(async (address) => {
      const reach = (url: string): Promise<string> =>
        fetch(url).then(
          (response) => String(response.status),
          (error: Error) => error.message,
        );
      const names =
        'XMLHttpRequest WebSocket WebSocketStream WebTransport EventSource importScripts caches SharedWorker';
      return {
        left: names.split(' ').filter((one) => one in globalThis),
        elsewhere: await reach(address),
        core: await reach('/core.wasm'),
      };
    }, elsewhere);
    expect(found).toEqual({ left: [], elsewhere: 'only files of the extension', core: '200' });
    await page.close();
  });
});
