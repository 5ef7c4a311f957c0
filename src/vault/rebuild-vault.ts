import { wipe } from '../bytes/bytes.ts';
import { activityHeads, activityPages } from './activity/activity-record.ts';
import { appendActivity, sealedEvent } from './activity/append-activity.ts';
import { journalMarks } from './attempts/take-journal.ts';
import { RecordDamagedError } from './errors.ts';
import { allEntries, type Manifest, type Opener } from './manifest.ts';
import { type Bucket, bucketOf, type ManifestEntry } from './manifest-bucket.ts';
import { prepareWrite, type RecordChange, valuesOf } from './prepare-write.ts';
import { isRecordId, openRecord, type RecordId } from './record.ts';
import { selfKeyStore } from './rotation/self-keys.ts';
import { readRows } from './rows.ts';
import { isBox, tagOf } from './sealed-box.ts';
import { slotBookStore } from './slots/slot-book.ts';
import { type StoreDefinition, schemaOf } from './store.ts';
import { asUnverified, contactStore } from './stores/contacts.ts';
import { draftStore } from './stores/drafts.ts';
import { identityStore } from './stores/identity.ts';
import { preferencesStore } from './stores/preferences.ts';
import { signStore } from './stores/sign.ts';
import { engineOf, type Vault } from './vault.ts';

/** A store that a row may be of, with the highest schema of its records. */
interface KnownStore {
  readonly name: string;
  readonly schema: number;
}

export const knownStore = <T>({ name, codec }: StoreDefinition<T>): KnownStore => ({ name, schema: codec.schema });

const stores: readonly KnownStore[] = [
  knownStore(identityStore),
  knownStore(contactStore),
  knownStore(draftStore),
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
  readonly lost: number;
}

/** So many revisions of a row are tried, and so many bytes of it are gone over, for it to be found. */
const mostRevisions = 4096;
const mostWork = 2 ** 28;

/**
 * Makes lost buckets of the manifest anew, of the rows that are still there. A row does not say what it is: it is opened
 * as a record of each store and revision in turn, and opens as what it was sealed as. What opens as none goes for good.
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
  try {
    for (const [id, row] of rows) {
      await turn();
      const found = findPlace(engine.opener(), id, row, known);
      if (!found) continue;
      changes.push(found.change);
      // No earlier row has a revision above the count of all writes, and the one that is written now has.
      entries.push({ ...found.entry, revision: manifest.root.counter });
    }
    const base = withEntries(manifest, entries);
    const write = prepareWrite(engine.opener(), random, base, changes, {}, lost);
    const gone = rows.filter(([id]) => !entries.some((entry) => entry.id === id));
    const records = new Map([...(write?.records ?? []), ...gone.map(([id]) => [id, undefined] as const)]);
    const missing = manifest.root.records - allEntries(base).length;
    const result: Rebuilt = { kept: entries.length, lost: Math.max(0, missing) };
    return { write: write && { ...write, records }, result };
  } finally {
    wipe(...valuesOf(changes));
  }
};

/** Lets a lock come in between. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The manifest with the lost buckets filled by what was found. */
const withEntries = (manifest: Manifest, entries: readonly ManifestEntry[]): Manifest => {
  const { length } = manifest.buckets;
  const fill = (index: number): Bucket =>
    new Map(entries.filter(({ id }) => bucketOf(id, length) === index).map((entry) => [entry.id, entry]));
  const buckets = manifest.buckets.map((bucket, index) => bucket ?? fill(index));
  const records = buckets.reduce((sum, { size }) => sum + size, 0);
  return { ...manifest, root: { ...manifest.root, records }, buckets };
};

interface Found {
  readonly entry: ManifestEntry;
  /** It, sealed again. */
  readonly change: RecordChange;
}

const findPlace = (
  { core, keys, vaultId }: Opener,
  id: RecordId,
  row: unknown,
  known: readonly KnownStore[],
): Found | undefined => {
  if (!isBox(row)) return undefined;
  const kinds = known.flatMap(({ name: store, schema: highest }) =>
    Array.from({ length: highest }, (_, n) => ({ store, schema: highest - n })),
  );
  const revisions = Math.min(mostRevisions, Math.ceil(mostWork / (row.length * kinds.length)));
  for (let revision = 1; revision <= revisions; revision++) {
    for (const kind of kinds) {
      const place = { id, ...kind, revision };
      const value = openedOrNot(() => openRecord(core, keys, vaultId, place, row));
      if (value)
        return { entry: { ...place, tag: tagOf(row) }, change: { kind: 'put', id, ...unverified(kind, value) } };
    }
  }
  return undefined;
};

const openedOrNot = (open: () => Uint8Array): Uint8Array | undefined => {
  try {
    return open();
  } catch (error) {
    if (error instanceof RecordDamagedError) return undefined;
    throw error;
  }
};

/** The same content; of a contact without what was verified. */
const unverified = ({ store, schema }: { readonly store: string; readonly schema: number }, value: Uint8Array) => {
  const { name, codec } = contactStore;
  if (store !== name) return { store, schema, value };
  const contact = asUnverified(codec.decode(value, schema));
  wipe(value);
  return { store, schema: schemaOf(codec, contact), value: codec.encode(contact) };
};
