import type { Draft } from '../vault/stores/drafts.ts';
import type { Session } from './session.ts';

// A page may clear its field, or put something else there, a moment after a sealed text came in. So a draft is not gone with
// the insertion: it is kept under a key of its own until the sealed text was seen outside of a field, or it has aged. The
// key of a field begins with the origin of its site, so no page can name one that looks like these.

const keptMs = 7 * 86_400_000;
/** A preview shows a text that was not posted, and a page may show it to have us forget it. Seen later, it stands there. */
const previewMs = 60_000;
/**
 * `inserted`: untouched since, and offered in its field · `aside`: no longer offered there · `continued`: the person writes on
 * in it, so it is a draft like others.
 */
const keyForm = /^~(inserted|aside|continued):([0-9A-Za-z]{1,16}) (.*)$/s;
/** Enough of a sealed text to recognise it: its checksum and what comes before that. */
const tailOf = (token: string): string => token.replace(/[^0-9A-Za-z]/g, '').slice(-16);

const stateOf = ({ key }: Draft): string | undefined => keyForm.exec(key)?.[1];
export const isKept = (draft: Draft): boolean => ['inserted', 'aside'].includes(stateOf(draft) ?? '');

/** The field that a draft was written for first. */
const fieldKeyOf = (key: string): string => keyForm.exec(key)?.[3] ?? key;

/** What is written under a key from now on is kept under this one: words that were never inserted must not go with those that were. */
export const livingKey = (key: string): string => key.replace(/^~(?:inserted|aside):/, '~continued:');

export const findDraft = async ({ drafts }: Session, key: string): Promise<Draft | undefined> =>
  (await drafts.get(drafts.idOf(key))) ?? (await drafts.get(drafts.idOf(livingKey(key))));

const asideKey = (key: string): string => key.replace(/^~inserted:/, '~aside:');
const insertedKey = (key: string): string => key.replace(/^~aside:/, '~inserted:');

const dropKept = async ({ draftWriter }: Session, key: string): Promise<void> => {
  for (const one of new Set([insertedKey(key), asideKey(key)])) await draftWriter.put(one, undefined);
};

export const removeDraft = async (session: Session, key: string): Promise<void> => {
  await dropKept(session, key);
  await session.draftWriter.put(livingKey(key), undefined);
};

/** One that is being put aside, or was when the browser ended, is there twice. */
export const listDrafts = async ({ drafts }: Session): Promise<Draft[]> => {
  const all = (await drafts.list()).map(({ value }) => value);
  const keys = new Set(all.map(({ key }) => key));
  return all.filter(({ key }) => key === asideKey(key) || !keys.has(asideKey(key)));
};

/** The drafts that are kept of a field, the newest first. */
const keptOf = async (session: Session, fieldKey: string): Promise<Draft[]> =>
  (await listDrafts(session))
    .filter((draft) => isKept(draft) && fieldKeyOf(draft.key) === fieldKey)
    .sort((a, b) => b.updated - a.updated);

/** Every change goes through the writer of drafts, so that they stay in order. */
export const keepInserted = async (session: Session, key: string, token: string): Promise<void> => {
  const draft = await findDraft(session, key);
  const kept = `~inserted:${tailOf(token)} ${fieldKeyOf(key)}`;
  if (draft) {
    // One that was put back, and is in the field again.
    const before = (await keptOf(session, fieldKeyOf(key))).filter(({ text }) => text === draft.text);
    for (const one of before) await dropKept(session, one.key);
    await session.draftWriter.put(kept, { ...draft, key: kept, updated: Date.now() });
  }
  if (key !== kept) await removeDraft(session, key);
};

const putAside = async ({ draftWriter }: Session, draft: Draft): Promise<void> => {
  if (stateOf(draft) !== 'inserted') return;
  const key = asideKey(draft.key);
  await draftWriter.put(key, { ...draft, key });
  await draftWriter.put(draft.key, undefined);
};

/** What went into a field last and was not seen in a page since, with the end of its sealed text. */
export const findLast = async (session: Session, key: string): Promise<(Draft & { tail: string }) | undefined> => {
  const [last] = await keptOf(session, key);
  if (!last || stateOf(last) !== 'inserted' || Date.now() - last.updated > keptMs) return undefined;
  return { ...last, tail: keyForm.exec(last.key)?.[2] ?? '' };
};

/** Stops offering them in the field. They are kept as long as before. */
export const putAsideAll = async (session: Session, key: string): Promise<void> => {
  for (const draft of await keptOf(session, key)) await putAside(session, draft);
};

const forget = async (session: Session, isOver: (draft: Draft) => boolean): Promise<void> => {
  for (const draft of await listDrafts(session)) if (isKept(draft) && isOver(draft)) await dropKept(session, draft.key);
};

export const forgetAged = (session: Session): Promise<void> =>
  forget(session, ({ updated }) => Date.now() - updated > keptMs);

/** These stand in a page, where they can be opened: they and what was written in their fields before are offered no more. */
export const forgetPosted = async (session: Session, tokens: readonly string[]): Promise<void> => {
  const tails = new Set(tokens.map(tailOf));
  const isPosted = ({ key }: Draft): boolean => tails.has(keyForm.exec(key)?.[2] ?? '');
  for (const posted of (await listDrafts(session)).filter((draft) => isKept(draft) && isPosted(draft)))
    for (const draft of await keptOf(session, fieldKeyOf(posted.key)))
      if (draft.updated <= posted.updated) await putAside(session, draft);
  await forget(session, (draft) => {
    const age = Date.now() - draft.updated;
    return age > keptMs || (age > previewMs && isPosted(draft));
  });
};
