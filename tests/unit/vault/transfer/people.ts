// People with real keys and cards, for files that are checked to the last signature.
import { makeEd25519KeyPair } from '../../../../src/crypto/ed25519.ts';
import { makeX25519KeyPair } from '../../../../src/crypto/x25519.ts';
import { makeCard } from '../../../../src/envelope/card.ts';
import { type Contact, type ContactCard, contactStore } from '../../../../src/vault/stores/contacts.ts';
import type { Identity } from '../../../../src/vault/stores/identity.ts';
import { now } from '../support.ts';

const year = 365 * 86_400_000;

export const makeIdentity = async (name: string): Promise<Identity> => {
  const [ed25519, x25519] = [await makeEd25519KeyPair(), await makeX25519KeyPair()];
  const { text } = await makeCard({ name, created: now, expires: now + year, ed25519, x25519: x25519.publicKey });
  return {
    name,
    created: now,
    ed25519Private: ed25519.privateKey,
    ed25519Public: ed25519.publicKey,
    x25519Private: x25519.privateKey,
    x25519Public: x25519.publicKey,
    card: text,
  };
};

/** A card as it is kept; `days` after now it was made. */
export const cardOf = async (identity: Identity, days = 0): Promise<ContactCard> => {
  const created = now + days * 86_400_000;
  const { text, fingerprint, ed25519, x25519, name, expires } = await makeCard({
    name: identity.name,
    created,
    expires: created + year,
    ed25519: { privateKey: identity.ed25519Private, publicKey: identity.ed25519Public },
    x25519: identity.x25519Public,
  });
  return { text, fingerprint, ed25519, x25519, name, created, expires, addedAt: created + 1 };
};

export const contactOf = (id: string, cards: readonly ContactCard[], more: Partial<Contact> = {}): Contact => ({
  id,
  alias: '',
  cards,
  addedAt: now,
  ...more,
});

/** The bytes with a mark for all keys and none for the two, schema 2: as a vault that an early version rebuilt has it. */
export const withLoneMark = (value: Contact, verifiedFull: Uint8Array): Uint8Array => {
  const plain = contactStore.codec.encode(value);
  const flagsAt = 1 + value.id.length + 2 + new TextEncoder().encode(value.alias).length + 8;
  const markAt = flagsAt + 1 + (value.removedAt === undefined ? 0 : 8);
  const mark = [verifiedFull.length, ...verifiedFull];
  const bytes = Uint8Array.of(...plain.subarray(0, markAt), ...mark, ...plain.subarray(markAt));
  bytes[flagsAt]! |= 4;
  return bytes;
};
