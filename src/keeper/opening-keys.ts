import { wipe } from '../bytes/bytes.ts';
import type { OpenKeys } from '../envelope/open.ts';
import type { Keeper } from './keeper.ts';
import { findReader } from './keyring.ts';
import type { Session } from './session.ts';
import { requireOpen } from './unlocked.ts';

/**
 * Lends copies of the keys that a text needs, and overwrites them afterwards: a lock that comes while the text is being
 * opened leaves these as they are, and the opening ends with them. `work` asks for them before it waits for anything.
 * Throws `LockedError` and what `work` throws.
 */
export const withOpeningKeys = async <T>(
  keeper: Keeper,
  session: Session,
  work: (keysFor: (token: string) => OpenKeys) => Promise<T>,
): Promise<T> => {
  const readers = await session.readers();
  requireOpen(keeper, session);
  const copies: Uint8Array[] = [];
  const copy = (key: Uint8Array): Uint8Array => {
    const made = key.slice();
    copies.push(made);
    return made;
  };
  const keysFor = (token: string): OpenKeys => {
    const { selfKeys } = session.keyring;
    const reader = findReader(keeper.core, token, readers) ?? readers[0];
    const selfKey = copy(selfKeys.keyFor(token));
    // Where no identity is whole, what I sealed myself opens all the same.
    if (!reader) return { selfKey };
    const contacts = reader.contacts.map((contact) => ({ ...contact, hintKey: copy(contact.hintKey) }));
    return { me: reader.me, contacts, selfKey };
  };
  try {
    return await work(keysFor);
  } finally {
    wipe(...copies);
  }
};
