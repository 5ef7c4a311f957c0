import { equal } from '../bytes/bytes.ts';
import { allEntries, type Manifest } from './manifest.ts';
import { bucketOf } from './manifest-bucket.ts';
import { isRecordId, type RecordId } from './record.ts';
import { isBox, tagOf } from './sealed-box.ts';

/** What does not fit between the manifest and the rows. All empty: the vault is sound. */
export interface VaultDamage {
  /** Records the manifest names whose rows are gone. */
  readonly missing: readonly RecordId[];
  /** Row keys that the manifest does not name: planted, or left from an earlier state. They are never read. */
  readonly added: readonly string[];
  /** Records whose rows were changed, swapped or put back to an earlier state. */
  readonly changed: readonly RecordId[];
  /** Manifest buckets that cannot be read: their records cannot be read or written, and are not named. See `rebuildVault`. */
  readonly buckets: readonly number[];
}

export const noDamage: VaultDamage = { missing: [], added: [], changed: [], buckets: [] };

export const isSound = (damage: VaultDamage): boolean =>
  damage.missing.length + damage.added.length + damage.changed.length + damage.buckets.length === 0;

/** Compares the manifest with every row by its tag. Contents are proved when they are read, or by `Vault.verify`. */
export const findDamage = (manifest: Manifest, rows: ReadonlyMap<string, unknown>): VaultDamage => {
  const entries = allEntries(manifest);
  const named = new Set(entries.map((entry) => entry.id));
  const present = entries.filter((entry) => rows.has(entry.id));
  const isUnnamed = (key: string): boolean =>
    !named.has(key) && !(isRecordId(key) && !manifest.buckets[bucketOf(key, manifest.buckets.length)]);
  return {
    missing: entries.filter((entry) => !rows.has(entry.id)).map((entry) => entry.id),
    added: [...rows.keys()].filter(isUnnamed),
    changed: present.filter((entry) => !hasTag(rows.get(entry.id), entry.tag)).map((entry) => entry.id),
    buckets: manifest.buckets.flatMap((bucket, index) => (bucket ? [] : [index])),
  };
};

const hasTag = (row: unknown, tag: Uint8Array): boolean => isBox(row) && equal(tagOf(row), tag);

/** The same damage with one more record known to be changed. */
export const withChanged = (damage: VaultDamage, ids: readonly RecordId[]): VaultDamage => ({
  ...damage,
  changed: [...new Set([...damage.changed, ...ids.filter((id) => !damage.missing.includes(id))])],
});

/** The same damage after records were rewritten or deleted. */
export const without = (damage: VaultDamage, ids: readonly RecordId[]): VaultDamage => {
  const keep = (id: string): boolean => !ids.includes(id);
  return {
    ...damage,
    missing: damage.missing.filter(keep),
    added: damage.added.filter(keep),
    changed: damage.changed.filter(keep),
  };
};
