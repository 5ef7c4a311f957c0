import { type Browser, browser } from 'wxt/browser';
import type { BackgroundInput, BackgroundOutputs } from '../bridge/background-commands.ts';
import { makeSessionMap } from './session-map.ts';

/** Between two looks at whether the popup is there: shorter than between two keys. Milliseconds. */
const lookMs = 25;

/** By a tab that came up so: the one that was in front before. */
const former = makeSessionMap<number>('former');

/** A part of a passphrase stands in the popup; another one each time that one begins to stand there. */
let typing: object | undefined;

const isPopupOpen = async (): Promise<boolean> =>
  (await browser.runtime.getContexts({ contextTypes: ['POPUP'] })).length > 0;

const watch = async (those: object): Promise<void> => {
  while (await isPopupOpen()) {
    if (typing !== those) return;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  if (typing === those) await bringUp();
};

/** Nothing is waited for before the tab is asked for: meanwhile keys would go to the page. */
const bringUp = async (): Promise<void> => {
  const inFront = browser.tabs.query({ active: true, lastFocusedWindow: true });
  const tab = await browser.tabs.create({ url: browser.runtime.getURL('/app.html#unlock') });
  const [before] = await inFront;
  if (tab.id !== undefined && before?.id !== undefined) await former.set(String(tab.id), before.id);
};

/**
 * A dialog of the page closes the popup, and the next keys are the page's: a passphrase goes on in a tab of our own, at
 * once. Nobody tells a dialog from a press elsewhere that closed the popup: then, too, half a passphrase has been typed.
 */
export const noteTyping = (
  { begun }: BackgroundInput<'popup.typing'>,
  { tab }: Browser.runtime.MessageSender,
): Promise<null> => {
  // In a tab (as a test opens it) no page closes it.
  typing = begun && !tab ? {} : undefined;
  if (typing) void watch(typing);
  return Promise.resolve(null);
};

/** For a tab that came up so: where the person was. It need not be there any more. */
export const formerTab = async (
  _input: BackgroundInput<'unlock.former'>,
  { tab }: Browser.runtime.MessageSender,
): Promise<BackgroundOutputs['unlock.former']> => ({ tabId: (await former.get(String(tab?.id))) ?? null });

export const dropFormer = (tabId: number): Promise<void> => former.remove([String(tabId)]);
