import { equal, wipe } from '../bytes/bytes.ts';
import { FieldsealError } from '../bytes/errors.ts';
import { MAX_INTRODUCTIONS } from '../bytes/sealed-length.ts';
import { requireKey } from '../crypto/checks.ts';
import { parseCard } from '../envelope/card.ts';
import type { ContactPublic } from '../envelope/contact-slot.ts';
import type { Introduction } from '../envelope/introduction.ts';
import { MAX_SLOTS } from '../envelope/parts.ts';
import { makeShortCard } from '../envelope/short-card.ts';
import type { Contact } from '../vault/stores/contacts.ts';
import { hasAnswered } from './contacts.ts';
import { ContactError } from './errors.ts';
import type { Keeper } from './keeper.ts';
import { findReader } from './keyring.ts';
import { requireIdentity, type Session } from './session.ts';

export interface Recipient extends ContactPublic {
  readonly answered: boolean;
}

/** Slots that are for me, and for a passphrase. */
const others = 2;

/** My short card, for at most so many of those who have not answered yet. Undefined where there are none. */
export const introduceTo = async (
  session: Session,
  recipients: readonly Recipient[],
  most: number,
): Promise<Introduction | undefined> => {
  const room = Math.max(0, Math.min(most, MAX_INTRODUCTIONS, MAX_SLOTS - others - recipients.length));
  const to = recipients.filter(({ answered }) => !answered).slice(0, room);
  if (to.length === 0) return undefined;
  const { card, ed25519Private } = requireIdentity(session);
  // A copy: the lock may come in between and overwrite the key.
  const key = ed25519Private.slice();
  requireKey(key);
  try {
    return { card: await makeShortCard(await parseCard(card), key), to };
  } finally {
    wipe(key);
  }
};

/**
 * A text of this contact has opened: they have the card that it was sealed for. That it cannot be written down keeps nobody
 * from reading: the next text to them introduces me once more.
 */
export const noteAnswer = async (
  { core }: Keeper,
  session: Session,
  token: string,
  writer: Uint8Array,
): Promise<void> => {
  const { contacts, keyring } = session;
  const me = keyring.me?.fingerprint;
  // One who was removed and added again is there twice.
  const holds = ({ cards, removedAt }: Contact): boolean =>
    removedAt === undefined && cards.some(({ fingerprint }) => equal(fingerprint, writer));
  const found = (await contacts.list()).find(({ value }) => holds(value));
  if (!me || !found || hasAnswered(found.value, me)) return;
  const reader = findReader(core, token, await session.readers());
  if (!reader || !equal(reader.me.fingerprint, me)) return;
  try {
    await contacts.update(found.id, (contact) => {
      if (!contact) throw new ContactError('contact-unknown');
      return { ...contact, answeredTo: me };
    });
  } catch (error) {
    if (!(error instanceof FieldsealError)) throw error;
  }
};
