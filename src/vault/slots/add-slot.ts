import { wipe } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { activityChanges, sealedEvent } from '../activity/append-activity.ts';
import { SlotError, WayInError } from '../errors.ts';
import { maxSlots, type ParsedHeader } from '../header.ts';
import { makePasswordSecret, type StretchOptions } from '../new-password.ts';
import type { RowsBeside } from '../prepare-write.ts';
import { prfSaltLength, type SlotDraft, type SlotKind, slotIdLength } from '../slot.ts';
import { sealSlot } from '../slot-keys.ts';
import { engineOf, type Vault } from '../vault.ts';
import { bookFor, keptSlots, withSlots } from './header-change.ts';
import { derivePinSecret, makePinDevice } from './pin-device.ts';
import { encodeRecoveryKey, parseRecoveryKey, recoveryKeyLength } from './recovery-key.ts';
import { checkPrfOutput } from './secrets.ts';
import { readSlotBook, slotBookChange, withSlotEntry } from './slot-book.ts';

/** Every function here throws what `Vault.write` throws, and `SlotError` `slots-full`. */
export interface AddSlotOptions {
  /** At most 255 bytes of UTF-8. */
  readonly name: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

const leastPinLength = 4;

/** Another passphrase. Gives the slot's id. @throws PassphraseEmptyError, KdfParametersError */
export const addPasswordSlot = async (
  vault: Vault,
  passphrase: string,
  options: AddSlotOptions & StretchOptions,
): Promise<string> => {
  const { core, random } = engineOf(vault).parts;
  const { parameters, secret } = await makePasswordSecret(core, random, passphrase, options);
  return insertSlot(vault, { type: 'password', id: random(slotIdLength), parameters }, secret, options);
};

/** The groups of a new recovery key. It opens nothing before `addRecoverySlot` was given them. */
export const makeRecoveryKey = (vault: Vault): string[] => {
  const { core, random } = engineOf(vault).parts;
  const key = random(recoveryKeyLength);
  const groups = encodeRecoveryKey(core, key);
  wipe(key);
  return groups;
};

/**
 * A recovery key that was shown and confirmed, or a new one. The vault keeps nothing that the groups could be made of.
 * @throws RecoveryKeyError
 */
export const addRecoverySlot = async (
  vault: Vault,
  { groups = makeRecoveryKey(vault), ...options }: AddSlotOptions & { readonly groups?: readonly string[] },
): Promise<{ readonly id: string; readonly groups: readonly string[] }> => {
  const { core, random } = engineOf(vault).parts;
  const key = parseRecoveryKey(core, groups.join(' '));
  return { id: await insertSlot(vault, { type: 'recovery', id: random(slotIdLength) }, key, options), groups };
};

/** 32 bytes to evaluate a new passkey's PRF at. */
export const makePrfSalt = (vault: Vault): Uint8Array => engineOf(vault).parts.random(prfSaltLength);

export interface NewPasskey {
  readonly credentialId: Uint8Array;
  /** From `makePrfSalt`. */
  readonly prfSalt: Uint8Array;
  /** What the PRF gave there, 32 bytes, with user verification. Wiped. */
  readonly output: Uint8Array;
}

/** @throws WayInError `passkey-output` */
export const addPasskeySlot = async (
  vault: Vault,
  { credentialId, prfSalt, output }: NewPasskey,
  options: AddSlotOptions,
): Promise<string> => {
  const { random } = engineOf(vault).parts;
  const secret = checkPrfOutput(output);
  wipe(output);
  if (prfSalt.length !== prfSaltLength || credentialId.length === 0 || credentialId.length > 1023) {
    throw new RangeError('not a passkey');
  }
  return insertSlot(vault, { type: 'passkey', id: random(slotIdLength), credentialId, prfSalt }, secret, options);
};

/** A PIN for this device, in the place of an earlier one. @throws WayInError `pin-too-short` */
export const addPinSlot = async (
  vault: Vault,
  pin: string,
  options: AddSlotOptions & StretchOptions,
): Promise<string> => {
  if ([...pin].length < leastPinLength) throw new WayInError('pin-too-short', { least: leastPinLength });
  const { core, random, vaultId } = engineOf(vault).parts;
  const id = random(slotIdLength);
  const device = await makePinDevice(id);
  const { parameters, secret: stretched } = await makePasswordSecret(core, random, pin, options);
  const secret = await derivePinSecret(device.key, vaultId, id, stretched);
  wipe(stretched);
  return insertSlot(vault, { type: 'pin', id, parameters }, secret, options, { pin: device });
};

/** Takes over the secret. */
const insertSlot = async (
  vault: Vault,
  draft: SlotDraft,
  secret: Uint8Array,
  { name, now }: AddSlotOptions,
  beside: Pick<RowsBeside, 'pin'> = {},
): Promise<string> => {
  const engine = engineOf(vault);
  try {
    await engine.transact(async (manifest) => {
      const header = await engine.header(manifest);
      const { core, keys } = engine.opener();
      const slot = sealSlot(core, header, draft, secret, keys.vaultKey);
      const slots = [...placeFor(header, draft.type), slot];
      const { book, writable } = await readSlotBook(vault);
      const entry = { id: draft.id, name, created: now, lastUsed: 0 };
      const change = slotBookChange(vault, withSlotEntry(bookFor(header, slots, book), entry));
      const events = [sealedEvent('slot-added', `${draft.type} ${name}`, now)];
      return {
        beside: { ...beside, header: withSlots(vault, header, slots) },
        changes: [...(writable ? [change] : []), ...(await activityChanges(vault, events))],
        result: undefined,
      };
    });
    return encodeHex(draft.id);
  } finally {
    wipe(secret);
  }
};

/** The slots beside the new one: there is one PIN at most, of the others as many as the format takes. */
const placeFor = (header: ParsedHeader, kind: SlotKind): ParsedHeader['slots'] => {
  const slots = keptSlots(header);
  if (kind === 'pin') return slots.filter(({ type }) => type !== 'pin');
  const limit = maxSlots[kind];
  if (slots.filter(({ type }) => type === kind).length >= limit) throw new SlotError('slots-full', { limit });
  return slots;
};
