import type { Participants } from '../../bridge/thread-views.ts';
import { equal } from '../../bytes/bytes.ts';
import { FieldsealError } from '../../bytes/errors.ts';
import { inspectMessage } from '../../envelope/inspect.ts';
import { findReaders, type KnownReader } from '../../envelope/readers.ts';
import type { Keeper } from '../keeper.ts';
import type { Reader } from '../keyring.ts';
import type { Session } from '../session.ts';
import { requireOpen, whileUnlocked } from '../unlocked.ts';
import type { Handler } from './handler.ts';
import { openWith } from './text.ts';

/** The contacts, by id, that hold one of these cards. */
const contactsWith = async ({ contacts }: Session, fingerprints: readonly Uint8Array[]): Promise<string[]> => {
  if (fingerprints.length === 0) return [];
  const holds = (card: { readonly fingerprint: Uint8Array }): boolean =>
    fingerprints.some((one) => equal(one, card.fingerprint));
  return (await contacts.list())
    .filter(({ value }) => value.removedAt === undefined && value.cards.some(holds))
    .map(({ id }) => id);
};

/** Opening it has proved the header, and with it that these are its slots. */
export const edit: Handler<'text.edit'> = (keeper, { token }) =>
  whileUnlocked(keeper, (session) => editIn(keeper, session, token));

const editIn = async (keeper: Keeper, session: Session, token: string) => {
  const opened = await openWith(keeper, token, undefined);
  const addressees = await session.addressees();
  requireOpen(keeper, session);
  const found = findReaders(keeper.core, token, addressees);
  const { passphrase } = found;
  if (opened.sender.kind === 'contact') {
    return { opened, to: [opened.sender.id], others: Math.max(0, found.others - 1), passphrase };
  }
  // Who is no contact yet cannot be written to before they are.
  if (opened.sender.kind === 'introduced') return { opened, to: [], others: Math.max(0, found.others - 1), passphrase };
  return { opened, to: await contactsWith(session, found.fingerprints), others: found.others, passphrase };
};

interface Look {
  readonly fingerprints: readonly Uint8Array[];
  readonly unknown: number;
  readonly hidden: boolean;
  readonly foreign: boolean;
}
const foreignLook: Look = { fingerprints: [], unknown: 0, hidden: false, foreign: true };

interface Known {
  readonly readers: readonly Reader[];
  readonly addressees: readonly KnownReader[];
}

/** Throws `SealedTextError`. */
const lookAt = ({ core }: Keeper, { keyring }: Session, token: string, { readers, addressees }: Known): Look => {
  const { others, fingerprints } = findReaders(core, token, addressees);
  if (keyring.selfKeys.names(token)) return { ...foreignLook, fingerprints, unknown: others, foreign: false };
  for (const { contacts } of readers) {
    const from = inspectMessage(core, token, { pairs: contacts });
    if (from.kind !== 'contact') continue;
    return { fingerprints: [from.fingerprint], unknown: 0, hidden: others > 1, foreign: false };
  }
  return foreignLook;
};

const lookOrForeign = (keeper: Keeper, session: Session, token: string, known: Known): Look => {
  try {
    return lookAt(keeper, session, token, known);
  } catch (error) {
    if (error instanceof FieldsealError) return foreignLook;
    throw error;
  }
};

export const participants: Handler<'text.participants'> = (keeper, { tokens }) =>
  whileUnlocked(keeper, (session) => participantsIn(keeper, session, tokens));

const participantsIn = async (keeper: Keeper, session: Session, tokens: readonly string[]): Promise<Participants> => {
  const known = { readers: await session.readers(), addressees: await session.addressees() };
  requireOpen(keeper, session);
  const looks = [...new Set(tokens)].map((token) => lookOrForeign(keeper, session, token, known));
  return {
    people: await contactsWith(
      session,
      looks.flatMap(({ fingerprints }) => fingerprints),
    ),
    unknown: Math.max(0, ...looks.map(({ unknown }) => unknown)),
    hidden: looks.some(({ hidden }) => hidden),
    foreign: looks.filter(({ foreign }) => foreign).length,
  };
};
