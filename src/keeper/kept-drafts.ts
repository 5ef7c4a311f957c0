import type { Draft } from '../vault/stores/drafts.ts';
import type { Session } from './session.ts';

// A page may clear its field, or put something else there, a moment after a sealed text came in. So a draft is not gone with
// the insertion: it is kept under a key of its own until the sealed text was seen outside of a field, or it has aged.

const keptMs = 7 * 86_400_000;
const mark = ' ~inserted:';
/** Enough of a sealed text to know it again: its checksum and what stands before that. */
const tailOf = (token: string): string => token.replace(/\s/g, '').slice(-16);

export const isKept = ({ key }: Draft): boolean => key.includes(mark);

/** Every change goes through the writer of drafts, so that they stay in order. */
export const keepInserted = async ({ drafts, draftWriter }: Session, key: string, token: string): Promise<void> => {
  const draft = await drafts.get(drafts.idOf(key));
  const kept = `${key}${mark}${tailOf(token)}`;
  if (draft) await draftWriter.put(kept, { ...draft, key: kept, updated: Date.now() });
  await draftWriter.put(key, undefined);
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
  return forget(session, ({ key }) => tails.has(key.slice(key.lastIndexOf(mark) + mark.length)));
};
