import { type Browser, browser } from 'wxt/browser';
import { makeId } from '../bridge/wire.ts';
import { openWithKeys, type Panels, panelsIn, type WorkTab } from './panel.ts';
import { whenGranted } from './sites.ts';
import { whenStrict } from './strict.ts';

// A person's click counts for the browser in the listener it led to and in the callbacks of calls made in there, however
// late they come. It counts in nothing that is called from those, and never after an `await` (measured in Chromium 156).

/** What decides where one writes. */
export interface Known {
  readonly granted: boolean;
  readonly strict: boolean;
  readonly panels: Panels;
}

/** Asks for all of it at once, so that the click still counts in `then`. */
export const whenKnown = ({ url }: Pick<WorkTab, 'url'>, then: (known: Known) => void): void => {
  const origin = originOf(url);
  const found: Partial<Known> = {};
  const note = (part: Partial<Known>): void => {
    Object.assign(found, part);
    const { granted, strict, panels } = found;
    if (granted !== undefined && strict !== undefined && panels) then({ granted, strict, panels });
  };
  whenGranted(origin, (granted) => note({ granted }));
  whenStrict(origin, (strict) => note({ strict }));
  whenPanels((panels) => note({ panels }));
};

export const whenPanels = (then: (panels: Panels) => void): void => {
  browser.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] }, (contexts) => then(panelsIn(contexts)));
};

export const originOf = (url: string | undefined): string | undefined =>
  url !== undefined && /^https?:/.test(url) ? new URL(url).origin : undefined;

/** A click that is kept until it is known whether the side panel is needed. */
export interface HeldClick {
  readonly held: boolean;
  /** False where the browser refuses, or the click was not kept. */
  readonly openPanel: () => Promise<boolean>;
}

/** The longest that a click is kept. Milliseconds. */
const longestMs = 10_000;
/** So long the popup may take to close: under it the panel would get no keys. */
const closingMs = 1_000;
/** So long it is waited for, then. */
const patienceMs = 3_000;

/** Runs in the page, in our isolated world: gives an answer when it is told to, once the page has the focus. */
const waitForWord = (id: string, longest: number, closing: number): Promise<boolean> =>
  new Promise((resolve) => {
    const { onMessage } = (globalThis as unknown as { chrome: typeof browser }).chrome.runtime;
    const over = new AbortController();
    const end = (told: boolean): void => {
      over.abort();
      onMessage.removeListener(listener);
      resolve(told);
    };
    const listener = (message: unknown, sender: Browser.runtime.MessageSender): void => {
      if ((message as { click?: unknown } | null)?.click !== id || sender.tab !== undefined) return;
      if (document.hasFocus()) end(true);
      window.addEventListener('focus', () => end(true), { capture: true, signal: over.signal });
      setTimeout(end, closing, true);
    };
    onMessage.addListener(listener);
    setTimeout(end, longest, false);
  });

/**
 * Keeps a click across whatever is asked meanwhile: by a function that waits in the page until it is needed, since the
 * click counts in the callback. To be called in the listener itself.
 */
export const holdClick = (tab: WorkTab): HeldClick => {
  const id = makeId();
  let panels: Panels = [];
  let ended = false;
  let opened: ((done: boolean) => void) | undefined;
  whenPanels((found) => {
    panels = found;
  });
  const target = { tabId: tab.id, frameIds: [0] };
  const args: Parameters<typeof waitForWord> = [id, longestMs, closingMs];
  browser.scripting.executeScript({ target, func: waitForWord, args, injectImmediately: true }, (answers) => {
    // To look at it is to have handled it: no script may run there.
    void browser.runtime.lastError;
    ended = true;
    if (answers?.[0]?.result === true) void openWithKeys(tab, panels).then(opened);
    else opened?.(false);
  });
  const openPanel = (): Promise<boolean> =>
    new Promise((resolve) => {
      if (ended) return resolve(false);
      opened = resolve;
      // A page that is busy may answer later; who waits for it does not.
      setTimeout(resolve, patienceMs, false);
      browser.tabs.sendMessage(tab.id, { click: id }, { frameId: 0 }).catch(() => undefined);
    });
  return {
    get held() {
      return !ended;
    },
    openPanel,
  };
};
