import { browser } from 'wxt/browser';
import { readAnswer } from './page-answers.ts';
import type { PageCommand, PageCommands, PageRequest } from './page-commands.ts';

/** One document of a tab, or all frames of it. */
export interface PageTarget {
  readonly tabId: number;
  readonly documentId?: string;
  readonly frameId?: number;
}

const requestOf = (command: PageCommand, input: unknown): PageRequest => ({ to: 'page', command, input });

const optionsOf = ({ documentId, frameId }: PageTarget) =>
  documentId !== undefined ? { documentId } : frameId !== undefined ? { frameId } : {};

/** Speaks to a content script. Gives undefined where none listens, or what it says is no answer. */
export const callPage = async <C extends PageCommand>(
  target: PageTarget,
  command: C,
  input: PageCommands[C]['input'],
): Promise<PageCommands[C]['output'] | undefined> =>
  browser.tabs.sendMessage(target.tabId, requestOf(command, input), optionsOf(target)).then(
    (answer: unknown) => readAnswer(command, answer),
    () => undefined,
  );

/** The same with a callback. */
export const askPage = <C extends PageCommand>(
  target: PageTarget,
  command: C,
  input: PageCommands[C]['input'],
  then: (answer: PageCommands[C]['output'] | undefined) => void,
): void => {
  const answered = (answer: unknown): void => {
    // To look at it is to have handled it: nobody listened there.
    void browser.runtime.lastError;
    then(readAnswer(command, answer));
  };
  browser.tabs.sendMessage(target.tabId, requestOf(command, input), optionsOf(target), answered);
};
