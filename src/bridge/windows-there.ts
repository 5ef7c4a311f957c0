import { browser } from 'wxt/browser';
import { tabInFront } from './tab-in-front.ts';

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

/** From where one unlocks: does a window of ours wait in the page of that tab? Undefined where nobody answers. */
export const askWaiting = (tabId: number): Promise<Waiting | undefined> => ask<Waiting>({ to: 'waiting', tabId });

/** Longer than a window in a page needs to show itself. Milliseconds. */
const patience = 2_000;
const step = 50;

const pause = (time: number): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, time, undefined));

/** Waits until a window in the page of that tab can take the keys. False where none is there, or none comes in time. */
export const whenReady = async (tabId: number): Promise<boolean> => {
  for (const until = performance.now() + patience; performance.now() < until; ) {
    // A page that shows a dialog answers nothing.
    const waiting = await Promise.race([askWaiting(tabId), pause(until - performance.now())]);
    if (waiting !== 'soon') return waiting === 'ready';
    await pause(step);
  }
  return false;
};

interface Answer<T> {
  readonly to: Question['to'];
  /** Who alone are told. */
  readonly askers: ReadonlyArray<'/sidepanel.html' | '/popup.html' | '/app.html'>;
  readonly give: () => Promise<T>;
}

const listen = <T>({ to, askers, give }: Answer<T>, signal: AbortSignal): void => {
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
    const asked = askers.some((asker) => sender.url?.startsWith(browser.runtime.getURL(asker)));
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
  listen({ to: 'composer', askers: ['/sidepanel.html'], give: () => Promise.resolve(true) }, signal);

/** In a window in a page: says how far it is, where the person unlocks. */
export const answerWaiting = (give: () => Promise<Waiting>, signal: AbortSignal): void =>
  listen({ to: 'waiting', askers: ['/popup.html', '/app.html'], give }, signal);
