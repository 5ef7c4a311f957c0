import { decodeHex, encodeHex } from '../bytes/hex.ts';
import { Reader } from '../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import type { RandomSource } from '../crypto/random.ts';
import { boxFormat } from './header.ts';
import type { VaultKeys } from './keys.ts';
import { type RecordId, type RecordPlace, recordIdLength } from './record.ts';
import { openBox, sealBox, tagLength } from './sealed-box.ts';

/** What the manifest says of one record. `tag`: 16 bytes, the last of the row. */
export interface ManifestEntry extends RecordPlace {
  readonly tag: Uint8Array;
}

export type Bucket = ReadonlyMap<RecordId, ManifestEntry>;

/** Which bucket a record's entry is in. */
export const bucketOf = (id: RecordId, bucketCount: number): number =>
  Number.parseInt(id.slice(0, 2), 16) % bucketCount;

/** The row key of a bucket: two hex digits. */
export const bucketKey = (index: number): string => index.toString(16).padStart(2, '0');

/** @param writtenAt the manifest counter of the write that makes this bucket. */
export interface BucketPlace {
  readonly index: number;
  readonly bucketCount: number;
  readonly writtenAt: number;
}

const bucketAad = (vaultId: Uint8Array, { index, bucketCount, writtenAt }: BucketPlace): Uint8Array =>
  new Writer()
    .label('fieldseal/1/manifest-bucket')
    .u16(boxFormat)
    .bytes(vaultId)
    .u16(index)
    .u16(bucketCount)
    .u64(writtenAt)
    .finish();

export const sealBucket = (
  core: Core,
  random: RandomSource,
  keys: VaultKeys,
  vaultId: Uint8Array,
  place: BucketPlace,
  bucket: Bucket,
): Uint8Array => sealBox(core, random, keys.manifest, bucketAad(vaultId, place), encodeBucket(bucket));

/** @throws AuthenticationError and what `Reader` throws */
export const openBucket = (
  core: Core,
  keys: VaultKeys,
  vaultId: Uint8Array,
  place: BucketPlace,
  row: Uint8Array,
): Bucket => parseBucket(openBox(core, keys.manifest, bucketAad(vaultId, place), row), place);

const encodeBucket = (bucket: Bucket): Uint8Array => {
  const writer = new Writer().u32(bucket.size);
  for (const id of [...bucket.keys()].sort()) {
    const entry = bucket.get(id);
    if (!entry) continue;
    writer.bytes(decodeHex(id)).bytes8(encodeUtf8(entry.store)).u16(entry.schema).u32(entry.revision).bytes(entry.tag);
  }
  return writer.finish();
};

/** Only the canonical encoding passes: ids strictly ascending, each in its own bucket. */
const parseBucket = (bytes: Uint8Array, { index, bucketCount }: BucketPlace): Bucket => {
  const reader = new Reader(bytes);
  const bucket = new Map<RecordId, ManifestEntry>();
  let previous = '';
  for (let left = reader.u32(); left > 0; left--) {
    const entry = parseEntry(reader);
    if (entry.id <= previous || bucketOf(entry.id, bucketCount) !== index) throw new AuthenticationError();
    bucket.set(entry.id, entry);
    previous = entry.id;
  }
  reader.end();
  return bucket;
};

const parseEntry = (reader: Reader): ManifestEntry => ({
  id: encodeHex(reader.bytes(recordIdLength)),
  store: decodeUtf8(reader.bytes8()),
  schema: reader.u16(),
  revision: reader.u32(),
  tag: reader.bytes(tagLength).slice(),
});
