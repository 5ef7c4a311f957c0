import type { CardVerdict, CardView, ContactView, NameClash } from '../bridge/views.ts';
import { equal } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import type { ContactCard as ParsedCard } from '../envelope/card.ts';
import type { CardKeys } from '../envelope/card-keys.ts';
import { keysOnCard } from '../envelope/card-text.ts';
import { compareCards, compareKeys } from '../envelope/compare-cards.ts';
import {
  deriveFingerprint,
  deriveFullFingerprint,
  deriveShownFingerprint,
  digestKeys,
  digestOf,
  fingerprintDigits,
  fingerprintWords,
  pairNumber,
} from '../envelope/fingerprint.ts';
import { asUnverified, type Contact, type ContactCard } from '../vault/stores/contacts.ts';
import { readsLikeOurWords } from '../vault/stores/our-words.ts';
import { mixesScripts } from '../vault/stores/scripts.ts';
import { lookOf, looksTheSame, lookTheSame } from '../vault/stores/skeleton.ts';

export const currentCard = ({ cards }: Contact): ContactCard => {
  const card = cards.at(-1);
  if (!card) throw new RangeError('a contact without a card');
  return card;
};

export const displayName = (contact: Contact): string => contact.alias || currentCard(contact).name;

/**
 * Were these very two keys compared by me? Or is that only said in a file that was imported? Keys in the extensions came
 * with them, or were added under their signature.
 */
export const verificationOf = (
  { verifiedFingerprint, verifiedFromFile }: Contact,
  fingerprint: Uint8Array,
): { readonly verified: boolean; readonly verifiedFromFile?: boolean } => {
  const compared = verifiedFingerprint !== undefined && equal(verifiedFingerprint, fingerprint);
  return compared && verifiedFromFile ? { verified: false, verifiedFromFile } : { verified: compared };
};

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

type CardFacts = Pick<ContactCard, 'text' | 'name' | 'created' | 'expires'>;

export const cardView = ({ text, name, created, expires }: CardFacts, keys: CardKeys, now: number): CardView => {
  const shown = deriveShownFingerprint(keys);
  return {
    card: text,
    name,
    fingerprint: encodeHex(shown),
    words: fingerprintWords(shown),
    digits: fingerprintDigits(shown),
    created,
    expires,
    expired: expires <= now,
    ...(mixesScripts(name) ? { mixed: true } : {}),
  };
};

interface OwnFingerprints {
  /** Version 1: who has answered me. */
  readonly plain: Uint8Array;
  /** Version 2, for the numbers that I have in common with others. */
  readonly full: Uint8Array;
}

/** Undefined where I have no whole identity. */
export const ownFingerprints = (identity: { readonly card: string } | undefined): OwnFingerprints | undefined => {
  if (!identity) return undefined;
  const keys = keysOnCard(identity.card);
  return { plain: deriveFingerprint(keys.ed25519, keys.x25519), full: deriveFullFingerprint(keys) };
};

/** Have they written to me, as I am now? Then they have my card. */
export const hasAnswered = ({ answeredTo }: Contact, me: Uint8Array | undefined): boolean =>
  answeredTo !== undefined && me !== undefined && equal(answeredTo, me);

export const contactView = (contact: Contact, mine: OwnFingerprints | undefined, now: number): ContactView => {
  const card = currentCard(contact);
  const keys = keysOnCard(card.text);
  return {
    ...cardView(card, keys, now),
    id: contact.id,
    alias: displayName(contact),
    ...(mixesScripts(displayName(contact)) ? { mixed: true } : {}),
    ...verificationOf(contact, card.fingerprint),
    ...(isKeyAdded(contact, keys) && { keyAdded: true }),
    ...(mine && { pair: pairNumber(mine.full, deriveFullFingerprint(keys)) }),
    ...(hasAnswered(contact, mine?.plain) && { answered: true }),
    addedAt: contact.addedAt,
    earlierCards: contact.cards.length - 1,
  };
};

/** Verified, but not with all the keys that are on the card now. */
const isKeyAdded = (contact: Contact, keys: CardKeys): boolean => {
  if (equal(digestOf(keys), digestKeys([]))) return false;
  if (!verificationOf(contact, currentCard(contact).fingerprint).verified) return false;
  return !contact.verifiedFull || !equal(contact.verifiedFull, deriveFullFingerprint(keys));
};

/** With the mark, for the keys on the current card, which I have compared myself. */
export const asVerified = (contact: Contact): Contact => {
  const { fingerprint, text } = currentCard(contact);
  return {
    ...asUnverified(contact),
    verifiedFingerprint: fingerprint,
    verifiedFull: deriveFullFingerprint(keysOnCard(text)),
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

type Judgement = 'same' | 'newer' | 'keys-added' | 'older' | 'changed';

/** What a card with the two keys of a contact, now or before, is to the card that is in use. */
export const judgeAgainst = (contact: Contact, card: ParsedCard): Judgement => {
  const current = currentCard(contact);
  // The two keys of an earlier card: on a later one than that in use they would come back.
  if (!equal(current.fingerprint, card.fingerprint)) return card.created > current.created ? 'changed' : 'older';
  const known = { ...keysOnCard(current.text), text: current.text, created: current.created };
  const compared = compareCards(known, card);
  if (compared === 'keys-changed' || compared === 'different-key') return 'changed';
  // A full card completes a short one, also that of the same moment.
  const isAsKnown = !known.keys && current.created === card.created && compareKeys(known, card) === 'same';
  return isAsKnown ? 'same' : compared;
};

/** What a card is to the contacts I have. `changed` is an alarm: somebody known, by signing key or by name, with other keys. */
export const judgeCard = (
  card: ParsedCard,
  contacts: readonly Contact[],
): { readonly kind: 'new' } | { readonly kind: Judgement; readonly contact: Contact } => {
  const holder =
    contacts.find((contact) => equal(currentCard(contact).fingerprint, card.fingerprint)) ??
    contacts.find((contact) => hadPairOf(contact, card));
  if (holder) return { kind: judgeAgainst(holder, card), contact: holder };
  const signer = contacts.find((contact) => isSignedBy(contact, card));
  const namesake = namesakeOf(card.name, contacts);
  const known = signer ?? namesake;
  return known ? { kind: 'changed', contact: known } : { kind: 'new' };
};

/** Does the card bear a signature that I know from this contact, now or before? */
const isSignedBy = ({ cards }: Contact, { ed25519 }: ParsedCard): boolean =>
  cards.some((one) => equal(one.ed25519, ed25519));

/** Who signed a changed card: a key that the contact has given up may be in other hands, and proves nothing of them. */
export const signatureOf = (contact: Contact, card: ParsedCard): Pick<CardVerdict, 'signed' | 'earlier'> => {
  if (equal(currentCard(contact).ed25519, card.ed25519)) return { signed: true };
  return isSignedBy(contact, card) ? { earlier: true } : {};
};

/** Does the contact have these two keys, or had them? */
export const hadPairOf = ({ cards }: Contact, { fingerprint }: Pick<ParsedCard, 'fingerprint'>): boolean =>
  cards.some((one) => equal(one.fingerprint, fingerprint));
