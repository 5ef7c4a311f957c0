import { type Browser, browser } from 'wxt/browser';
import type { BackgroundInput } from '../bridge/background-commands.ts';

/** Between two looks at whether the popup is there: shorter than between two keys. Milliseconds. */
const lookMs = 25;

/** A part of a passphrase stands in the popup; another one each time that one begins to stand there. */
let typing: object | undefined;

const isPopupOpen = async (): Promise<boolean> =>
  (await browser.runtime.getContexts({ contextTypes: ['POPUP'] })).length > 0;

const watch = async (those: object): Promise<void> => {
  while (await isPopupOpen()) {
    if (typing !== those) return;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  if (typing === those) await browser.tabs.create({ url: browser.runtime.getURL('/app.html#unlock') });
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
