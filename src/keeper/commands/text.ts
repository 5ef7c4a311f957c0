import type { KeeperInput } from '../../bridge/keeper-commands.ts';
import type { KeeperCaller } from '../../bridge/keeper-server.ts';
import { contactsOf } from '../../bridge/only-me.ts';
import type { Inspection, Opened, Sender } from '../../bridge/views.ts';
import { equal, wipe } from '../../bytes/bytes.ts';
import { FieldsealError } from '../../bytes/errors.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { type From, type OpenedMessage, openMessage, parseMessage } from '../../envelope/open.ts';
import { sealMessage } from '../../envelope/seal.ts';
import { plainName } from '../../vault/stores/plain-name.ts';
import { currentCard, displayName, hasAnswered, verificationOf } from '../contacts.ts';
import { ContactError } from '../errors.ts';
import { introduceTo, noteAnswer, type Recipient } from '../introductions.ts';
import type { Keeper } from '../keeper.ts';
import { forgetPosted } from '../kept-drafts.ts';
import { findReader, type Reader, requireMe } from '../keyring.ts';
import { withOpeningKeys } from '../opening-keys.ts';
import type { SelfKeys } from '../self-keys.ts';
import type { Session } from '../session.ts';
import { requireOpen, whileUnlocked } from '../unlocked.ts';
import type { Handler } from './handler.ts';

type SealInput = KeeperInput<'text.seal'>;

export const seal: Handler<'text.seal'> = (keeper, input, caller) =>
  whileUnlocked(keeper, (session) => sealIn(keeper, session, input, caller));

const sealIn = async (
  keeper: Keeper,
  session: Session,
  { text, to, origin, passphrase, introductions = 0 }: SealInput,
  caller: KeeperCaller,
) => {
  if (to.length === 0 && passphrase === undefined) throw new ContactError('no-recipients');
  const sender = requireMe(session.keyring);
  // A copy: the lock may come in between and overwrite the keys, and a text is never sealed under zeros.
  const selfKey = session.keyring.selfKeys.current.slice();
  // A frame in a page cannot name another site than the one it stands in.
  const site = caller.origin ?? origin;
  const time = Date.now();
  try {
    const recipients = await recipientsOf(session, to, time);
    const introduction = await introduceTo(session, recipients, introductions);
    const token = await sealMessage(keeper.core, {
      text,
      time,
      origin: site,
      sender,
      selfKey,
      recipients,
      ...(introduction && { introduction }),
      ...(passphrase === undefined ? {} : { passphrase: { text: passphrase } }),
    });
    requireOpen(keeper, session);
    session.activity.add('text-sealed', site);
    return { token };
  } finally {
    wipe(selfKey);
  }
};

/** Throws `ContactError`: `contact-unknown`, `contact-expired`. */
export const recipientsOf = async (
  { contacts, keyring }: Session,
  ids: readonly string[],
  now: number,
): Promise<readonly Recipient[]> =>
  Promise.all(
    [...new Set(contactsOf(ids))].map(async (id) => {
      const contact = await contacts.get(id);
      if (!contact || contact.removedAt !== undefined) throw new ContactError('contact-unknown');
      const card = currentCard(contact);
      if (card.expires <= now) throw new ContactError('contact-expired', { name: displayName(contact) });
      const answered = hasAnswered(contact, keyring.me?.fingerprint);
      return { fingerprint: card.fingerprint, x25519: card.x25519, answered };
    }),
  );

/** Throws what `openMessage` throws, `LockedError`, and `ContactError`: `contact-unknown`. */
export const openWith = async (keeper: Keeper, token: string, passphrase: string | undefined): Promise<Opened> => {
  const given = passphrase === undefined ? {} : { passphrase };
  return whileUnlocked(keeper, async (session) => {
    const message = await withOpeningKeys(keeper, session, (keysFor) =>
      openMessage(keeper.core, token, { ...keysFor(token), ...given }),
    );
    if (message.from.kind === 'contact') await noteAnswer(keeper, session, token, message.from.fingerprint);
    const opened = await viewOf(session, message, token);
    requireOpen(keeper, session);
    session.activity.add('text-opened', opened.sender.kind === 'contact' ? opened.sender.name : opened.origin);
    return opened;
  });
};

export const open: Handler<'text.open'> = (keeper, { token }) => openWith(keeper, token, undefined);
export const openWithPassphrase: Handler<'text.openWithPassphrase'> = (keeper, { token, passphrase }) =>
  openWith(keeper, token, passphrase);

const viewOf = async (
  session: Session,
  { text, time, origin, from }: OpenedMessage,
  token: string,
): Promise<Opened> => ({
  text,
  time,
  origin,
  sender:
    from.kind === 'self'
      ? { kind: 'self', alone: parseMessage(token).slots.length === 1 }
      : await senderOf(session, from),
});

/** Throws `ContactError`: `contact-unknown`. */
export const senderOf = async (session: Session, from: From): Promise<Sender> => {
  if (from.kind === 'introduced') return { kind: from.kind, name: plainName(from.card.name), card: from.card.text };
  if (from.kind !== 'contact') return { kind: from.kind };
  const found = (await session.contacts.list()).find(({ value }) =>
    value.cards.some((card) => equal(card.fingerprint, from.fingerprint)),
  );
  if (!found) throw new ContactError('contact-unknown', { fingerprint: encodeHex(from.fingerprint) });
  const { id, value } = found;
  return {
    kind: 'contact',
    id,
    name: displayName(value),
    ...verificationOf(value, from.fingerprint),
    formerKey: !equal(currentCard(value).fingerprint, from.fingerprint),
  };
};

export const inspect: Handler<'text.inspect'> = (keeper, { tokens }) =>
  whileUnlocked(keeper, (session) => inspectIn(keeper, session, tokens));

const inspectIn = async (keeper: Keeper, session: Session, tokens: readonly string[]): Promise<Inspection[]> => {
  // Beside the answer, which waits only for what is shown.
  void forgetPosted(session, tokens).catch(() => undefined);
  const known = await session.readers();
  requireOpen(keeper, session);
  return tokens.map((token) => inspectOne(keeper, token, session.keyring.selfKeys, known));
};

/** By the hints: this goes to pages' content scripts, so it names nobody. A passphrase may be anybody's, and a text from a stranger tells nothing of its readers. */
const inspectOne = ({ core }: Keeper, token: string, selfKeys: SelfKeys, readers: readonly Reader[]): Inspection => {
  try {
    if (selfKeys.names(token)) return 'yours';
    return findReader(core, token, readers) ? 'for-you' : 'neither';
  } catch (error) {
    if (error instanceof FieldsealError) return 'neither';
    throw error;
  }
};
