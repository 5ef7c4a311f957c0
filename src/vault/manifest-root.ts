import { equal, wipe } from '../bytes/bytes.ts';
import { Reader } from '../bytes/reader.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import type { RandomSource } from '../crypto/random.ts';
import { VaultDamagedError } from './errors.ts';
import { keyLength, type VaultKeys } from './keys.ts';
import { openBox, sealBox } from './sealed-box.ts';

export const rootKey = 'root';
/** How many buckets new vaults have; the number in the root counts. */
export const defaultBucketCount = 64;
const maxBucketCount = 256;
const hashLength = 32;
/** The highest format of the root that this version reads, and the one it writes. Buckets and records are still of the first. */
const rootFormat = 2;

/** The one row that stands for the whole vault. Every write makes a new one. */
export interface ManifestRoot {
  /** The vault key's generation. */
  readonly epoch: number;
  /** From 1, one more at each write. */
  readonly counter: number;
  /** SHA-256 of the root row before this one; zeros in the first. */
  readonly previous: Uint8Array;
  /** SHA-256 of the header row: an earlier header put back does not fit. */
  readonly headerHash: Uint8Array;
  /** 32 random bytes that record ids of named records come from; they outlive every vault key. */
  readonly nameKey: Uint8Array;
  /** How many records there are. */
  readonly records: number;
  readonly buckets: readonly BucketReference[];
  /** The epoch of the newest anchor that is known to have been kept; 0: none is. */
  readonly anchored: number;
  /** The anchor keys of earlier epochs, oldest first. */
  readonly anchorKeys: readonly AnchorKey[];
}

/** What anchors of one generation of the vault key are believed under, 32 bytes. */
export interface AnchorKey {
  readonly epoch: number;
  readonly key: Uint8Array;
}

/** `writtenAt` 0 and a hash of zeros: the bucket was never written, and is empty. */
export interface BucketReference {
  readonly writtenAt: number;
  /** SHA-256 of the bucket's row. */
  readonly hash: Uint8Array;
}

/** Of a vault that nothing was written to: the first write counts 1. */
export const makeRoot = (random: RandomSource, epoch: number, headerHash: Uint8Array): ManifestRoot => ({
  epoch,
  counter: 0,
  previous: new Uint8Array(hashLength),
  headerHash,
  nameKey: random(hashLength),
  records: 0,
  buckets: Array.from({ length: defaultBucketCount }, () => ({ writtenAt: 0, hash: new Uint8Array(hashLength) })),
  anchored: 0,
  anchorKeys: [],
});

const rootAad = (vaultId: Uint8Array, format: number): Uint8Array =>
  new Writer().label('fieldseal/1/manifest-root').u16(format).bytes(vaultId).finish();

/** The bytes of the row, always in the newest format. */
export const sealRoot = (
  core: Core,
  random: RandomSource,
  keys: VaultKeys,
  vaultId: Uint8Array,
  root: ManifestRoot,
): Uint8Array => {
  const writer = new Writer()
    .u32(root.epoch)
    .u64(root.counter)
    .bytes(root.previous)
    .bytes(root.headerHash)
    .bytes(root.nameKey)
    .u32(root.records)
    .u16(root.buckets.length);
  for (const { writtenAt, hash } of root.buckets) writer.u64(writtenAt).bytes(hash);
  writer.u32(root.anchored).u8(root.anchorKeys.length);
  for (const { epoch, key } of root.anchorKeys) writer.u32(epoch).bytes(key);
  const content = writer.finish();
  try {
    return sealBox(core, random, keys.manifest, rootAad(vaultId, rootFormat), content);
  } finally {
    wipe(content);
  }
};

/** @throws VaultDamagedError */
export const openRoot = (core: Core, keys: VaultKeys, vaultId: Uint8Array, row: unknown): ManifestRoot => {
  if (!(row instanceof Uint8Array)) throw new VaultDamagedError('root');
  try {
    return openFormat(core, keys, vaultId, row, rootFormat);
  } catch (cause) {
    try {
      return openFormat(core, keys, vaultId, row, 1);
    } catch {
      throw new VaultDamagedError('root', {}, { cause });
    }
  }
};

/** The format stands nowhere but in the AAD: what opens under it is of it. */
const openFormat = (
  core: Core,
  keys: VaultKeys,
  vaultId: Uint8Array,
  row: Uint8Array,
  format: number,
): ManifestRoot => {
  const content = openBox(core, keys.manifest, rootAad(vaultId, format), row);
  try {
    return parseRoot(content, format);
  } finally {
    wipe(content);
  }
};

/** The same root with the very keys of an earlier one where they are the same, so that there is one copy to be wiped. */
export const withKeysOf = (earlier: ManifestRoot, root: ManifestRoot): ManifestRoot => {
  const shared = (key: Uint8Array, known: Uint8Array | undefined): Uint8Array => {
    if (!known || !equal(key, known)) return key;
    wipe(key);
    return known;
  };
  const knownKey = (epoch: number) => earlier.anchorKeys.find((each) => each.epoch === epoch)?.key;
  return {
    ...root,
    nameKey: shared(root.nameKey, earlier.nameKey),
    anchorKeys: root.anchorKeys.map(({ epoch, key }) => ({ epoch, key: shared(key, knownKey(epoch)) })),
  };
};

const parseRoot = (bytes: Uint8Array, format: number): ManifestRoot => {
  const reader = new Reader(bytes);
  const root = {
    epoch: reader.u32(),
    counter: reader.u64(),
    previous: reader.bytes(hashLength).slice(),
    headerHash: reader.bytes(hashLength).slice(),
    nameKey: reader.bytes(hashLength).slice(),
    records: reader.u32(),
    buckets: parseReferences(reader),
    anchored: format === 1 ? 0 : reader.u32(),
    anchorKeys: format === 1 ? [] : parseAnchorKeys(reader),
  };
  reader.end();
  return root;
};

const parseReferences = (reader: Reader): BucketReference[] => {
  const count = reader.u16();
  if (count < 1 || count > maxBucketCount) throw new RangeError(`${count} buckets`);
  return Array.from({ length: count }, () => ({ writtenAt: reader.u64(), hash: reader.bytes(hashLength).slice() }));
};

const parseAnchorKeys = (reader: Reader): AnchorKey[] =>
  Array.from({ length: reader.u8() }, () => ({ epoch: reader.u32(), key: reader.bytes(keyLength).slice() }));
