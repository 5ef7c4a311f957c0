// As much of the browser as the background's way to the side panel needs. A click counts while a listener or a callback
// runs, and never after it has returned: measured in Chromium 156, where no promise carries it further.
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
  let clicked = false;
  const counting = <T>(run: () => T): T => {
    const before = clicked;
    clicked = true;
    try {
      return run();
    } finally {
      clicked = before;
    }
  };
  /** By a callback the click is passed on, by a promise it is not. */
  const deliver = (value: unknown, callback: Callback | undefined): Promise<unknown> | undefined => {
    if (!callback) return asynchronous(value);
    const carried = clicked;
    void asynchronous(value).then((settled) => (carried ? counting(() => callback(settled)) : callback(settled)));
    return undefined;
  };
  const fake: FakeBrowser = {
    granted: true,
    run: () => undefined,
    answer: () => undefined,
    fields: [],
    sent: [],
    panels: [],
    popups: 0,
    injected: [],
    session: new Map(),
    local: new Map(),
    onSession: () => undefined,
    click: counting,
    reset: () => {
      for (const list of [fake.sent, fake.panels, fake.injected]) list.length = 0;
      fake.session.clear();
      fake.local.clear();
      Object.assign(fake, {
        popups: 0,
        granted: true,
        run: () => undefined,
        fields: [],
        answer: () => undefined,
        onSession: () => undefined,
      });
    },
  };
  const send = (tabId: number, message: { command: PageCommand; input: unknown }, where: object, then?: Callback) => {
    const sent: Sent = { tabId, command: message.command, input: message.input, ...where };
    fake.sent.push(sent);
    return deliver(fake.answer(sent), then);
  };
  const execute = (injection: { files?: unknown; target: Injected }, then?: Callback) => {
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
      runtime: { id: 'fieldseal', getURL: (path: string) => `chrome-extension://fieldseal${path}` },
      permissions: {
        contains: ({ origins: [pattern = ''] }: { origins: string[] }, then?: Callback) =>
          deliver(typeof fake.granted === 'boolean' ? fake.granted : fake.granted(pattern), then),
      },
      scripting: { executeScript: execute },
      sidePanel: { open: openPanel },
      action: {
        openPopup: async () => {
          fake.popups++;
        },
      },
      tabs: {
        sendMessage: send,
        query: (_: unknown, then?: Callback) => deliver([{ id: 7, url: 'https://site.example/a' }], then),
        get: (id: number) => asynchronous({ id, url: 'https://site.example/a' }),
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
