import type { RandomSource } from '../crypto/random.ts';
import type { PinDevice } from './database.ts';
import { findEntry, type Manifest, type Opener } from './manifest.ts';
import { type Bucket, bucketKey, bucketOf, type ManifestEntry, sealBucket } from './manifest-bucket.ts';
import { type ManifestRoot, sealRoot } from './manifest-root.ts';
import { type RecordId, sealRecord } from './record.ts';
import { tagOf } from './sealed-box.ts';

/** One change of one record. Deleting what is not there changes nothing. */
export type RecordChange =
  | {
      readonly kind: 'put';
      readonly store: string;
      readonly id: RecordId;
      readonly schema: number;
      readonly value: Uint8Array;
    }
  | { readonly kind: 'delete'; readonly store: string; readonly id: RecordId };

/** The contents of changes, to be wiped. */
export const valuesOf = (changes: readonly RecordChange[]): Uint8Array[] =>
  changes.flatMap((change) => (change.kind === 'put' ? [change.value] : []));

/** Rows ready to be written, and the manifest that will hold once they are. */
export interface PreparedWrite {
  /** Nothing: the row goes. */
  readonly records: ReadonlyMap<RecordId, Uint8Array | undefined>;
  readonly buckets: ReadonlyMap<string, Uint8Array>;
  readonly beside: RowsBeside;
  readonly next: Manifest;
}

/** Rows that go into the same transaction, where they change. */
export interface RowsBeside {
  /** A new header, sealed. */
  readonly header?: Uint8Array;
  /** The count of attempts. */
  readonly attempts?: Uint8Array;
  /** The device secret of a new PIN, with the header that has its slot: an earlier PIN goes only when this one is there. */
  readonly pin?: PinDevice;
}

interface Sealed {
  readonly records: Map<RecordId, Uint8Array | undefined>;
  readonly entries: Map<RecordId, ManifestEntry | undefined>;
}

/**
 * Seals the changes against one state of the manifest; nothing is written. Nothing where nothing changes.
 * @param anew buckets that are written whether anything in them changes or not
 * @throws RangeError where two changes name the same record, or one names a record of another store
 * @throws VaultDamagedError where the bucket of a record cannot be read
 */
export const prepareWrite = (
  opener: Opener,
  random: RandomSource,
  manifest: Manifest,
  changes: readonly RecordChange[],
  beside: RowsBeside = {},
  anew: readonly number[] = [],
): PreparedWrite | undefined => {
  const { records, entries } = sealChanges(opener, random, manifest, changes);
  const { header, attempts } = beside;
  if (records.size + anew.length === 0 && !header && !attempts) return undefined;
  const counter = manifest.root.counter + 1;
  const buckets = [...manifest.buckets];
  const references = [...manifest.root.buckets];
  const rows = new Map<string, Uint8Array>();
  for (const index of new Set([...anew, ...[...records.keys()].map((id) => bucketOf(id, buckets.length))])) {
    const bucket = applyEntries(buckets[index], index, buckets.length, entries);
    const place = { index, bucketCount: buckets.length, writtenAt: counter };
    const row = sealBucket(opener.core, random, opener.keys, opener.vaultId, place, bucket);
    buckets[index] = bucket;
    references[index] = { writtenAt: counter, hash: opener.core.sha256(row) };
    rows.set(bucketKey(index), row);
  }
  const root: ManifestRoot = {
    ...manifest.root,
    counter,
    previous: counter === 1 ? manifest.root.previous : opener.core.sha256(manifest.rootRow),
    ...(header ? { headerHash: opener.core.sha256(header) } : {}),
    records: manifest.root.records + countDifference(manifest, entries),
    buckets: references,
    anchored: Math.max(manifest.root.anchored, opener.witnessed ?? 0),
  };
  const rootRow = sealRoot(opener.core, random, opener.keys, opener.vaultId, root);
  return { records, buckets: rows, beside, next: { root, rootRow, buckets } };
};

const sealChanges = (
  opener: Opener,
  random: RandomSource,
  manifest: Manifest,
  changes: readonly RecordChange[],
): Sealed => {
  const sealed: Sealed = { records: new Map(), entries: new Map() };
  for (const change of changes) {
    const { id, store } = change;
    const entry = findEntry(manifest, id);
    if (sealed.records.has(id)) throw new RangeError('two changes of one record');
    if (entry && entry.store !== store) throw new RangeError('the record belongs to another store');
    if (change.kind === 'put') {
      const place = { id, store, schema: change.schema, revision: (entry?.revision ?? 0) + 1 };
      const row = sealRecord(opener.core, random, opener.keys, opener.vaultId, place, change.value);
      sealed.records.set(id, row);
      sealed.entries.set(id, { ...place, tag: tagOf(row) });
    } else if (entry) {
      sealed.records.set(id, undefined);
      sealed.entries.set(id, undefined);
    }
  }
  return sealed;
};

const applyEntries = (
  bucket: Bucket | undefined,
  index: number,
  bucketCount: number,
  entries: ReadonlyMap<RecordId, ManifestEntry | undefined>,
): Bucket => {
  const next = new Map(bucket);
  for (const [id, entry] of entries) {
    if (bucketOf(id, bucketCount) !== index) continue;
    if (entry) next.set(id, entry);
    else next.delete(id);
  }
  return next;
};

const countDifference = (manifest: Manifest, entries: ReadonlyMap<RecordId, ManifestEntry | undefined>): number => {
  let difference = 0;
  for (const [id, entry] of entries)
    difference += Number(entry !== undefined) - Number(findEntry(manifest, id) !== undefined);
  return difference;
};
