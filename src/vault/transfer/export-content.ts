import { FieldsealError } from '../../bytes/errors.ts';
import { Reader } from '../../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import { ExportError } from '../errors.ts';
import { vaultIdLength } from '../header.ts';
import { keyLength } from '../keys.ts';
import { maxRecordLength } from '../record.ts';

/** One record of an exported file. Ids stay behind: they come from keys of their vault. */
export interface FileRecord {
  readonly store: string;
  /** What the record goes by within its store, in every vault. */
  readonly name: string;
  readonly schema: number;
  readonly value: Uint8Array;
}

/** What is in an exported file. */
export interface ExportContent {
  /** 16 bytes. */
  readonly vaultId: Uint8Array;
  /** Milliseconds since 1970 UTC. */
  readonly exportedAt: number;
  /** Of the manifest, with the hash of its root row: a witness of that state. */
  readonly counter: number;
  readonly rootHash: Uint8Array;
  /** Every key that texts to myself may be sealed under, 32 bytes each. */
  readonly selfKeys: readonly Uint8Array[];
  /** In strictly ascending order of store, then name, by UTF-16 code units. */
  readonly records: readonly FileRecord[];
}

const hashLength = 32;
const maxSelfKeys = 1024;
const maxRecords = 200_000;

export const compareRecords = (a: FileRecord, b: FileRecord): number =>
  a.store < b.store ? -1 : a.store > b.store ? 1 : a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

export const encodeContent = (content: ExportContent): Uint8Array => {
  const { vaultId, exportedAt, counter, rootHash, selfKeys, records } = content;
  if (records.length > maxRecords) throw new ExportError('export-too-large', { limit: maxRecords });
  const writer = new Writer().bytes(vaultId).u64(exportedAt).u64(counter).bytes(rootHash).u16(selfKeys.length);
  for (const key of selfKeys) writer.bytes(key);
  writer.u32(records.length);
  for (const { store, name, schema, value } of records)
    writer.bytes8(encodeUtf8(store)).bytes32(encodeUtf8(name)).u16(schema).bytes32(value);
  return writer.finish();
};

/**
 * Pure; the values are views on `bytes`. Nothing nests and nothing is compressed: it is never larger than what it is
 * read from. A record that comes twice, or out of order, is refused.
 * @throws ExportError `export-damaged`
 */
export const parseContent = (bytes: Uint8Array): ExportContent => {
  try {
    const reader = new Reader(bytes);
    const content = {
      vaultId: reader.bytes(vaultIdLength).slice(),
      exportedAt: reader.u64(),
      counter: reader.u64(),
      rootHash: reader.bytes(hashLength).slice(),
      selfKeys: parseMany(reader.u16(), maxSelfKeys, () => reader.bytes(keyLength)),
      records: parseMany(reader.u32(), maxRecords, () => parseRecord(reader)),
    };
    reader.end();
    requireOrder(content.records);
    return content;
  } catch (cause) {
    if (cause instanceof ExportError || !(cause instanceof FieldsealError)) throw cause;
    throw new ExportError('export-damaged', { reason: 'content' }, { cause });
  }
};

/** One by one: a count that the bytes do not bear out costs nothing. */
const parseMany = <T>(count: number, most: number, parse: () => T): T[] => {
  if (count > most) throw new ExportError('export-damaged', { reason: 'count' });
  const parsed: T[] = [];
  while (parsed.length < count) parsed.push(parse());
  return parsed;
};

const parseRecord = (reader: Reader): FileRecord => {
  const record = {
    store: decodeUtf8(reader.bytes8()),
    name: decodeUtf8(reader.bytes32()),
    schema: reader.u16(),
    value: reader.bytes32(),
  };
  if (record.value.length > maxRecordLength) throw new ExportError('export-damaged', { reason: 'record' });
  return record;
};

const requireOrder = (records: readonly FileRecord[]): void => {
  for (const [at, record] of records.entries()) {
    const before = records[at - 1];
    if (before && compareRecords(before, record) >= 0) throw new ExportError('export-damaged', { reason: 'order' });
  }
};
