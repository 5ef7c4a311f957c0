import { browser } from 'wxt/browser';
import { type KeeperClient, makeKeeperClient } from '../bridge/keeper-client.ts';

const path = 'keeper.html';
const existedKey = 'vault-existed';
const waitKey = 'keeper-wait';
let opening: Promise<void> | undefined;
let closing: Promise<void> | undefined;

const isOpen = async (url?: string): Promise<boolean> => {
  const open = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  return open.some(({ documentUrl }) => url === undefined || documentUrl === url);
};

/** Remembers that a vault stood in this profile, so that its loss is an alarm and not a first run. */
export const rememberVault = (): Promise<void> => browser.storage.local.set({ [existedKey]: true });

/** For the next document, as long as the browser runs: no clock goes on from one to the other. */
export const noteWait = (milliseconds: number): Promise<void> =>
  browser.storage.session.set({ [waitKey]: milliseconds });

const open = async (): Promise<void> => {
  // A document that is on its way out still counts as open, and answers nothing any more.
  await closing?.catch(() => undefined);
  if (await isOpen()) return;
  const existed = (await browser.storage.local.get(existedKey))[existedKey] === true;
  const wait = (await browser.storage.session.get(waitKey))[waitKey];
  await browser.offscreen.createDocument({
    // Each has an address of its own: the browser gives the messages of an offscreen document no document id.
    url: `${path}?${existed ? 'existed&' : ''}${typeof wait === 'number' && wait > 0 ? `wait=${wait}&` : ''}${crypto.randomUUID()}`,
    reasons: ['WORKERS'],
    justification: 'Holds the unlocked keys in a worker that outlives the service worker.',
  });
};

/** Opens the keeper's document where it is not open. Safe to call at once from many places. */
export const ensureKeeper = (): Promise<void> => {
  opening ??= open().finally(() => {
    opening = undefined;
  });
  return opening;
};

/** Closes this one and not the next: what the keeper's worker held is gone with it. */
export const closeKeeper = (url: string | undefined): Promise<void> => {
  closing ??= close(url).finally(() => {
    closing = undefined;
  });
  return closing;
};

const close = async (url: string | undefined): Promise<void> => {
  if (url !== undefined && (await isOpen(url))) await browser.offscreen.closeDocument();
};

let client: KeeperClient | undefined;
/** The background's own line to the keeper: for locking and for the hints of sealed texts, nothing secret. */
export const keeper = (): KeeperClient => {
  client ??= makeKeeperClient(new AbortController().signal, ensureKeeper);
  return client;
};
