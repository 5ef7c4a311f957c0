// Our own script in a page, taken over by that page through a flaw of the browser: what it gets of the vault.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backgroundCommands } from '../../../src/bridge/background-commands.ts';
import { makeId } from '../../../src/bridge/wire.ts';
import { badges } from '../../browser/badges.ts';
import { byId, myCard } from '../../browser/driver.ts';
import { type Correspondent, makeCorrespondent } from '../../browser/page/correspondents.ts';
import { html, strangersToken, tokenForMyself } from '../../browser/page/support.ts';
import { openStage, type Stage } from './stage.ts';

declare const chrome: typeof import('wxt/browser').browser;

/** All that a content script has to say, whatever the code lets it say. */
const ownCommands = [
  'page.mount',
  'page.cleared',
  'page.inspect',
  'page.panel',
  'page.tools',
  'page.sites',
  'page.hello',
  'page.pointed',
  'page.pressed',
  'page.took',
];
interface Reply {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string };
}

const secret = 'the salt of the saltern';

describe('our script, taken over by its page', () => {
  let stage: Stage;
  let bob: Correspondent;
  let carol: Correspondent;
  let own: string;
  let forMe: string;
  let page: Page;
  beforeAll(async () => {
    // Of these Alice knows Bob alone.
    [stage, bob, carol] = await Promise.all([
      openStage({ '/': html('<p id="post" style="width:300px;overflow-wrap:anywhere"></p>') }),
      makeCorrespondent('Bob'),
      makeCorrespondent('Carol'),
    ]);
    own = await tokenForMyself(stage.alice, 'mine');
    forMe = await bob.seal(secret, [await myCard(stage.alice)], stage.site.origin);
    page = await stage.goto('/');
    await page.$eval('#post', (post, token) => post.append(token), forMe);
    await badges(page, 1);
  });
  afterAll(() => stage?.close());

  /** Says something in its world, and gives what it is answered. */
  const say = async (message: unknown): Promise<Reply | undefined> => {
    const realms = page.mainFrame().extensionRealms();
    const [realm] = await realms;
    return realm?.evaluate((words) => chrome.runtime.sendMessage(words), message);
  };

  it('is told one of three words for a text, and the same of every card, no matter who is known', async () => {
    const fromCarol = await carol.seal('x', [await myCard(stage.alice)], stage.site.origin);
    const tokens = [own, forMe, strangersToken(), fromCarol, bob.card, carol.card, 'FSEAL1m', ''];
    const answer = await say({ to: 'background', command: 'page.inspect', input: { tokens } });
    expect(answer?.value).toEqual(['yours', 'for-you', ...Array(6).fill('neither')]);
  });

  it('is refused every command that is not its own, and names and texts stand in no answer', async () => {
    const answers = await Promise.all(
      Object.keys(backgroundCommands).map(async (command) => {
        const inputs = [{}, { tokens: [forMe] }, { part: 'show' }, { nonce: makeId() }, { documentId: 'x' }];
        const all = await Promise.all(inputs.map((input) => say({ to: 'background', command, input })));
        // Who speaks is checked before what is said: so no input is needed that would be right.
        const refusals = all.map((one) => (one?.ok ? 'done' : one?.error?.code));
        const own = ownCommands.includes(command) ? expect.not.arrayContaining(['refused-sender']) : undefined;
        expect([command, refusals]).toEqual([command, own ?? inputs.map(() => 'refused-sender')]);
        return all;
      }),
    );
    const told = JSON.stringify(answers);
    for (const word of ['Bob', 'Alice', secret]) expect(told).not.toContain(word);
  });

  it('brings up a reader that opens nothing until the person presses in it', async () => {
    const mountId = makeId();
    const input = { kind: 'reader', mountId, token: forMe };
    const answer = await say({ to: 'background', command: 'page.mount', input });
    const { url } = (answer?.value ?? {}) as { readonly url?: string };
    const [realm] = await page.mainFrame().extensionRealms();
    await realm?.evaluate((address) => {
      const host = document.body.appendChild(document.createElement('div'));
      const frame = document.createElement('iframe');
      frame.style.cssText = 'width:440px;height:360px';
      frame.src = address ?? '';
      host.attachShadow({ mode: 'closed' }).append(frame);
      frame.addEventListener('load', () => frame.focus());
    }, url);
    const reader = await page.waitForFrame((frame) => frame.url().includes('reader.html'));
    await reader.waitForSelector('[data-testid="reader-open"]:focus');
    // It can press nothing in there.
    await realm?.evaluate(() => {
      for (const type of ['keydown', 'keyup', 'click'])
        document.body.lastElementChild?.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', bubbles: true }));
    });
    expect(await reader.evaluate(() => document.body.textContent)).not.toContain(secret);
    expect(await reader.$$('[data-testid="refusal"], [data-testid="reader-text"]')).toEqual([]);
    // A person's press is one, and is judged: that does not count either, for nobody of ours looks after this frame.
    await byId(reader, 'reader-open').click();
    await byId(reader, 'refusal').wait();
    expect(await reader.evaluate(() => document.body.textContent)).not.toContain(secret);
    await page.close();
  });
});
