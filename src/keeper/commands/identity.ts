import type { CardView } from '../../bridge/views.ts';
import { keysOnCard, parseCard } from '../../envelope/card.ts';
import { saveIdentity } from '../../vault/stores/identity.ts';
import { cardView } from '../contacts.ts';
import { makeIdentityCard } from '../make-identity.ts';
import type { Handler } from './handler.ts';

const viewOf = async (text: string, now: number): Promise<CardView> => {
  const card = await parseCard(text);
  return cardView(card, card, now);
};

export const card: Handler<'identity.card'> = (keeper) => viewOf(keeper.session().identity.card, Date.now());

/** A new card for the same keys: contacts take it for a later card of the same person. */
export const rename: Handler<'identity.rename'> = async (keeper, { name }) => {
  const session = keeper.session();
  const now = Date.now();
  // Without one of them, everybody who knows me would be told that my keys changed.
  const { extensions } = keysOnCard(session.identity.card);
  const identity = { ...session.identity, ...(await makeIdentityCard(session.identity, name, now, extensions)) };
  await saveIdentity(session.vault, identity);
  session.identity = identity;
  session.changes.add();
  session.activity.add('identity-renamed', identity.name);
  return viewOf(identity.card, now);
};
