// As much of the browser as the background's way to the side panel needs. A click counts while the listener runs that it
// led to, and in the callbacks of calls made in there, but not in those of calls made in these, nor in any of a message:
// measured in Chromium 156, where no promise carries it further either.
import type { PageCommand } from '../../../src/bridge/page-commands.ts';

export interface Sent {
  readonly tabId: number;
  readonly command: PageCommand;
  readonly input: unknown;
  readonly documentId?: string;
  readonly frameId?: number;
}

/** Where something is put into documents. */
export interface Injected {
  readonly tabId: number;
  readonly documentIds?: readonly string[];
  readonly frameIds?: readonly number[];
  readonly allFrames?: true;
}

type Callback = (value: unknown) => void;
type Answer = (sent: Sent) => unknown;

export interface FakeBrowser {
  /** Are we allowed on all sites that are asked after, or on which? */
  granted: boolean | ((pattern: string) => boolean);
  /** What a function put into documents gives there; undefined = as below. May never answer. */
  run: (target: Injected) => unknown;
  /** What the content script of a document answers; undefined = none listens. */
  answer: Answer;
  /** The documents that say they hold the focused field. */
  fields: readonly { readonly documentId: string; readonly frameId: number }[];
  readonly sent: Sent[];
  /** Tabs beside which the panel was opened. */
  readonly panels: number[];
  /** The windows that have one open. */
  openPanels: readonly number[];
  /** What it was told to be, for all windows: there or not. */
  readonly enabled: unknown[];
  /** How often the popup was brought up. */
  popups: number;
  readonly injected: unknown[];
  readonly session: Map<string, unknown>;
  readonly local: Map<string, unknown>;
  /** Told of what is about to be put into the session. */
  onSession: (key: string) => void;
  /** Runs what a person's click leads to. */
  click<T>(run: () => T): T;
  /** As after the installation. */
  reset(): void;
}

const asynchronous = (value: unknown): Promise<unknown> => Promise.resolve(value);

/** Puts itself in the browser's place. Must be called before anything that imports `wxt/browser` is loaded. */
export const installFakeBrowser = (): FakeBrowser => {
  let clicked: 'listener' | 'callback' | false = false;
  const counting = <T>(run: () => T, level: typeof clicked = 'listener'): T => {
    const before = clicked;
    clicked = level;
    try {
      return run();
    } finally {
      clicked = before;
    }
  };
  /** By a callback of the listener's the click is passed on, by a promise it is not. */
  const deliver = (value: unknown, callback: Callback | undefined): Promise<unknown> | undefined => {
    if (!callback) return asynchronous(value);
    const level = clicked === 'listener' && 'callback';
    void asynchronous(value).then((settled) => counting(() => callback(settled), level));
    return undefined;
  };
  const fake: FakeBrowser = {
    granted: true,
    run: () => undefined,
    answer: () => undefined,
    fields: [],
    sent: [],
    panels: [],
    openPanels: [],
    enabled: [],
    popups: 0,
    injected: [],
    session: new Map(),
    local: new Map(),
    onSession: () => undefined,
    click: (run) => counting(run),
    reset: () => {
      for (const list of [fake.sent, fake.panels, fake.enabled, fake.injected]) list.length = 0;
      fake.session.clear();
      fake.local.clear();
      Object.assign(fake, {
        popups: 0,
        granted: true,
        run: () => undefined,
        fields: [],
        openPanels: [],
        answer: () => undefined,
        onSession: () => undefined,
      });
    },
  };
  /** Functions that wait in a page for a word of the background's. */
  const waiting = new Map<unknown, Callback>();
  type Message = { command: PageCommand; input: unknown; click?: string };
  const send = (tabId: number, message: Message, where: object, then?: Callback) => {
    if (message.click !== undefined) {
      waiting.get(message.click)?.([{ result: true }]);
      return asynchronous(undefined);
    }
    const sent: Sent = { tabId, command: message.command, input: message.input, ...where };
    fake.sent.push(sent);
    const answer = fake.answer(sent);
    return then ? counting(() => deliver(answer, then), false) : asynchronous(answer);
  };
  const execute = (injection: { files?: unknown; target: Injected; args?: unknown[] }, then?: Callback) => {
    const [word] = injection.args ?? [];
    if (word !== undefined) return deliver(new Promise((resolve) => waiting.set(word, resolve)), then);
    if (injection.files) fake.injected.push(injection);
    const given = injection.files ? undefined : fake.run(injection.target);
    if (given !== undefined) return deliver(given, then);
    return deliver(
      fake.fields.map((field) => ({ ...field, result: { focused: true, holds: true } })),
      then,
    );
  };
  const openPanel = async ({ tabId }: { tabId: number }): Promise<void> => {
    if (!clicked) throw new Error('`sidePanel.open()` may only be called in response to a user gesture.');
    fake.panels.push(tabId);
  };
  Object.assign(globalThis, {
    chrome: {
      runtime: {
        id: 'fieldseal',
        getURL: (path: string) => `chrome-extension://fieldseal${path}`,
        getContexts: (_: unknown, then?: Callback) =>
          deliver(
            fake.openPanels.map((id) => ({ documentUrl: `chrome-extension://fieldseal/sidepanel.html#${id}` })),
            then,
          ),
      },
      permissions: {
        contains: ({ origins: [pattern = ''] }: { origins: string[] }, then?: Callback) =>
          deliver(typeof fake.granted === 'boolean' ? fake.granted : fake.granted(pattern), then),
      },
      scripting: { executeScript: execute },
      sidePanel: {
        open: openPanel,
        setOptions: async ({ enabled }: { enabled: boolean }) => void fake.enabled.push(enabled),
      },
      action: {
        openPopup: async () => {
          fake.popups++;
        },
      },
      tabs: {
        sendMessage: send,
        query: (_: unknown, then?: Callback) => deliver([{ id: 7, windowId: 1, url: 'https://site.example/a' }], then),
        get: (id: number) => asynchronous({ id, windowId: 1, url: 'https://site.example/a' }),
      },
      storage: {
        local: {
          get: (key: string, then?: Callback) => deliver({ [key]: fake.local.get(key) }, then),
          set: async (items: object) => {
            for (const [key, value] of Object.entries(items)) fake.local.set(key, value);
          },
        },
        session: {
          get: async (key: string | null) =>
            key === null ? Object.fromEntries(fake.session) : { [key]: fake.session.get(key) },
          set: async (items: object) => {
            for (const [key, value] of Object.entries(items)) {
              fake.onSession(key);
              fake.session.set(key, value);
            }
          },
          remove: async (keys: string | string[]) => {
            for (const key of [keys].flat()) fake.session.delete(key);
          },
        },
      },
    },
  });
  return fake;
};
