import { browser } from 'wxt/browser';

/** Session storage: gone with the browser, closed to pages. */
const key = 'draft-opened';

/** A window of ours that writes in a draft. */
export interface DraftEditor {
  readonly draft: string;
  readonly editor: string;
}

/** Tells our other windows, so that they do not look as if one could go on in them. The keeper decides, whatever they show. */
export const tellOpened = (opened: DraftEditor): Promise<void> => browser.storage.session.set({ [key]: opened });

/** Calls back when another window has opened the same draft. */
export const watchOpened = ({ draft, editor }: DraftEditor, tell: () => void, signal: AbortSignal): void => {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const opened = changes[key]?.newValue as DraftEditor | undefined;
    if (opened?.draft === draft && opened.editor !== editor) tell();
  };
  browser.storage.session.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.session.onChanged.removeListener(listener));
};
