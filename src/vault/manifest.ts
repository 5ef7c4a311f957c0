import { equal } from '../bytes/bytes.ts';
import { FieldsealError } from '../bytes/errors.ts';
import type { Core } from '../crypto/core.ts';
import { VaultDamagedError } from './errors.ts';
import type { VaultKeys } from './keys.ts';
import { type Bucket, bucketKey, bucketOf, type ManifestEntry, openBucket } from './manifest-bucket.ts';
import { type ManifestRoot, openRoot, rootKey, withKeysOf } from './manifest-root.ts';
import type { RecordId } from './record.ts';

/** The manifest as one context last saw it. Never changed: a write makes the next one. */
export interface Manifest {
  readonly root: ManifestRoot;
  /** The root row: what a write compares before it swaps. */
  readonly rootRow: Uint8Array;
  /** In the order of the root; nothing where the row is damaged or gone. */
  readonly buckets: readonly (Bucket | undefined)[];
}

/** What is needed to open rows. */
export interface Opener {
  readonly core: Core;
  readonly keys: VaultKeys;
  readonly vaultId: Uint8Array;
  /** The epoch of the newest anchor that was seen, or kept for sure: a write notes it in the root. */
  readonly witnessed?: number;
}

/** Gives the value of a row of the `manifest` store, within one transaction. */
export type ManifestRows = (key: string) => Promise<unknown>;

/** The sealed entry of a record, if there is one. @throws VaultDamagedError where its bucket cannot be read */
export const findEntry = ({ buckets }: Manifest, id: RecordId): ManifestEntry | undefined => {
  const index = bucketOf(id, buckets.length);
  const bucket = buckets[index];
  if (!bucket) throw new VaultDamagedError('bucket', { bucket: index });
  return bucket.get(id);
};

/** Every entry that can be read, in no order that means anything. */
export const allEntries = ({ buckets }: Manifest): ManifestEntry[] =>
  buckets.flatMap((bucket) => [...(bucket?.values() ?? [])]);

/**
 * Reads and authenticates the manifest, opening only the buckets that changed since `known`.
 * @throws VaultDamagedError where the root cannot be believed, or is older than the one known
 */
export const readManifest = async (rows: ManifestRows, opener: Opener, known?: Manifest): Promise<Manifest> => {
  const rootRow = await rows(rootKey);
  if (known && rootRow instanceof Uint8Array && equal(rootRow, known.rootRow)) return known;
  const opened = openRoot(opener.core, opener.keys, opener.vaultId, rootRow);
  const root = known ? withKeysOf(known.root, opened) : opened;
  if (known && root.counter <= known.root.counter) throw new VaultDamagedError('root-older', { counter: root.counter });
  const buckets = await Promise.all(root.buckets.map((_, index) => readBucket(rows, opener, root, index, known)));
  const manifest = { root, rootRow: (rootRow as Uint8Array).slice(), buckets };
  if (buckets.every((bucket) => bucket) && allEntries(manifest).length !== root.records)
    throw new VaultDamagedError('root');
  return manifest;
};

const readBucket = async (
  rows: ManifestRows,
  { core, keys, vaultId }: Opener,
  root: ManifestRoot,
  index: number,
  known?: Manifest,
): Promise<Bucket | undefined> => {
  const reference = root.buckets[index];
  if (!reference) return undefined;
  const { writtenAt, hash } = reference;
  if (writtenAt === 0) return new Map();
  const seen = known?.root.buckets[index];
  if (seen && equal(seen.hash, hash)) return known?.buckets[index];
  const row = await rows(bucketKey(index));
  if (!(row instanceof Uint8Array) || !equal(core.sha256(row), hash)) return undefined;
  try {
    return openBucket(core, keys, vaultId, { index, bucketCount: root.buckets.length, writtenAt }, row);
  } catch (error) {
    if (error instanceof FieldsealError) return undefined;
    throw error;
  }
};
