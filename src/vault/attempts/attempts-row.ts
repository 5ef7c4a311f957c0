import { FieldsealError } from '../../bytes/errors.ts';
import { Reader } from '../../bytes/reader.ts';
import { Writer } from '../../bytes/writer.ts';
import type { Core } from '../../crypto/core.ts';
import type { SlotKind } from '../slot.ts';

// What is noted while the vault is locked, and cannot be sealed: how often somebody tried. The key of the journal moves
// on with each entry and the earlier one is gone, so anyone who comes later can neither change nor take back what is there
// (Schneier, Kelsey, "Secure Audit Logs to Support Computer Forensics", 1999, §4). Deleting all of it shows as well.

export const attemptsKey = 'attempts';
const version = 1;
export const journalKeyLength = 32;
const macLength = 32;
/** Entries kept; the count goes on. */
const maxEntries = 200;

/** One attempt that failed. */
export interface JournalEntry {
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly way: SlotKind;
  /** Fieldseal ended before it could say whether it was right. */
  readonly interrupted: boolean;
}

export interface AttemptsRow {
  /** Wrong passphrases in a row, the running attempt included. */
  readonly failures: number;
  /** No passphrase is tried before; milliseconds since 1970 UTC. */
  readonly notBefore: number;
  /** The attempt that is running, or that was when Fieldseal ended. */
  readonly pending?: JournalEntry;
  /** For the next entry, 32 bytes. Zeros before the vault gave a first one. */
  readonly key: Uint8Array;
  /** How many entries there were in all. */
  readonly total: number;
  /** The newest of them. */
  readonly entries: readonly { readonly entry: JournalEntry; readonly mac: Uint8Array }[];
}

export const emptyAttempts = (key: Uint8Array = new Uint8Array(journalKeyLength)): AttemptsRow => ({
  failures: 0,
  notBefore: 0,
  key,
  total: 0,
  entries: [],
});

const ways = ['password', 'recovery', 'passkey', 'pin'] as const satisfies readonly SlotKind[];

const writeEntry = (writer: Writer, { at, way, interrupted }: JournalEntry): Writer =>
  writer.u64(at).u8(ways.indexOf(way)).u8(Number(interrupted));

const readEntry = (reader: Reader): JournalEntry => ({
  at: reader.u64(),
  way: ways[reader.u8()] ?? 'password',
  interrupted: reader.u8() === 1,
});

export const encodeAttempts = ({ failures, notBefore, pending, key, total, entries }: AttemptsRow): Uint8Array => {
  const writer = new Writer().u8(version).u32(failures).u64(notBefore).bytes(key).u32(total);
  writer.u8(Number(pending !== undefined));
  if (pending) writeEntry(writer, pending);
  writer.u16(entries.length);
  for (const { entry, mac } of entries) writeEntry(writer, entry).bytes(mac);
  return writer.finish();
};

/** Nothing where there is no row, or none that can be read: nobody is kept out by it. */
export const parseAttempts = (row: unknown): AttemptsRow | undefined => {
  if (!(row instanceof Uint8Array)) return undefined;
  try {
    const reader = new Reader(row);
    if (reader.u8() !== version) return undefined;
    const [failures, notBefore] = [reader.u32(), reader.u64()];
    const [key, total] = [reader.bytes(journalKeyLength).slice(), reader.u32()];
    const pending = reader.u8() === 1 ? { pending: readEntry(reader) } : {};
    const entries = Array.from({ length: reader.u16() }, () => ({
      entry: readEntry(reader),
      mac: reader.bytes(macLength).slice(),
    }));
    reader.end();
    return entries.length > total ? undefined : { failures, notBefore, key, total, entries, ...pending };
  } catch (error) {
    if (error instanceof FieldsealError) return undefined;
    throw error;
  }
};

/** The journal's key after one entry more. */
export const deriveNextKey = (core: Core, key: Uint8Array): Uint8Array =>
  core.sha256(new Writer().label('fieldseal/1/journal-key').bytes(key).finish());

export const deriveEntryMac = (core: Core, key: Uint8Array, index: number, entry: JournalEntry): Uint8Array =>
  core.hmacSha256(key, writeEntry(new Writer().label('fieldseal/1/journal').u32(index), entry).finish());

/** The row with one entry more, and the key moved on. */
export const withEntry = (core: Core, row: AttemptsRow, entry: JournalEntry): AttemptsRow => {
  const mac = deriveEntryMac(core, row.key, row.total, entry);
  return {
    ...row,
    key: deriveNextKey(core, row.key),
    total: row.total + 1,
    entries: [...row.entries, { entry, mac }].slice(-maxEntries),
  };
};
