import type { CardView } from '../../bridge/views.ts';
import { parseCard } from '../../envelope/card.ts';
import { keysOnCard } from '../../envelope/card-text.ts';
import { saveIdentity } from '../../vault/stores/identity.ts';
import { cardView } from '../contacts.ts';
import { makeIdentityCard } from '../make-identity.ts';
import { requireIdentity } from '../session.ts';
import type { Handler } from './handler.ts';

const viewOf = async (text: string, now: number): Promise<CardView> => {
  const card = await parseCard(text);
  return cardView(card, card, now);
};

export const card: Handler<'identity.card'> = async (keeper) =>
  viewOf(requireIdentity(keeper.session()).card, Date.now());

/** A new card for the same keys: contacts take it for a later card of the same person. */
export const rename: Handler<'identity.rename'> = async (keeper, { name }) => {
  const session = keeper.session();
  const now = Date.now();
  const before = requireIdentity(session);
  // Without one of them, everybody who knows me would be told that my keys changed.
  const { extensions } = keysOnCard(before.card);
  const identity = { ...before, ...(await makeIdentityCard(before, name, now, extensions)) };
  await saveIdentity(session.vault, identity);
  session.identity = identity;
  session.changes.add();
  session.activity.add('identity-renamed', identity.name);
  return viewOf(identity.card, now);
};
