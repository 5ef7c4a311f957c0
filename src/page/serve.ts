import { browser } from 'wxt/browser';
import type { PageCommand, PageCommands } from '../bridge/page-commands.ts';

/** One answer a command; undefined = this document has none, another frame of the page may. */
export type PageHandlers = {
  readonly [C in PageCommand]: (
    input: PageCommands[C]['input'],
  ) => PageCommands[C]['output'] | Promise<PageCommands[C]['output']> | undefined;
};

interface Message {
  readonly to?: unknown;
  readonly command?: unknown;
  readonly input?: unknown;
}

/** Answers the background, and nobody else: our id, and not out of a tab, as a content script would be. */
export const servePage = (handlers: PageHandlers, signal: AbortSignal): void => {
  const listener = (
    message: Message,
    sender: { id?: string; tab?: unknown },
    respond: (answer: unknown) => void,
  ): boolean => {
    if (sender.id !== browser.runtime.id || sender.tab !== undefined || message?.to !== 'page') return false;
    const command = message.command as PageCommand;
    if (!Object.hasOwn(handlers, command)) return false;
    const answer = (handlers[command] as (input: unknown) => unknown)(message.input);
    if (answer === undefined) return false;
    void Promise.resolve(answer).then(respond);
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime?.onMessage.removeListener(listener));
};
