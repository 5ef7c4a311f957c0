import type { Draft } from '../vault/stores/drafts.ts';
import type { Session } from './session.ts';

// A page may clear its field, or put something else there, a moment after a sealed text came in. So a draft is not gone with
// the insertion: it is kept under a key of its own until the sealed text was seen outside of a field, or it has aged. The
// key of a field begins with the origin of its site, so no page can name one that looks like these.

const keptMs = 7 * 86_400_000;
/** A preview shows a text that was not posted, and a page may show it to have us forget it. Seen later, it stands there. */
const previewMs = 60_000;
/** `inserted`: untouched since. `continued`: somebody writes on in it, so it is a draft like others. */
const keyForm = /^~(inserted|continued):([0-9A-Za-z]{1,16}) (.*)$/s;
/** Enough of a sealed text to know it again: its checksum and what stands before that. */
const tailOf = (token: string): string => token.replace(/[^0-9A-Za-z]/g, '').slice(-16);

export const isKept = ({ key }: Draft): boolean => keyForm.exec(key)?.[1] === 'inserted';

/** The field that a draft was written for first. */
const fieldKeyOf = (key: string): string => keyForm.exec(key)?.[3] ?? key;

/** What is written under a key from now on is kept under this one: words that were never inserted must not go with those that were. */
export const livingKey = (key: string): string => key.replace(/^~inserted:/, '~continued:');

export const findDraft = async ({ drafts }: Session, key: string): Promise<Draft | undefined> =>
  (await drafts.get(drafts.idOf(key))) ?? (await drafts.get(drafts.idOf(livingKey(key))));

export const removeDraft = async ({ draftWriter }: Session, key: string): Promise<void> => {
  for (const one of new Set([key, livingKey(key)])) await draftWriter.put(one, undefined);
};

/** Every change goes through the writer of drafts, so that they stay in order. */
export const keepInserted = async (session: Session, key: string, token: string): Promise<void> => {
  const draft = await findDraft(session, key);
  const kept = `~inserted:${tailOf(token)} ${fieldKeyOf(key)}`;
  if (draft) await session.draftWriter.put(kept, { ...draft, key: kept, updated: Date.now() });
  if (key !== kept) await removeDraft(session, key);
};

const forget = async ({ drafts, draftWriter }: Session, isOver: (draft: Draft) => boolean): Promise<void> => {
  for (const { value } of await drafts.list())
    if (isKept(value) && isOver(value)) await draftWriter.put(value.key, undefined);
};

export const forgetAged = (session: Session): Promise<void> =>
  forget(session, ({ updated }) => Date.now() - updated > keptMs);

/** These stand in a page, where they can be opened. */
export const forgetPosted = (session: Session, tokens: readonly string[]): Promise<void> => {
  const tails = new Set(tokens.map(tailOf));
  return forget(session, ({ key, updated }) => {
    const age = Date.now() - updated;
    return age > keptMs || (age > previewMs && tails.has(keyForm.exec(key)?.[2] ?? ''));
  });
};
