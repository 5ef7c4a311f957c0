import { makeEd25519KeyPair } from '../crypto/ed25519.ts';
import { makeX25519KeyPair } from '../crypto/x25519.ts';
import { makeCard } from '../envelope/card.ts';
import type { CardExtension } from '../envelope/card-keys.ts';
import type { Identity } from '../vault/stores/identity.ts';

/** A card is good for two years; a new one with the same keys can be made at any time. */
const cardLifeMs = 2 * 365 * 24 * 3600 * 1000;

type Keys = Pick<Identity, 'ed25519Private' | 'ed25519Public' | 'x25519Private' | 'x25519Public'>;

/** Signs a card for keys that are there. Throws `CardError` (`card-name`). */
export const makeIdentityCard = async (
  keys: Keys,
  name: string,
  now: number,
  extensions: readonly CardExtension[] = [],
): Promise<Pick<Identity, 'name' | 'card'>> => {
  const card = await makeCard({
    name,
    created: now,
    expires: now + cardLifeMs,
    ed25519: { publicKey: keys.ed25519Public, privateKey: keys.ed25519Private },
    x25519: keys.x25519Public,
    extensions,
  });
  return { name: card.name, card: card.text };
};

/** Makes new keys and the card that goes with them. Throws `CardError` (`card-name`). */
export const makeIdentity = async (name: string, now: number): Promise<Identity> => {
  const [ed25519, x25519] = await Promise.all([makeEd25519KeyPair(), makeX25519KeyPair()]);
  const keys = {
    ed25519Private: ed25519.privateKey,
    ed25519Public: ed25519.publicKey,
    x25519Private: x25519.privateKey,
    x25519Public: x25519.publicKey,
  };
  return { ...keys, ...(await makeIdentityCard(keys, name, now)), created: now };
};
