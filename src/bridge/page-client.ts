import { browser } from 'wxt/browser';
import type { PageCommand, PageCommands, PageRequest } from './page-commands.ts';

/** One document of a tab, or all frames of it. */
export interface PageTarget {
  readonly tabId: number;
  readonly documentId?: string;
  readonly frameId?: number;
}

/** Speaks to a content script. Gives undefined where none listens. */
export const callPage = async <C extends PageCommand>(
  target: PageTarget,
  command: C,
  input: PageCommands[C]['input'],
): Promise<PageCommands[C]['output'] | undefined> => {
  const request: PageRequest = { to: 'page', command, input };
  const { tabId, documentId, frameId } = target;
  const options = documentId !== undefined ? { documentId } : frameId !== undefined ? { frameId } : {};
  return browser.tabs.sendMessage(tabId, request, options).catch(() => undefined);
};
