// A page of the extension that speaks to the keeper on a line of its own, as the client does.
import type { Page } from 'puppeteer';
import type { KeeperCommand, KeeperInput, KeeperOutputs, KeeperReply } from '../../../src/bridge/keeper-commands.ts';
import { makeCard } from '../../../src/envelope/card.ts';
import { type Person, seededRandom } from '../../unit/envelope/people.ts';
import type { Profile } from '../driver.ts';

type Port = import('wxt/browser').Browser.runtime.Port;

/** In the pages of the extension, where these functions run. */
declare const chrome: typeof import('wxt/browser').browser;
declare global {
  var sayToKeeper: (command: string, input: unknown) => Promise<unknown>;
}

export interface Desk {
  readonly page: Page;
  /** Throws an `Error` whose message is the code of what went wrong. */
  readonly say: <C extends KeeperCommand>(command: C, input: KeeperInput<C>) => Promise<KeeperOutputs[C]>;
}

/** Runs in the page: gives it `sayToKeeper`, on one port as long as the keeper lives. */
const teach = (): void => {
  let line: Promise<Port> | undefined;
  const waiting = new Map<string, { give(value: unknown): void; refuse(error: Error): void }>();
  const connect = async (): Promise<Port> => {
    await chrome.runtime.sendMessage({ to: 'background', command: 'keeper.ensure', input: {} });
    const port = chrome.runtime.connect({ name: 'keeper' });
    port.onMessage.addListener(({ id, reply }: KeeperReply) => {
      if (reply.ok) waiting.get(id)?.give(reply.value);
      else waiting.get(id)?.refuse(new Error(reply.error.code));
      waiting.delete(id);
    });
    port.onDisconnect.addListener(() => {
      line = undefined;
      for (const { refuse } of waiting.values()) refuse(new Error('keeper-gone'));
      waiting.clear();
    });
    return port;
  };
  const send = async (command: string, input: unknown): Promise<unknown> => {
    line ??= connect();
    const port = await line;
    const id = crypto.randomUUID();
    return new Promise((give, refuse) => {
      waiting.set(id, { give, refuse });
      port.postMessage({ id, command, input });
    });
  };
  globalThis.sayToKeeper = (command, input) =>
    send(command, input).catch((error) => {
      // Its document was just closed after a lock: the next one answers.
      if (error.message === 'keeper-gone') return send(command, input);
      throw error;
    });
};

/** The full page without its scripts, which would have it start again whenever the vault is locked. */
export const openBarePage = async (profile: Profile): Promise<Page> => {
  const page = await profile.browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(`chrome-extension://${profile.extensionId}/app.html`);
  await page.setJavaScriptEnabled(true);
  return page;
};

/** Opens a page at which one can say everything that the full page can say. Nothing is shown in it. */
export const openDesk = async (profile: Profile): Promise<Desk> => {
  const page = await openBarePage(profile);
  await page.evaluate(teach);
  return {
    page,
    say: (command, input) =>
      page.evaluate((name, given) => globalThis.sayToKeeper(name, given), command as string, input as unknown) as never,
  };
};

/** The card of somebody under a name of one's choice. */
export const cardOf = async ({ ed25519, x25519 }: Person, name: string): Promise<string> => {
  const created = Date.now();
  const expires = created + 1000 * 86_400_000;
  return (await makeCard({ name, created, expires, ed25519, x25519: x25519.publicKey })).text;
};

/** Numbers from 0 up to 1 that are the same in every run. */
export const makeDice = (seed: string): (() => number) => {
  const random = seededRandom(seed);
  return () => new DataView(random(4).buffer).getUint32(0) / 2 ** 32;
};
