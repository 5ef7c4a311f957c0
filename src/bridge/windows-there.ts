import { browser } from 'wxt/browser';
import { tabInFront, tabUnderView } from './tab-in-front.ts';

interface Question {
  readonly to: 'composer' | 'waiting';
  readonly tabId: number;
}

/** `soon`: a window of ours waits for the vault · `ready`: it has the focus of its page, and the page gets no keys. */
export type Waiting = 'soon' | 'ready';

const ask = <T>(question: Question): Promise<T | undefined> =>
  browser.runtime.sendMessage<Question, T | undefined>(question).catch(() => undefined);

/** From the side panel: does a composer of ours stand in the page beside it? Where nobody answers there is none. */
export const isComposerBeside = async (): Promise<boolean> => {
  const tabId = await tabInFront();
  return tabId !== undefined && (await ask<boolean>({ to: 'composer', tabId })) === true;
};

/** From the popup: does a window of ours wait in the page under it? Undefined where nobody answers. */
export const askWaiting = async (): Promise<Waiting | undefined> => {
  const tab = await tabUnderView();
  return tab && ask<Waiting>({ to: 'waiting', tabId: tab.id });
};

interface Answer<T> {
  readonly to: Question['to'];
  /** Who alone is told. */
  readonly asker: '/sidepanel.html' | '/popup.html';
  readonly give: () => Promise<T>;
}

const listen = <T>({ to, asker, give }: Answer<T>, signal: AbortSignal): void => {
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
    respond: (answer: T) => void,
  ): boolean => {
    const asked = sender.url?.startsWith(browser.runtime.getURL(asker)) ?? false;
    // One that stands in another tab leaves the answer to others.
    if (!asked || message?.to !== to || message.tabId !== here) return false;
    void give().then(respond);
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
};

/** In a composer, be the vault open or locked: says to our side panel that it is there. */
export const answerComposerBeside = (signal: AbortSignal): void =>
  listen({ to: 'composer', asker: '/sidepanel.html', give: () => Promise.resolve(true) }, signal);

/** In a window in a page: says to our popup how far it is. */
export const answerWaiting = (give: () => Promise<Waiting>, signal: AbortSignal): void =>
  listen({ to: 'waiting', asker: '/popup.html', give }, signal);
