import { wipe } from '../bytes/bytes.ts';
import { activityHeads, activityPages } from './activity/activity-record.ts';
import { appendActivity, sealedEvent } from './activity/append-activity.ts';
import { journalMarks } from './attempts/take-journal.ts';
import { type FoundPlace, findPlace, type KnownStore, turn } from './find-place.ts';
import { allEntries, type Manifest } from './manifest.ts';
import { type Bucket, bucketOf, type ManifestEntry } from './manifest-bucket.ts';
import { prepareWrite, type RecordChange, valuesOf } from './prepare-write.ts';
import { isRecordId, type RecordId } from './record.ts';
import { selfKeyStore } from './rotation/self-keys.ts';
import { readRows } from './rows.ts';
import { tagOf } from './sealed-box.ts';
import { slotBookStore } from './slots/slot-book.ts';
import { type StoreDefinition, schemaOf } from './store.ts';
import { asUnverified, contactStore } from './stores/contacts.ts';
import { draftStore } from './stores/drafts.ts';
import { identityStore } from './stores/identity.ts';
import { preferencesStore } from './stores/preferences.ts';
import { signStore } from './stores/sign.ts';
import { engineOf, type Vault } from './vault.ts';

export const knownStore = <T>({ name, codec }: StoreDefinition<T>): KnownStore => ({ name, schema: codec.schema });

const stores: readonly KnownStore[] = [
  // The first that is tried: only drafts are ever long.
  knownStore(draftStore),
  knownStore(identityStore),
  knownStore(contactStore),
  knownStore(preferencesStore),
  knownStore(signStore),
  knownStore(selfKeyStore),
  knownStore(slotBookStore),
  knownStore(journalMarks),
  knownStore(activityPages),
  knownStore(activityHeads),
];

/** What became of the records that the lost buckets named. */
export interface Rebuilt {
  readonly kept: number;
  /** Not found: their rows are gone, or tell nobody any more what they are. */
  readonly lost: number;
}

/**
 * Makes lost buckets of the manifest anew, of the rows that are still there. A row does not say what it is: it is opened
 * as a record of each store in turn, and opens as what it was sealed as. What opens as none and is of this vault all the
 * same is left as it is: it may be of a later version. What no key of this vault opens goes for good.
 *
 * No row can prove that it is the newest of its record: whoever took the bucket may have put an earlier one back. So each
 * is sealed again, under a revision that none had before, and no contact among them counts as verified.
 * @param more stores of other rooms
 * @throws what `Vault.write` throws
 */
export const rebuildVault = async (vault: Vault, now: number, more: readonly KnownStore[] = []): Promise<Rebuilt> => {
  const engine = engineOf(vault);
  const rebuilt = await engine.commit((manifest) => prepareRebuild(vault, manifest, [...stores, ...more]));
  if (rebuilt) await appendActivity(vault, [sealedEvent('vault-rebuilt', `${rebuilt.kept} ${rebuilt.lost}`, now)]);
  await vault.verify();
  return rebuilt ?? { kept: 0, lost: 0 };
};

const prepareRebuild = async (vault: Vault, manifest: Manifest, known: readonly KnownStore[]) => {
  const engine = engineOf(vault);
  const { db, random } = engine.parts;
  const lost = manifest.buckets.flatMap((bucket, index) => (bucket ? [] : [index]));
  if (lost.length === 0) return { write: undefined, result: undefined };
  const isLost = (key: string): boolean => isRecordId(key) && lost.includes(bucketOf(key, manifest.buckets.length));
  const rows = [...(await readRows(db)).records].filter(([key]) => isLost(key));
  const changes: RecordChange[] = [];
  const entries: ManifestEntry[] = [];
  const gone: RecordId[] = [];
  try {
    for (const [id, row] of rows) {
      await turn();
      const found = await findPlace(() => engine.opener(), id, row, known);
      if (found === 'foreign') gone.push(id);
      if (typeof found === 'string') continue;
      changes.push({ kind: 'put', id, ...unverified(found) });
      // No earlier row has a revision above the count of all writes, and the one that is written now has.
      const revision = Math.max(found.place.revision, manifest.root.counter);
      entries.push({ ...found.place, revision, tag: tagOf(row as Uint8Array) });
    }
    const base = withEntries(manifest, entries);
    const write = prepareWrite(engine.opener(), random, base, changes, {}, lost);
    const records = new Map([...(write?.records ?? []), ...gone.map((id) => [id, undefined] as const)]);
    const missing = manifest.root.records - allEntries(base).length;
    const result: Rebuilt = { kept: entries.length, lost: Math.max(0, missing) };
    return { write: write && { ...write, records }, result };
  } finally {
    wipe(...valuesOf(changes));
  }
};

/** The manifest with the lost buckets filled by what was found. */
const withEntries = (manifest: Manifest, entries: readonly ManifestEntry[]): Manifest => {
  const { length } = manifest.buckets;
  const fill = (index: number): Bucket =>
    new Map(entries.filter(({ id }) => bucketOf(id, length) === index).map((entry) => [entry.id, entry]));
  const buckets = manifest.buckets.map((bucket, index) => bucket ?? fill(index));
  const records = buckets.reduce((sum, { size }) => sum + size, 0);
  return { ...manifest, root: { ...manifest.root, records }, buckets };
};

/** The same content; of a contact without what was verified. */
const unverified = ({ place: { store, schema }, value }: FoundPlace) => {
  const { name, codec } = contactStore;
  if (store !== name) return { store, schema, value };
  const contact = asUnverified(codec.decode(value, schema));
  wipe(value);
  return { store, schema: schemaOf(codec, contact), value: codec.encode(contact) };
};
