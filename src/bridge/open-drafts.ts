import { browser } from 'wxt/browser';
import { makeId } from './wire.ts';

/** Session storage: gone with the browser, closed to pages. */
const key = 'draft-opened';

/** Digits of a time in milliseconds: as many until the year 2286. */
const timeDigits = 13;
/** When the latest window known here was opened: a clock may be set back. */
let latest = 0;

/** Names a window that opens a draft now. Of two names the greater one, as text, is that of the later window. */
export const makeEditor = (): string => {
  latest = Math.max(Date.now(), latest + 1);
  return `${latest}-${makeId()}`;
};

const note = (editor: string): void => {
  latest = Math.max(latest, Number(editor.slice(0, timeDigits)) || 0);
};

/** One of our windows that writes in a draft. */
export interface DraftEditor {
  readonly draft: string;
  readonly editor: string;
}

/** Tells our other windows, so that they do not look as if one could go on there. The keeper decides in any case. */
export const tellOpened = (opened: DraftEditor): Promise<void> => browser.storage.session.set({ [key]: opened });

/**
 * Calls back when another window has opened the same draft later. The one that opened it earlier may say so later: if each took
 * the other for the later one, nobody could write.
 */
export const watchOpened = ({ draft, editor }: DraftEditor, tell: () => void, signal: AbortSignal): void => {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const opened = changes[key]?.newValue as DraftEditor | undefined;
    if (opened) note(opened.editor);
    if (opened?.draft === draft && opened.editor > editor) tell();
  };
  browser.storage.session.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.session.onChanged.removeListener(listener));
};
