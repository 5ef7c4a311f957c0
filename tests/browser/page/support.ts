// What the tests of the page room share: one person with an open vault, sealed texts, and words to the content script.
import { randomBytes } from 'node:crypto';
import type { Page } from 'puppeteer';
import type { browser } from 'wxt/browser';
import type { PageCommand, PageCommands } from '../../../src/bridge/page-commands.ts';
import { makeId } from '../../../src/bridge/wire.ts';
import { armor } from '../../../src/bytes/armor.ts';
import { openPopup, type Profile } from '../driver.ts';
import { openDesk } from '../vault/desk.ts';

/** In the pages of the extension, where these functions run. */
declare const chrome: typeof browser;

/** An intact sealed text that nobody can open. */
export const strangersToken = (bytes = 200): string => armor('message', Uint8Array.from(randomBytes(bytes)));

/** A text that its writer can open (and anyone who knows the passphrase), made past the composer. */
export const tokenForMyself = async (profile: Profile, text: string): Promise<string> => {
  const { page, say } = await openDesk(profile);
  const { token } = await say('text.seal', { text, to: [], origin: '', passphrase: 'seven words for a test of ours' });
  await page.close();
  return token;
};

/** Says something to the content scripts of a page, in the background's stead. Gives the first answer. */
export const tell = async <C extends PageCommand>(
  page: Page,
  command: C,
  input: PageCommands[C]['input'],
  options: { readonly frameId?: number } = {},
): Promise<PageCommands[C]['output'] | undefined> => {
  const popup = await openPopup(page);
  await popup.waitForSelector('main');
  const answer = await popup.evaluate(
    async (message, where) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return chrome.tabs.sendMessage(tab?.id ?? -1, message, where).catch(() => undefined);
    },
    { to: 'page', command, input },
    options,
  );
  await popup.close();
  return answer as PageCommands[C]['output'] | undefined;
};

/** Puts a token into the field that has the caret, as the side panel does. */
export const insertInto = async (page: Page, selector: string, token: string, how: InsertHow = {}) => {
  await page.focus(selector);
  await tell(page, 'page.rememberField', {});
  return tell(page, 'page.insert', { requestId: makeId(), token, ...how });
};

type InsertHow = Partial<Pick<PageCommands['page.insert']['input'], 'requestId' | 'replace' | 'shown'>>;

/** Serves one body under an address of a site. */
export const html = (body: string, headers?: Record<string, string>) => ({
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>${body}</body></html>`,
  ...(headers ? { headers } : {}),
});
