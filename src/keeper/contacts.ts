import type { CardView, ContactView, NameClash } from '../bridge/views.ts';
import { equal } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import type { ContactCard as ParsedCard } from '../envelope/card.ts';
import { fingerprintDigits, fingerprintWords } from '../envelope/fingerprint.ts';
import type { Contact, ContactCard } from '../vault/stores/contacts.ts';
import { readsLikeOurWords } from '../vault/stores/our-words.ts';
import { mixesScripts } from '../vault/stores/scripts.ts';
import { lookOf, looksTheSame, lookTheSame } from '../vault/stores/skeleton.ts';

export const currentCard = ({ cards }: Contact): ContactCard => {
  const card = cards.at(-1);
  if (!card) throw new RangeError('a contact without a card');
  return card;
};

export const displayName = (contact: Contact): string => contact.alias || currentCard(contact).name;

/** Was this very key compared by me? */
export const isVerified = ({ verifiedFingerprint }: Contact, fingerprint: Uint8Array): boolean =>
  verifiedFingerprint !== undefined && equal(verifiedFingerprint, fingerprint);

/** What is kept of a card that was read and verified. */
export const toStoredCard = (
  { text, fingerprint, ed25519, x25519, name, created, expires }: ParsedCard,
  addedAt: number,
): ContactCard => ({
  text,
  fingerprint,
  ed25519,
  x25519,
  name,
  created,
  expires,
  addedAt,
});

type CardFacts = Pick<ContactCard, 'text' | 'fingerprint' | 'name' | 'created' | 'expires'>;

export const cardView = ({ text, fingerprint, name, created, expires }: CardFacts, now: number): CardView => ({
  card: text,
  name,
  fingerprint: encodeHex(fingerprint),
  words: fingerprintWords(fingerprint),
  digits: fingerprintDigits(fingerprint),
  created,
  expires,
  expired: expires <= now,
  ...(mixesScripts(name) ? { mixed: true } : {}),
});

export const contactView = (contact: Contact, now: number): ContactView => {
  const card = currentCard(contact);
  return {
    ...cardView(card, now),
    id: contact.id,
    alias: displayName(contact),
    ...(mixesScripts(displayName(contact)) ? { mixed: true } : {}),
    verified: isVerified(contact, card.fingerprint),
    addedAt: contact.addedAt,
    earlierCards: contact.cards.length - 1,
  };
};

/** A contact whose name, now or on an earlier card, looks like this one. */
export const namesakeOf = (name: string, contacts: readonly Contact[]): Contact | undefined => {
  const look = lookOf(name);
  return contacts.find(({ alias, cards }) =>
    [alias, ...cards.map((card) => card.name)].some((other) => other !== '' && looksTheSame(look, lookOf(other))),
  );
};

/** Why a name may not be used: it looks like my own, or like Fieldseal's words. */
export const clashOf = (name: string, own: string): NameClash | undefined => {
  if (lookTheSame(name, own)) return 'own';
  return readsLikeOurWords(name) ? 'reserved' : undefined;
};

/** What a card is to the contacts I have. `changed` is an alarm: somebody known, by signing key or by name, with other keys. */
export const judgeCard = (
  card: ParsedCard,
  contacts: readonly Contact[],
): { readonly kind: 'new' } | { readonly kind: 'same' | 'newer' | 'older' | 'changed'; readonly contact: Contact } => {
  const holder = contacts.find(({ cards }) => cards.some((one) => equal(one.fingerprint, card.fingerprint)));
  if (holder) {
    const current = currentCard(holder);
    if (!equal(current.fingerprint, card.fingerprint)) return { kind: 'older', contact: holder };
    if (current.created === card.created) return { kind: 'same', contact: holder };
    return { kind: card.created > current.created ? 'newer' : 'older', contact: holder };
  }
  const signer = contacts.find(({ cards }) => cards.some((one) => equal(one.ed25519, card.ed25519)));
  const namesake = namesakeOf(card.name, contacts);
  const known = signer ?? namesake;
  return known ? { kind: 'changed', contact: known } : { kind: 'new' };
};
