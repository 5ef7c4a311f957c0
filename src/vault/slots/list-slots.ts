import { equal } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import type { VaultDatabase } from '../database.ts';
import { VaultMissingError } from '../errors.ts';
import { type ParsedHeader, parseHeader } from '../header.ts';
import { readHeader } from '../rows.ts';
import { isKeySlot, type SlotKind } from '../slot.ts';
import { engineOf, type Vault } from '../vault.ts';
import { bookFor } from './header-change.ts';
import { pinAttemptsLeft } from './pin-device.ts';
import { findSlotEntry, readSlotBook, type SlotBook } from './slot-book.ts';

/** One way into the vault, as the person may see it. Times are milliseconds since 1970 UTC. */
export interface SlotView {
  /** 32 hex digits. */
  readonly id: string;
  readonly kind: SlotKind;
  readonly name: string;
  /** 0: not known. */
  readonly created: number;
  /** 0: never. */
  readonly lastUsed: number;
  /** The vault was opened by this one. */
  readonly current: boolean;
  /** Of a PIN; at 0 it opens nothing any more. */
  readonly attemptsLeft?: number;
}

/** @throws VaultLockedError, VaultDamagedError */
export const listSlots = async (vault: Vault): Promise<SlotView[]> => {
  const engine = engineOf(vault);
  const header = await engine.headerNow();
  const { book } = await readSlotBook(vault);
  return slotViews(vault, header, book);
};

export const slotViews = async (vault: Vault, header: ParsedHeader, book: SlotBook): Promise<SlotView[]> => {
  const { db, openedBy } = engineOf(vault).parts;
  const whole = bookFor(header, header.slots, book);
  return Promise.all(
    header.slots.filter(isKeySlot).map(async ({ id, type }) => {
      const { name, created, lastUsed } = findSlotEntry(whole, id);
      const view = { id: encodeHex(id), kind: type, name, created, lastUsed, current: equal(openedBy.slotId, id) };
      return type === 'pin' ? { ...view, attemptsLeft: await pinAttemptsLeft(db, id) } : view;
    }),
  );
};

/** What can be tried on a locked vault. Nothing of it is proved: the header's MAC hangs on the key inside it. */
export interface WaysIn {
  readonly password: boolean;
  readonly recovery: boolean;
  /** Attempts that are left; nothing where there is no PIN. */
  readonly pinAttemptsLeft?: number;
  /** For `allowCredentials` and `evalByCredential`. */
  readonly passkeys: readonly { readonly credentialId: Uint8Array; readonly prfSalt: Uint8Array }[];
}

/** @throws VaultMissingError, NewerVersionError, VaultDamagedError, KdfParametersError, StorageFailedError */
export const readWaysIn = async (db: VaultDatabase): Promise<WaysIn> => {
  const stored = await readHeader(db);
  if (stored.header === undefined) throw new VaultMissingError(stored.records);
  const { slots } = parseHeader(stored.header);
  const pin = slots.find((slot) => slot.type === 'pin');
  return {
    password: slots.some(({ type }) => type === 'password'),
    recovery: slots.some(({ type }) => type === 'recovery'),
    passkeys: slots.flatMap((slot) =>
      slot.type === 'passkey' ? [{ credentialId: slot.credentialId, prfSalt: slot.prfSalt }] : [],
    ),
    ...(pin && { pinAttemptsLeft: await pinAttemptsLeft(db, pin.id) }),
  };
};
