import { composerIn } from './armed.ts';
import { makeSessionMap } from './session-map.ts';

/** By tab: until when its keys count as those of the composer in it. Milliseconds since 1970. */
const until = makeSessionMap<number>('composer-keys');

/** Infinity is no value for the session's storage. */
const forever = Number.MAX_SAFE_INTEGER;
/** So long a person may type on who has not seen yet that another page came, which keeps the keys and may go on itself. */
const afterPageMs = 5_000;
/** A page may go as soon as its dialog, which had the keys, is over. A person who goes by the address takes longer. */
const afterLossMs = 500;

/** The person writes in it. */
export const noteComposerKeys = (tabId: number): Promise<void> => until.set(String(tabId), forever);

/** The person has gone elsewhere with the keys. */
export const noteComposerLoss = (tabId: number): Promise<void> => until.set(String(tabId), Date.now() + afterLossMs);

/** The composer has gone with its page, and the next one keeps the keys. */
export const noteComposerGone = async (tabId: number): Promise<void> => {
  if ((await until.get(String(tabId))) === forever) await until.set(String(tabId), Date.now() + afterPageMs);
};

/** Did the page that has just gone leave behind a person who writes in a composer? Told once. */
export const takeComposerKeys = async (tabId: number): Promise<boolean> => {
  const [writing, kept = 0] = await Promise.all([composerIn(tabId), until.take(String(tabId))]);
  return writing && Date.now() < kept;
};

export const dropComposerKeys = (tabId: number): Promise<void> => until.remove([String(tabId)]);

/** The vault has locked: nobody writes in any composer. */
export const dropAllComposerKeys = async (): Promise<void> =>
  until.remove((await until.entries()).map(([tabId]) => tabId));
