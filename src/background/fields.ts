import { makeSessionMap } from './session-map.ts';

/** By tab: the document that remembers the field which the side panel writes for. */
const fields = makeSessionMap<string>('field');

/** `documentId` as the browser named it when that document said that it holds the field. */
export const noteField = (tabId: number, documentId: string): Promise<void> => fields.set(String(tabId), documentId);

export const fieldDocument = (tabId: number): Promise<string | undefined> => fields.get(String(tabId));

export const dropField = (tabId: number): Promise<void> => fields.remove([String(tabId)]);
