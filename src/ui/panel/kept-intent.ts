import { tabInFront } from '../../bridge/tab-in-front.ts';
import type { PanelIntent } from '../../bridge/views.ts';

// The panel starts again when the vault closes. What one was writing for stays with its document's own entry in the
// browser's history, which goes when the panel does: the site and the name of the field, no word of the text and no key.

interface Kept {
  readonly tabId: number;
  readonly intent: PanelIntent;
}

const kept = (): Kept | undefined => (history.state as { readonly writing?: Kept } | null)?.writing;

const put = (writing: Kept | undefined): void => history.replaceState({ writing }, '');

/** What is read begins anew: only what one writes for is kept. */
export const keepIntent = (tabId: number | undefined, intent: PanelIntent): void =>
  put(tabId !== undefined && intent.kind === 'compose' ? { tabId, intent } : undefined);

/** Which field it is for turns out later; the page may have gone by the time that it is asked again. */
export const keepField = (fieldKey: string): void => {
  const was = kept();
  if (was) put({ ...was, intent: { ...was.intent, fieldKey } });
};

export const dropKept = (): void => put(undefined);

/** What the panel was writing for before it started again, as long as the same tab is in front. */
export const keptIntent = async (): Promise<PanelIntent | undefined> => {
  const was = kept();
  return was && (await tabInFront()) === was.tabId ? was.intent : undefined;
};
