import { equal } from '../../bytes/bytes.ts';
import { Reader } from '../../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import { readNamed } from '../named-record.ts';
import type { RecordChange } from '../prepare-write.ts';
import { slotIdLength } from '../slot.ts';
import { type Codec, openStore, type StoreDefinition } from '../store.ts';
import type { Vault } from '../vault.ts';

/** What is known of a slot beyond what it needs to open. Sealed: names and dates are nobody else's business. */
export interface SlotBookEntry {
  /** 16 bytes. */
  readonly id: Uint8Array;
  /** At most 255 bytes of UTF-8. */
  readonly name: string;
  /** Milliseconds since 1970 UTC; 0: not known. */
  readonly created: number;
  /** The same; 0: never. */
  readonly lastUsed: number;
}

export type SlotBook = readonly SlotBookEntry[];

const codec: Codec<SlotBook> = {
  schema: 1,
  encode: (book) => {
    const writer = new Writer().u8(book.length);
    for (const { id, name, created, lastUsed } of book)
      writer.bytes(id).u64(created).u64(lastUsed).bytes8(encodeUtf8(name));
    return writer.finish();
  },
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const book = Array.from({ length: reader.u8() }, () => ({
      id: reader.bytes(slotIdLength).slice(),
      created: reader.u64(),
      lastUsed: reader.u64(),
      name: decodeUtf8(reader.bytes8()),
    }));
    reader.end();
    return book;
  },
};

export const slotBookStore: StoreDefinition<SlotBook> = { name: 'slots', codec };
const recordName = 'slots';

/** Nothing that is lost here keeps anybody out: a slot that is not in the book has no name and no dates. */
export const readSlotBook = async (vault: Vault): Promise<{ readonly book: SlotBook; readonly writable: boolean }> => {
  const { value, writable } = await readNamed(vault, slotBookStore, recordName);
  return { book: value ?? [], writable };
};

export const slotBookChange = (vault: Vault, book: SlotBook): RecordChange => {
  const store = openStore(vault, slotBookStore);
  return store.putChange(store.idOf(recordName), book);
};

export const findSlotEntry = (book: SlotBook, id: Uint8Array): SlotBookEntry =>
  book.find((entry) => equal(entry.id, id)) ?? { id, name: '', created: 0, lastUsed: 0 };

/** The book with this entry, in the place of an earlier one of the same slot. */
export const withSlotEntry = (book: SlotBook, entry: SlotBookEntry): SlotBook => [
  ...book.filter(({ id }) => !equal(id, entry.id)),
  entry,
];
