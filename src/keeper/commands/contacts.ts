import type { ActivityKind } from '../../bridge/activity-kinds.ts';
import type { CardVerdict, ContactView } from '../../bridge/views.ts';
import { equal } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { isExpired, type ContactCard as ParsedCard } from '../../envelope/card.ts';
import { hasMarks, normalizeName, refuseMarks } from '../../envelope/card-name.ts';
import { keysOnCard, parseAnyCard } from '../../envelope/card-text.ts';
import { deriveShownFingerprint } from '../../envelope/fingerprint.ts';
import { asUnverified, type Contact } from '../../vault/stores/contacts.ts';
import { lookTheSame } from '../../vault/stores/skeleton.ts';
import {
  asVerified,
  cardView,
  clashOf,
  contactView,
  currentCard,
  displayName,
  hadPairOf,
  judgeAgainst,
  judgeCard,
  namesakeOf,
  ownFingerprints,
  signatureOf,
  toStoredCard,
} from '../contacts.ts';
import { ContactError } from '../errors.ts';
import type { Keeper } from '../keeper.ts';
import { requireMe } from '../keyring.ts';
import { requireIdentity, type Session } from '../session.ts';
import type { Handler } from './handler.ts';

const viewOf = ({ identity }: Session, contact: Contact, now: number): ContactView =>
  contactView(contact, ownFingerprints(identity), now);

const present = async ({ contacts }: Session): Promise<Contact[]> =>
  (await contacts.list()).map(({ value }) => value).filter(({ removedAt }) => removedAt === undefined);

/** My own. @throws IdentityDamagedError: who takes in or names a contact must be known not to be them */
const nameOf = (session: Session): string => requireIdentity(session).name;

export const list: Handler<'contacts.list'> = async (keeper) => {
  const session = keeper.session();
  const [now, mine] = [Date.now(), ownFingerprints(session.identity)];
  const views = (await present(session)).map((contact) => contactView(contact, mine, now));
  return views.sort((a, b) => a.alias.localeCompare(b.alias));
};

export const inspect: Handler<'contacts.inspect'> = async (keeper, { card: text }) => {
  const session = keeper.session();
  const parsed = await parseAnyCard(text);
  const now = Date.now();
  const card = cardView(parsed, parsed, now);
  if (equal(parsed.fingerprint, requireMe(session.keyring).fingerprint)) return { kind: 'mine', card };
  const verdict = judgeCard(parsed, await present(session));
  refuseNewMarks(verdict.kind, parsed);
  const clash = clashOf(parsed.name, nameOf(session));
  if (verdict.kind === 'new') return { kind: 'new', card, ...(clash && { clash }) };
  const { kind, contact } = verdict;
  return {
    kind,
    card,
    contact: viewOf(session, contact, now),
    ...(kind === 'changed' && signatureOf(contact, parsed)),
  };
};

/** An existing contact keeps its name; no new one comes with a name that could be read as one of our marks. Throws `card-name`. */
const refuseNewMarks = (kind: CardVerdict['kind'], { name }: ParsedCard): void => {
  if (kind === 'new' || kind === 'changed') refuseMarks(name);
};

/** Throws `card-mine` and `card-expired`: neither can be written to. */
const parseForeign = async ({ keyring }: Session, text: string, now: number): Promise<ParsedCard> => {
  const card = await parseAnyCard(text);
  if (equal(card.fingerprint, requireMe(keyring).fingerprint)) throw new ContactError('card-mine');
  if (isExpired(card, now)) throw new ContactError('card-expired', { name: card.name });
  return card;
};

/** Throws `name-own`, `name-reserved`. */
const refuseClash = (session: Session, name: string): void => {
  const clash = clashOf(name, nameOf(session));
  if (clash) throw new ContactError(clash === 'own' ? 'name-own' : 'name-reserved', { name });
};

/** Can it mean only this contact? */
const isFreeName = async (session: Session, name: string, id: string): Promise<boolean> =>
  !hasMarks(name) &&
  clashOf(name, nameOf(session)) === undefined &&
  namesakeOf(
    name,
    (await present(session)).filter((contact) => contact.id !== id),
  ) === undefined;

/** Keeps the name that I know them by, whatever their new card says. */
const keepName = (contact: Contact): Contact => ({ ...contact, alias: displayName(contact) });

const keepNew = async (session: Session, card: ParsedCard, alias: string, now: number): Promise<ContactView> => {
  const { vault, contacts, activity } = session;
  const contact: Contact = { id: vault.makeRecordId(), alias, cards: [toStoredCard(card, now)], addedAt: now };
  await contacts.put(contact.id, contact);
  activity.add('contact-added', displayName(contact));
  return viewOf(session, contact, now);
};

/** `next` gives the contact itself where there is nothing to change: then nothing is told. */
const change = async (
  session: Session,
  id: string,
  kind: ActivityKind | ((before: Contact) => ActivityKind),
  next: (contact: Contact) => Contact,
): Promise<ContactView> => {
  let told: ActivityKind | undefined;
  const changed = await session.contacts.update(id, (contact) => {
    if (!contact) throw new ContactError('contact-unknown');
    const then = next(contact);
    if (then === contact) told = undefined;
    else told = typeof kind === 'string' ? kind : kind(contact);
    return then;
  });
  if (told) session.activity.add(told, displayName(changed));
  return viewOf(session, changed, Date.now());
};

export const add: Handler<'contacts.add'> = async (keeper, { card: text }) => {
  const session = keeper.session();
  const now = Date.now();
  const card = await parseForeign(session, text, now);
  const verdict = judgeCard(card, await present(session));
  refuseNewMarks(verdict.kind, card);
  switch (verdict.kind) {
    case 'new':
      refuseClash(session, card.name);
      return keepNew(session, card, '', now);
    case 'changed':
      throw new ContactError('card-changed', { name: displayName(verdict.contact) });
    case 'newer':
    case 'keys-added':
      return renew(session, { kind: verdict.kind, contact: verdict.contact }, card);
    default:
      return viewOf(session, verdict.contact, now);
  }
};

/**
 * All known keys are on it, so what was verified stays verified. Judged once more with nobody in between: of two cards that
 * come at once, the second may lack a key of the first, or bring one that was not on it when it was looked at. Throws
 * `card-changed`.
 */
const renew = async (
  session: Session,
  { kind, contact: { id } }: { readonly kind: 'newer' | 'keys-added'; readonly contact: Contact },
  card: ParsedCard,
): Promise<ContactView> => {
  const isFree = await isFreeName(session, card.name, id);
  const eventOf = (before: Contact): ActivityKind =>
    judgeAgainst(before, card) === 'newer' ? 'contact-card-renewed' : 'contact-key-added';
  return change(session, id, eventOf, (contact) => {
    const judged = judgeAgainst(contact, card);
    if (judged === 'same' || judged === 'older') return contact;
    if (judged === 'changed' || (judged === 'keys-added' && kind === 'newer'))
      throw new ContactError('card-changed', { name: displayName(contact) });
    return { ...(isFree ? contact : keepName(contact)), ...withCurrent(contact, card) };
  });
};

/** The card in the place of the current one, which is kept where it has other keys to open old texts with. */
const withCurrent = (contact: Contact, card: ParsedCard): Pick<Contact, 'cards'> => {
  const kept = hasPairOf(contact, card) ? contact.cards.slice(0, -1) : contact.cards;
  return { cards: [...kept, toStoredCard(card, Date.now())] };
};

/** Are the two keys that every card has the same as on the current card? */
const hasPairOf = (contact: Contact, { fingerprint }: ParsedCard): boolean =>
  equal(currentCard(contact).fingerprint, fingerprint);

export const replace: Handler<'contacts.replace'> = async (keeper, { id, card: text }) => {
  const session = keeper.session();
  const card = await parseForeign(session, text, Date.now());
  refuseNewMarks('changed', card);
  return change(session, id, 'contact-keys-changed', (contact) => {
    // Said twice, when the first answer was lost.
    if (hasPairOf(contact, card) && judgeAgainst(contact, card) !== 'changed') return contact;
    const named = card.name === displayName(contact) ? contact : keepName(contact);
    return { ...asUnverified(named), ...withCurrent(contact, card) };
  });
};

export const addAs: Handler<'contacts.addAs'> = async (keeper, { card: text, alias }) => {
  const session = keeper.session();
  const now = Date.now();
  const card = await parseForeign(session, text, now);
  // Before the name is looked at: said twice, when the first answer was lost, it would find its own name taken.
  const verdict = judgeCard(card, await present(session));
  if (verdict.kind !== 'new' && verdict.kind !== 'changed') return viewOf(session, verdict.contact, now);
  // Two contacts with the same two keys could not be told apart by what they write.
  if (verdict.kind === 'changed' && hadPairOf(verdict.contact, card))
    throw new ContactError('card-changed', { name: displayName(verdict.contact) });
  return keepNew(session, card, await freeName(session, alias), now);
};

/**
 * Two contacts that read alike are an invitation to write to the wrong one.
 * Throws `card-name`, `name-own`, `name-reserved`, `name-taken`.
 */
const freeName = async (session: Session, typed: string, but?: string): Promise<string> => {
  const name = normalizeName(typed);
  refuseClash(session, name);
  const taken = (await present(session)).some(
    (contact) => contact.id !== but && lookTheSame(displayName(contact), name),
  );
  if (taken) throw new ContactError('name-taken', { name });
  return name;
};

/** The fingerprint that was compared is named, so that a card that came in between is not verified by mistake. */
export const verify: Handler<'contacts.verify'> = (keeper, { id, fingerprint }) =>
  change(keeper.session(), id, 'contact-verified', (contact) => {
    const shown = deriveShownFingerprint(keysOnCard(currentCard(contact).text));
    if (encodeHex(shown) !== fingerprint) throw new ContactError('card-changed', { name: displayName(contact) });
    return asVerified(contact);
  });

export const unverify: Handler<'contacts.unverify'> = (keeper, { id }) =>
  change(keeper.session(), id, 'contact-unverified', asUnverified);

export const rename: Handler<'contacts.rename'> = async (keeper, { id, alias }) => {
  const session = keeper.session();
  const name = await freeName(session, alias, id);
  return change(session, id, 'contact-renamed', (contact) => ({ ...contact, alias: name }));
};

export const remove: Handler<'contacts.remove'> = async (keeper, { id }) => {
  await change(keeper.session(), id, 'contact-removed', (contact) => ({ ...contact, removedAt: Date.now() }));
  return null;
};

export const restore: Handler<'contacts.restore'> = (keeper: Keeper, { id }) =>
  change(keeper.session(), id, 'contact-restored', ({ removedAt: _, ...contact }) => contact);
