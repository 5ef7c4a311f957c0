import { decodeHex } from '../../bytes/hex.ts';
import { activityChanges, sealedEvent } from '../activity/append-activity.ts';
import { SlotError } from '../errors.ts';
import type { KeySlot, Slot } from '../slot.ts';
import { engineOf, type Vault } from '../vault.ts';
import { bookFor, findSlot, keptSlots, withSlots } from './header-change.ts';
import { erasePinDevice } from './pin-device.ts';
import { findSlotEntry, readSlotBook, slotBookChange, withSlotEntry } from './slot-book.ts';

/**
 * A slot of this kind opens the vault wherever it is: on another device, after an accident, from paper. Passkeys and
 * PINs go with a device.
 */
const isLasting = ({ type }: Slot): boolean => type === 'password' || type === 'recovery';

/** @throws SlotError `slot-last` where neither a passphrase nor a recovery key would be left */
export const requireLasting = (slots: readonly Slot[]): void => {
  if (!slots.some(isLasting)) throw new SlotError('slot-last');
};

/**
 * Takes a way in away. It may be the one the vault was opened by.
 * @param id as `listSlots` gives it
 * @throws SlotError `slot-missing`, `slot-last`
 */
export const removeSlot = async (vault: Vault, id: string, now: number): Promise<void> => {
  const engine = engineOf(vault);
  const slotId = decodeHex(id);
  const removed = await engine.transact<KeySlot>(async (manifest) => {
    const header = await engine.header(manifest);
    const slot = findSlot(header, slotId);
    if (!slot) throw new SlotError('slot-missing');
    const slots = keptSlots(header).filter((each) => each !== slot);
    requireLasting(slots);
    const { book, writable } = await readSlotBook(vault);
    const { name } = findSlotEntry(book, slotId);
    const events = [sealedEvent('slot-removed', `${slot.type} ${name}`, now)];
    return {
      beside: { header: withSlots(vault, header, slots) },
      changes: [
        ...(writable ? [slotBookChange(vault, bookFor(header, slots, book))] : []),
        ...(await activityChanges(vault, events)),
      ],
      result: slot,
    };
  });
  if (removed.type === 'pin') await erasePinDevice(engine.parts.db);
};

/** @throws SlotError `slot-missing` */
export const renameSlot = (vault: Vault, id: string, name: string): Promise<void> => {
  const engine = engineOf(vault);
  const slotId = decodeHex(id);
  return engine.transact(async (manifest) => {
    const header = await engine.header(manifest);
    if (!findSlot(header, slotId)) throw new SlotError('slot-missing');
    const { book, writable } = await readSlotBook(vault);
    const whole = bookFor(header, header.slots, book);
    const next = withSlotEntry(whole, { ...findSlotEntry(whole, slotId), name });
    return { changes: writable ? [slotBookChange(vault, next)] : [], result: undefined };
  });
};
