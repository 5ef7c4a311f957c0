import { makeSessionMap } from './session-map.ts';

/** By tab: the document that remembers the field which the side panel writes for. */
const fields = makeSessionMap<string>('field');

/** The browser names no document so. */
const none = '';

/** `documentId` as the browser named it when that document said that it holds the field. */
export const noteField = (tabId: number, documentId: string): Promise<void> => fields.set(String(tabId), documentId);

/** Every document of the tab was asked, and none has a field with the caret in it. */
export const noteNoField = (tabId: number): Promise<void> => fields.set(String(tabId), none);

/** Undefined where it is not known; null where there is none for sure. */
export const fieldDocument = async (tabId: number): Promise<string | null | undefined> => {
  const documentId = await fields.get(String(tabId));
  return documentId === none ? null : documentId;
};

export const dropField = (tabId: number): Promise<void> => fields.remove([String(tabId)]);
