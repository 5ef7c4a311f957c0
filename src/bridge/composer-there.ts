import { browser } from 'wxt/browser';
import { tabInFront } from './tab-in-front.ts';

interface Question {
  readonly to: 'composer';
  readonly tabId: number;
}

/** From the side panel: does a composer of ours stand in the page beside it? Where nobody answers there is none. */
export const isComposerBeside = async (): Promise<boolean> => {
  const tabId = await tabInFront();
  if (tabId === undefined) return false;
  const question: Question = { to: 'composer', tabId };
  return (await browser.runtime.sendMessage(question).catch(() => undefined)) === true;
};

/** In a composer, be the vault open or locked: says to our side panel that it is there. */
export const answerComposerBeside = (signal: AbortSignal): void => {
  let here: number | undefined;
  browser.tabs.getCurrent().then(
    (tab) => {
      here = tab?.id;
    },
    () => undefined,
  );
  const listener = (
    message: Partial<Question> | null,
    sender: { url?: string },
    respond: (there: boolean) => void,
  ): boolean => {
    const fromPanel = sender.url?.startsWith(browser.runtime.getURL('/sidepanel.html')) ?? false;
    // One that stands in another tab leaves the answer to others.
    if (fromPanel && message?.to === 'composer' && message.tabId === here) respond(true);
    return false;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
};
