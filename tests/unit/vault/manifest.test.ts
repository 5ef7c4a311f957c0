import { describe, expect, it } from 'vitest';
import { Writer } from '../../../src/bytes/writer.ts';
import { deriveVaultKeys } from '../../../src/vault/keys.ts';
import { findEntry, type Manifest, readManifest } from '../../../src/vault/manifest.ts';
import { type Bucket, bucketKey, bucketOf, openBucket, sealBucket } from '../../../src/vault/manifest-bucket.ts';
import { makeRoot, openRoot, sealRoot } from '../../../src/vault/manifest-root.ts';
import { prepareWrite, type RecordChange } from '../../../src/vault/prepare-write.ts';
import { sealBox } from '../../../src/vault/sealed-box.ts';
import { twinCore } from '../../support/twin-core.ts';
import { seededRandom } from './seeded-random.ts';
import { put, recordId, remove } from './support.ts';

const random = seededRandom('manifest');
const vaultId = random(16);
const opener = { core: twinCore, keys: deriveVaultKeys(twinCore, random(32), vaultId, 1), vaultId };
const place = { index: 1, bucketCount: 64, writtenAt: 9 };
const entry = (n: number) => ({ id: recordId(n, 1), store: 'notes', schema: 1, revision: n, tag: random(16) });
const bucketWith = (...numbers: number[]): Bucket => new Map(numbers.map((n) => [recordId(n, 1), entry(n)]));

describe('a manifest bucket', () => {
  it('is read back as it was written, in its own place alone', () => {
    const bucket = bucketWith(3, 1, 2);
    const row = sealBucket(twinCore, random, opener.keys, vaultId, place, bucket);
    expect(new Map([...openBucket(twinCore, opener.keys, vaultId, place, row)])).toEqual(bucket);
    for (const other of [
      { ...place, index: 2 },
      { ...place, bucketCount: 65 },
      { ...place, writtenAt: 8 },
    ]) {
      expect(() => openBucket(twinCore, opener.keys, vaultId, other, row)).toThrow('authentication-failed');
    }
  });

  it('spreads ids by their first byte', () => {
    expect(bucketOf(`c5${'0'.repeat(30)}`, 64)).toBe(5);
    expect([0, 10, 255].map(bucketKey)).toEqual(['00', '0a', 'ff']);
  });

  it('is refused, though authentic, with ids out of order, twice, or of another bucket', () => {
    const encode = (...ids: string[]): Uint8Array => {
      const writer = new Writer().u32(ids.length);
      for (const id of ids)
        writer.bytes(Buffer.from(id, 'hex')).bytes8(new Uint8Array(1)).u16(1).u32(1).bytes(new Uint8Array(16));
      return writer.finish();
    };
    const aad = new Writer().label('fieldseal/1/manifest-bucket').u16(1).bytes(vaultId).u16(1).u16(64).u64(9).finish();
    const open = (...ids: string[]) =>
      openBucket(
        twinCore,
        opener.keys,
        vaultId,
        place,
        sealBox(twinCore, random, opener.keys.manifest, aad, encode(...ids)),
      );
    const [one, two] = [recordId(1, 1), recordId(2, 1)];
    expect(open(one, two).size).toBe(2);
    expect(() => open(two, one)).toThrow('authentication-failed');
    expect(() => open(one, one)).toThrow('authentication-failed');
    expect(() => open(recordId(1, 2))).toThrow('authentication-failed');
  });
});

describe('the manifest root', () => {
  it('is read back as it was written, and only in its own vault', () => {
    const root = { ...makeRoot(random, 1, random(32)), counter: 7, records: 3, previous: random(32) };
    const row = sealRoot(twinCore, random, opener.keys, vaultId, root);
    expect(openRoot(twinCore, opener.keys, vaultId, row)).toEqual(root);
    expect(() => openRoot(twinCore, opener.keys, random(16), row)).toThrow('vault-damaged');
    expect(() => openRoot(twinCore, deriveVaultKeys(twinCore, random(32), vaultId, 1), vaultId, row)).toThrow(
      'vault-damaged',
    );
  });
});

const emptyManifest = (): Manifest => {
  const root = { ...makeRoot(random, 1, random(32)), counter: 1 };
  return {
    root,
    rootRow: sealRoot(twinCore, random, opener.keys, vaultId, root),
    buckets: root.buckets.map(() => new Map()),
  };
};

/** The rows of a database, changed by writes as they would be. */
const apply = (rows: Map<string, unknown>, manifest: Manifest, changes: readonly RecordChange[]): Manifest => {
  const write = prepareWrite(opener, random, manifest, changes);
  if (!write) return manifest;
  for (const [key, row] of write.buckets) rows.set(key, row);
  rows.set('root', write.next.rootRow);
  return write.next;
};

describe('the manifest', () => {
  it('read from its rows is the one that the write left in memory', async () => {
    const rows = new Map<string, unknown>();
    let manifest = apply(rows, emptyManifest(), [put(recordId(1), 'a'), put(recordId(2), 'b'), put(recordId(66), 'c')]);
    manifest = apply(rows, manifest, [remove(recordId(2)), put(recordId(1), 'd')]);
    expect(await readManifest(async (key) => rows.get(key), opener)).toEqual(manifest);
    expect(manifest.root).toMatchObject({ counter: 3, records: 2 });
    expect(findEntry(manifest, recordId(1))?.revision).toBe(2);
    expect(findEntry(manifest, recordId(2))).toBeUndefined();
  });

  it('reads again only the root and the buckets that changed', async () => {
    const rows = new Map<string, unknown>();
    const known = apply(rows, emptyManifest(), [put(recordId(1), 'a'), put(recordId(2), 'b'), put(recordId(3), 'c')]);
    const asked: string[] = [];
    const read = async (key: string): Promise<unknown> => {
      asked.push(key);
      return rows.get(key);
    };
    expect(await readManifest(read, opener, known)).toBe(known);
    expect(asked).toEqual(['root']);
    apply(rows, known, [put(recordId(2), 'later')]);
    expect((await readManifest(read, opener, known)).root.counter).toBe(3);
    expect(asked).toEqual(['root', 'root', '02']);
  });

  it('names the root before it by its hash', () => {
    const first = emptyManifest();
    expect(apply(new Map(), first, [put(recordId(1), 'a')]).root.previous).toEqual(twinCore.sha256(first.rootRow));
  });

  it('leaves the state it was prepared against as it was', () => {
    const first = emptyManifest();
    const before = structuredClone(first);
    prepareWrite(opener, random, first, [put(recordId(1), 'a'), put(recordId(9), 'b')]);
    expect(first).toEqual(before);
  });

  it('refuses a number of records that its buckets do not have', async () => {
    const rows = new Map<string, unknown>();
    const manifest = apply(rows, emptyManifest(), [put(recordId(1), 'a')]);
    rows.set('root', sealRoot(twinCore, random, opener.keys, vaultId, { ...manifest.root, records: 2 }));
    await expect(readManifest(async (key) => rows.get(key), opener)).rejects.toThrow('vault-damaged');
  });
});
