import { equal } from '../../bytes/bytes.ts';
import { type ParsedHeader, sealHeader } from '../header.ts';
import { isKeySlot, type KeySlot, type Slot, slotCode } from '../slot.ts';
import { engineOf, type Vault } from '../vault.ts';
import { findSlotEntry, type SlotBook } from './slot-book.ts';

/** The header with other slots, sealed. Everything else in it stays. */
export const withSlots = (vault: Vault, header: ParsedHeader, slots: readonly Slot[]): Uint8Array => {
  const { core, keys, vaultId } = engineOf(vault).opener();
  const { epoch, previous } = header;
  return sealHeader(core, { vaultId, epoch, ...(previous && { previous }), slots }, keys.header);
};

/** Every slot that goes into a new header. What format 1 had under the types that got their body later is nobody's. */
export const keptSlots = ({ format, slots }: ParsedHeader): readonly Slot[] =>
  format > 1 ? slots : slots.filter((slot) => isKeySlot(slot) || slotCode(slot) > 4);

export const findSlot = (header: ParsedHeader, id: Uint8Array): KeySlot | undefined =>
  header.slots.filter(isKeySlot).find((slot) => equal(slot.id, id));

/** The book for these slots, with what format 1 still kept in the header. */
export const bookFor = (header: ParsedHeader, slots: readonly Slot[], book: SlotBook): SlotBook =>
  slots.filter(isKeySlot).map(({ id }) => {
    const entry = findSlotEntry(book, id);
    const note = header.notes.find((each) => equal(each.id, id));
    return note && entry.created === 0 ? { ...entry, created: note.created, name: note.name } : entry;
  });
