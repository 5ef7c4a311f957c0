import type { KeeperCaller } from '../../bridge/keeper-server.ts';
import type { DraftView } from '../../bridge/views.ts';
import type { Draft } from '../../vault/stores/drafts.ts';
import { besideKey } from '../draft-editors.ts';
import { ContactError } from '../errors.ts';
import {
  findDraft,
  findLast,
  forgetAged,
  isKept,
  keepInserted,
  listDrafts,
  livingKey,
  putAsideAll,
  removeDraft,
} from '../kept-drafts.ts';
import type { Handler } from './handler.ts';

const view = (draft: Draft): DraftView => {
  const { key, origin, text, to, updated } = draft;
  return { key, origin, text, to, updated, ...(isKept(draft) ? { inserted: true } : {}) };
};

/** A frame in a page reaches the drafts of its own site and no others. */
const checkKey = (key: string, { origin }: KeeperCaller): void => {
  if (origin !== undefined && !key.startsWith(`${origin} `)) throw new ContactError('refused-sender');
};

/** An empty draft is none. */
export const save: Handler<'drafts.save'> = async (keeper, { key, origin, text, to, editor = '' }, caller) => {
  checkKey(key, caller);
  const session = keeper.session();
  const { draftEditors, draftWriter } = session;
  const living = livingKey(key);
  const moved = !draftEditors.take(living, editor);
  const own = moved ? besideKey(living, editor) : living;
  // What the other window began with is not a second text.
  const kept = text !== '' && !(moved && (await findDraft(session, key))?.text === text);
  const draft = { key: own, origin: caller.origin ?? origin, text, to: [...to], updated: Date.now() };
  await draftWriter.put(own, kept ? draft : undefined);
  if (moved) return { kept };
  if (own !== key) await draftWriter.put(key, undefined);
  return null;
};

export const find: Handler<'drafts.find'> = async (keeper, { key, editor = '' }, caller) => {
  checkKey(key, caller);
  const session = keeper.session();
  if (editor !== '') {
    session.draftEditors.open(livingKey(key), editor);
    // Up to the last letter that the earlier window sent.
    await session.draftWriter.settled();
  }
  const draft = await findDraft(session, key);
  return draft ? view(draft) : null;
};

/** By the field's key alone: no page learns the key that it is kept under. */
export const last: Handler<'drafts.last'> = async (keeper, { key }, caller) => {
  checkKey(key, caller);
  const draft = await findLast(keeper.session(), key);
  return draft ? { text: draft.text, to: draft.to, tail: draft.tail } : null;
};

export const putAside: Handler<'drafts.putAside'> = async (keeper, { key }, caller) => {
  checkKey(key, caller);
  await putAsideAll(keeper.session(), key);
  return null;
};

export const list: Handler<'drafts.list'> = async (keeper) => {
  const session = keeper.session();
  await forgetAged(session);
  return (await listDrafts(session)).map(view).sort((a, b) => b.updated - a.updated);
};

/** The field has the sealed text. */
export const inserted: Handler<'drafts.inserted'> = async (keeper, { key, token }) => {
  await keepInserted(keeper.session(), key, token);
  return null;
};

export const remove: Handler<'drafts.remove'> = async (keeper, { key, editor = '' }, caller) => {
  checkKey(key, caller);
  const session = keeper.session();
  if (editor === '' || session.draftEditors.take(livingKey(key), editor)) await removeDraft(session, key);
  return null;
};
