import { equal } from '../../bytes/bytes.ts';
import { FieldsealError } from '../../bytes/errors.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { checkName, hasMarks, withoutMarks } from '../../envelope/card-name.ts';
import { keysOnCard, parseAnyCard } from '../../envelope/card-text.ts';
import { compareCards, compareKeys, type KeyComparison } from '../../envelope/compare-cards.ts';
import { deriveFullFingerprint } from '../../envelope/fingerprint.ts';
import { isRecordId } from '../record.ts';
import type { Kept } from '../store.ts';
import { tellApart } from '../stores/contact-names.ts';
import { asUnverified, type Contact, type ContactCard, contactStore } from '../stores/contacts.ts';
import { readsLikeOurWords } from '../stores/our-words.ts';
import { plainName } from '../stores/plain-name.ts';
import { type Look, lookOf, looksTheSame } from '../stores/skeleton.ts';
import type { Vault } from '../vault.ts';
import { type ImportConflict, type Merge, makeTransferRule, type Named } from './transfer-rule.ts';

/** Contacts go by their random id, and are recognised by their keys as well. Those in the bin stay behind. */
export const contactsRule = makeTransferRule<Contact>({
  definition: contactStore,
  nameOf: ({ value }) => (value.removedAt === undefined ? value.id : undefined),
  isSound: async ({ name, value }) =>
    isRecordId(name) && name === value.id && value.removedAt === undefined && isContactSound(value),
  merge: (_vault: Vault, mine, theirs) => mergeContacts(mine, theirs),
});

/** Of one contact in a file. */
const maxCards = 200;

/** Nothing of a card is believed but what its signature says: a file may put foreign keys beside a known name. */
const isContactSound = async (contact: Contact): Promise<boolean> => {
  const { alias, cards } = contact;
  if (cards.length === 0 || cards.length > maxCards || !isMarkSound(contact)) return false;
  try {
    if (alias !== '') checkName(alias);
    for (const card of cards) {
      const read = await parseAnyCard(card.text);
      const keys = (['fingerprint', 'ed25519', 'x25519'] as const).every((key) => equal(read[key], card[key]));
      const facts = (['text', 'name', 'created', 'expires'] as const).every((fact) => read[fact] === card[fact]);
      if (!keys || !facts) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof FieldsealError) return false;
    throw error;
  }
};

const isMarkSound = ({ verifiedFingerprint, verifiedFull, answeredTo }: Contact): boolean =>
  [verifiedFingerprint, verifiedFull, answeredTo].every((mark) => (mark?.length ?? 32) === 32);

const currentOf = ({ cards }: Contact): ContactCard | undefined => cards.at(-1);
const nameOf = (contact: Contact): string => contact.alias || (currentOf(contact)?.name ?? '');
const hasCard = (contact: Contact, card: ContactCard): boolean => contact.cards.some(({ text }) => text === card.text);
const mergeContacts = (mine: readonly Kept<Contact>[], theirs: readonly Named<Contact>[]): Merge<Contact> => {
  const all = new Map(mine.map(({ id, value }) => [id, value]));
  const holders = new Map<string, string>();
  const remember = ({ id, cards }: Contact): void => {
    for (const { fingerprint } of cards) holders.set(encodeHex(fingerprint), id);
  };
  for (const { value } of mine) remember(value);
  const puts = new Map<string, Contact>();
  const conflicts: ImportConflict[] = [];
  const looks = makeLooks();
  const counts = { added: 0, merged: 0, same: 0 };
  for (const value of theirs.map((each) => verifiedFromFile(each.value))) {
    const holderOf = ({ fingerprint }: ContactCard): string | undefined => holders.get(encodeHex(fingerprint));
    const known = all.get(value.id) ?? all.get(value.cards.map(holderOf).find((id) => id) ?? '');
    const merged = known ? mergeContact(known, withoutForeign(value, known, holderOf)) : plainlyNamed(value);
    // Who was there under this name already stays so; who is new, or comes back from the bin, may find it taken.
    const others = known && known.removedAt === undefined ? [] : [...all.values()].filter(({ id }) => id !== merged.id);
    const namesake = namesakeOf(merged, others, looks);
    const next = namesake ? apart(merged, others) : merged;
    if (known) conflicts.push(...conflictsOf(known, value));
    if (namesake) conflicts.push({ reason: 'namesake', name: nameOf(namesake) });
    counts[!known ? 'added' : isSame(known, next) ? 'same' : 'merged']++;
    all.set(next.id, next);
    remember(next);
    if (!known || !isSame(known, next)) puts.set(next.id, next);
  }
  return { puts: [...puts].map(([id, value]) => ({ id, value })), ...counts, conflicts };
};

/** Without cards with the keys of another contact of mine: what that one writes is told by them. */
const withoutForeign = (
  their: Contact,
  { id }: Contact,
  holderOf: (card: ContactCard) => string | undefined,
): Contact => ({ ...their, cards: their.cards.filter((card) => (holderOf(card) ?? id) === id) });

/** What the maker of a file compared, or says so, I did not. */
const verifiedFromFile = (their: Contact): Contact =>
  their.verifiedFingerprint ? { ...their, verifiedFromFile: true } : their;

/** Without what could be read as our marks or words; the card itself says what it says. */
const plainlyNamed = (their: Contact): Contact => {
  const name = nameOf(their);
  const isPlain = !hasMarks(name) && !readsLikeOurWords(withoutMarks(name));
  return isPlain ? their : { ...their, alias: plainName(name) };
};

/** Each name is looked at once. */
const makeLooks = (): ((contact: Contact) => Look) => {
  const known = new Map<string, Look>();
  return (contact) => {
    const name = nameOf(contact);
    const look = known.get(name) ?? lookOf(name);
    known.set(name, look);
    return look;
  };
};

/** A contact with a name that looks the same, though none of the card's keys are here. */
const namesakeOf = (
  their: Contact,
  mine: readonly Contact[],
  lookAt: (contact: Contact) => Look,
): Contact | undefined => mine.find((one) => one.removedAt === undefined && looksTheSame(lookAt(one), lookAt(their)));

/** Under a name that nobody can take for another's. */
const apart = (their: Contact, mine: readonly Contact[]): Contact => ({
  ...their,
  alias: tellApart(nameOf(their), mine.map(nameOf)),
});

/**
 * Every card of both. The one in use stays in use: a file does not change the keys somebody is written to with. A later
 * card of the same keys is no other key, nor is one with all of them and more.
 */
const mergeContact = (mine: Contact, their: Contact): Contact => {
  const extra = their.cards.filter((card) => !hasCard(mine, card));
  const { renewal } = renewalOf(mine, their);
  const cards = [...extra.filter((card) => !renewal.includes(card)), ...mine.cards, ...renewal];
  const current = cards.at(-1);
  const { removedAt: _, ...rest } = asUnverified(mine);
  return {
    ...rest,
    cards,
    alias: keptAlias(mine, cards),
    addedAt: Math.min(mine.addedAt, their.addedAt),
    ...(mine.verifiedFingerprint ? markOf(mine) : current && markFor(current, their)),
  };
};

interface Renewal {
  /** Cards of theirs, each of which takes the place of the one before; none where mine stays. */
  readonly renewal: readonly ContactCard[];
  /** One of them brings a key that I did not know. */
  readonly isKeyAdded: boolean;
}

const renewalOf = (mine: Contact, their: Contact): Renewal => {
  const renewal: ContactCard[] = [];
  let current = currentOf(mine);
  let isKeyAdded = false;
  const extra = their.cards.filter((card) => !hasCard(mine, card));
  for (const card of extra.toSorted((a, b) => a.created - b.created)) {
    if (!current || !replaces(current, card)) continue;
    isKeyAdded ||= relation(current, card) === 'added';
    renewal.push(card);
    current = card;
  }
  return { renewal, isKeyAdded };
};

/** The name that I know them by stays the one that is shown: neither a file nor a later card in it gives them another. */
const keptAlias = (mine: Contact, cards: readonly ContactCard[]): string =>
  nameOf({ ...mine, cards }) === nameOf(mine) ? mine.alias : nameOf(mine);

const comparable = ({ text, created }: ContactCard) => ({ ...keysOnCard(text), text, created });
const replaces = (known: ContactCard, incoming: ContactCard): boolean =>
  ['newer', 'keys-added'].includes(compareCards(comparable(known), comparable(incoming)));

/** What the keys on one card are to those on the other; both were verified. */
const relation = (known: ContactCard, incoming: ContactCard): KeyComparison =>
  compareKeys(keysOnCard(known.text), keysOnCard(incoming.text));

type Mark = Pick<Contact, 'verifiedFingerprint' | 'verifiedFull' | 'verifiedFromFile'>;

const markOf = ({ verifiedFingerprint, verifiedFull, verifiedFromFile }: Contact): Mark => ({
  ...(verifiedFingerprint && { verifiedFingerprint }),
  ...(verifiedFull && { verifiedFull }),
  ...(verifiedFromFile && { verifiedFromFile }),
});

/** Theirs counts where I verified nothing, and only for the very keys that are in use here. */
const markFor = (current: ContactCard, their: Contact): Mark => {
  const other = currentOf(their);
  const { verifiedFingerprint, verifiedFull } = their;
  if (!other || !verifiedFingerprint || !equal(verifiedFingerprint, current.fingerprint)) return {};
  const compared = verifiedFull && equal(verifiedFull, deriveFullFingerprint(keysOnCard(current.text)));
  return compared || relation(current, other) === 'same' ? { ...markOf(their), verifiedFromFile: true } : {};
};

const conflictsOf = (mine: Contact, their: Contact): ImportConflict[] => {
  const name = nameOf(mine);
  const { renewal, isKeyAdded } = renewalOf(mine, their);
  const [my, other] = [renewal.at(-1) ?? currentOf(mine), currentOf(their)];
  const isForeign = ({ fingerprint }: ContactCard): boolean =>
    !mine.cards.some((card) => equal(card.fingerprint, fingerprint));
  // Also keys that are to stand among the earlier ones: anyone who has them would be read as this contact.
  const isApart = my && other && relation(my, other) === 'changed' && relation(other, my) === 'changed';
  const isLess = my && other && other.created > my.created && relation(my, other) === 'changed';
  const keys = their.cards.some(isForeign) || isApart || isLess;
  // A name on a card that I have is no news, whatever I call them.
  const isKnownName = their.alias === '' && mine.cards.some((card) => card.name === nameOf(their));
  const alias = nameOf(their) !== name && !isKnownName;
  const [a, b] = [mine.verifiedFingerprint, their.verifiedFingerprint];
  const isOther = a && b && !equal(a, b);
  const reasons = [keys && 'keys', isKeyAdded && 'new-key', alias && 'alias', isOther && 'verified'] as const;
  return reasons.flatMap((reason) => (reason ? [{ reason, name }] : []));
};

const isSame = (a: Contact, b: Contact): boolean => equal(contactStore.codec.encode(a), contactStore.codec.encode(b));
