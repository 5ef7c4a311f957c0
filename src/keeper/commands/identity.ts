import { parseCard } from '../../envelope/card.ts';
import { saveIdentity } from '../../vault/stores/identity.ts';
import { cardView } from '../contacts.ts';
import { makeIdentityCard } from '../make-identity.ts';
import type { Handler } from './handler.ts';

export const card: Handler<'identity.card'> = async (keeper) =>
  cardView(await parseCard(keeper.session().identity.card), Date.now());

/** A new card for the same keys: contacts take it for a later card of the same person. */
export const rename: Handler<'identity.rename'> = async (keeper, { name }) => {
  const session = keeper.session();
  const now = Date.now();
  const identity = { ...session.identity, ...(await makeIdentityCard(session.identity, name, now)) };
  await saveIdentity(session.vault, identity);
  session.identity = identity;
  session.changes.add();
  session.activity.add('identity-renamed', identity.name);
  return cardView(await parseCard(identity.card), now);
};
