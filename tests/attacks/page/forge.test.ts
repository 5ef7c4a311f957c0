// A page that knows the address of our frames, or guesses, gets nothing out of them.

import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameOf, openComposer } from '../../browser/driver.ts';
import { launchPerson } from '../../browser/people.ts';
import type { Profile } from '../../browser/profile.ts';
import { type Site, startSite } from '../../support/site.ts';

type Reply = { ok: boolean; value?: unknown; error?: { code: string } };

/** Speaks from inside a frame of ours, as that frame's own code could. The page cannot do this: it is the worst case. */
const sayToBackground = (frame: Frame, command: string, input: unknown): Promise<Reply> =>
  frame.evaluate(
    (message) =>
      (
        globalThis as unknown as { chrome: { runtime: { sendMessage(m: unknown): Promise<Reply> } } }
      ).chrome.runtime.sendMessage(message),
    { to: 'background', command, input },
  );

const sayToKeeper = (frame: Frame, command: string, input: unknown): Promise<Reply> =>
  frame.evaluate(
    (request) =>
      new Promise<Reply>((resolve) => {
        const { chrome } = globalThis as unknown as {
          chrome: {
            runtime: {
              connect(o: object): {
                onMessage: { addListener(f: (m: { reply: Reply }) => void): void };
                onDisconnect: { addListener(f: () => void): void };
                postMessage(m: unknown): void;
              };
            };
          };
        };
        const port = chrome.runtime.connect({ name: 'keeper' });
        port.onMessage.addListener(({ reply }) => resolve(reply));
        port.onDisconnect.addListener(() => resolve({ ok: false, error: { code: 'disconnected' } }));
        port.postMessage(request);
      }),
    { id: 'x', command, input },
  );

describe('a frame that nobody of ours mounted', () => {
  let profile: Profile;
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    [profile, site] = await Promise.all([launchPerson('Alice'), startSite()]);
    page = await profile.browser.newPage();
    await page.goto(site.origin);
  });
  afterAll(async () => {
    await profile?.close();
    await site?.close();
  });

  /** The page embeds a frame of ours by the address that a real mount leaked to it: the strongest page there is. */
  const embed = async (hash: string): Promise<Frame> => {
    const composer = await openComposer(page, '#field');
    const address = await composer.evaluate(() =>
      (globalThis as unknown as { chrome: { runtime: { getURL(p: string): string } } }).chrome.runtime.getURL(
        '/composer.html',
      ),
    );
    const known = new Set(page.frames());
    await page.evaluate(
      (src) => document.body.append(Object.assign(document.createElement('iframe'), { src })),
      address + hash,
    );
    return page.waitForFrame((frame) => !known.has(frame) && frame.url().includes('composer.html'));
  };

  it('cannot seal, list contacts or read drafts', async () => {
    const frame = await embed('');
    for (const [command, input] of [
      ['contacts.list', {}],
      ['sign.get', {}],
      ['drafts.find', { key: `${site.origin} x` }],
      ['text.seal', { text: 'x', to: [], origin: '', passphrase: 'x' }],
    ] as const)
      expect(await sayToKeeper(frame, command, input)).toMatchObject({ ok: false, error: { code: 'refused-sender' } });
    await page.reload();
  });

  it('cannot bind itself with a nonce that it guessed', async () => {
    const frame = await embed(`#${'0'.repeat(32)}`);
    expect(await sayToBackground(frame, 'frame.bind', { nonce: '0'.repeat(32) })).toMatchObject({
      ok: false,
      error: { code: 'refused-sender' },
    });
    expect(
      await sayToBackground(frame, 'frame.insert', { requestId: '0'.repeat(32), token: 'x', shown: 'empty' }),
    ).toMatchObject({
      ok: false,
      error: { code: 'refused-sender' },
    });
    await page.reload();
  });

  it('cannot use a nonce a second time', async () => {
    await openComposer(page, '#field');
    const composer = await frameOf(page, 'composer.html');
    const first = await composer.evaluate(() => performance.getEntriesByType('navigation')[0]?.name ?? '');
    const nonce = new URL(first).hash.slice(1);
    expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    const frame = await embed('');
    expect(await sayToBackground(frame, 'frame.bind', { nonce })).toMatchObject({
      ok: false,
      error: { code: 'refused-sender' },
    });
    await page.reload();
  });

  it('may say nothing but what belongs to a frame, even when it is bound', async () => {
    const composer = await openComposer(page, '#field');
    for (const command of ['site.list', 'panel.intent', 'page.inspect', 'keeper.binding', 'tab.compose'])
      expect(await sayToBackground(composer, command, {})).toMatchObject({ ok: false });
    for (const command of [
      'identity.card',
      'vault.create',
      'drafts.list',
      'preferences.get',
      'sign.set',
      'text.openWithPassphrase',
    ])
      expect(await sayToKeeper(composer, command, {})).toMatchObject({ ok: false, error: { code: 'refused-sender' } });
    await page.reload();
  });

  it('gets no answer to what is no message of the catalogue', async () => {
    const composer = await openComposer(page, '#field');
    for (const [command, input] of [
      ['__proto__', {}],
      ['constructor', {}],
      ['frame.bind', { nonce: 'short' }],
      ['frame.insert', { requestId: 1, token: {} }],
    ] as const)
      expect(await sayToBackground(composer, command, input)).toMatchObject({
        ok: false,
        error: { code: 'invalid-message' },
      });
  });
});
