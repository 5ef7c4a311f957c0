import { describe, expect, it } from 'vitest';
import {
  type ActivityPage,
  activityHeads,
  activityPages,
  headName,
  pageName,
} from '../../src/vault/activity/activity-record.ts';
import { appendActivity, sealedEvent } from '../../src/vault/activity/append-activity.ts';
import { readActivity } from '../../src/vault/activity/read-activity.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { bucketKey, bucketOf } from '../../src/vault/manifest-bucket.ts';
import { openStore } from '../../src/vault/store.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { freshDatabase, makeVault, now, put, recordId, textOf, unlock } from '../unit/vault/support.ts';

// Somebody wants an entry of the log gone or changed: with the profile's files, or even with the keys.

const logged = async (): Promise<{ db: VaultDatabase; vault: Vault }> => {
  const db = await freshDatabase();
  const vault = await makeVault(db);
  for (let n = 1; n < 200; n++)
    if (n % 50 === 1)
      await appendActivity(
        vault,
        Array.from({ length: 50 }, (_, k) => sealedEvent('opened', `${n + k}`, now)),
      );
  return { db, vault };
};
const pageId = (vault: Vault, page: number) => openStore(vault, activityPages).idOf(pageName(page));
const headId = (vault: Vault) => openStore(vault, activityHeads).idOf(headName);
const damage = async (db: VaultDatabase, id: string): Promise<void> => {
  const row = (await db.get('records', id))!;
  row[80]! ^= 1;
  await db.put('records', row, id);
};

describe('an activity log with something gone', () => {
  it('says from which position a page is lost, and shows all the others', async () => {
    const { db, vault } = await logged();
    await damage(db, pageId(vault, 1));
    const { events, chain } = await readActivity(await unlock(db));
    expect(chain).toEqual({ kind: 'broken', position: 64, reason: 'page' });
    expect(events.map(({ position }) => position)).toEqual([
      ...Array.from({ length: 64 }, (_, n) => n),
      ...Array.from({ length: 73 }, (_, n) => 128 + n),
    ]);
  });

  it('says so where a page was deleted, be it the last one, and goes on after it', async () => {
    const { db, vault } = await logged();
    await db.delete('records', pageId(vault, 3));
    const again = await unlock(db);
    expect((await readActivity(again)).chain).toEqual({ kind: 'broken', position: 192, reason: 'page' });
    await appendActivity(again, [sealedEvent('opened', 'after', now)]);
    const { events, chain } = await readActivity(await unlock(db));
    expect(chain).toEqual({ kind: 'broken', position: 192, reason: 'page' });
    expect(events.at(-1)).toMatchObject({ subject: 'after', position: 201 });
  });

  it('says so where a page is put back to what it was earlier', async () => {
    const { db, vault } = await logged();
    const early = (await db.get('records', pageId(vault, 3)))!;
    await appendActivity(vault, [sealedEvent('opened', 'not to be seen', now)]);
    await db.put('records', early, pageId(vault, 3));
    expect((await readActivity(await unlock(db))).chain).toMatchObject({ kind: 'broken', reason: 'page' });
  });

  it('says so where its head is damaged, shows everything, and keeps the mark of its repair', async () => {
    const { db, vault } = await logged();
    await damage(db, headId(vault));
    const again = await unlock(db);
    expect((await readActivity(again)).chain).toEqual({ kind: 'broken', position: 0, reason: 'head' });
    expect((await readActivity(again)).events).toHaveLength(201);
    await appendActivity(again, [sealedEvent('opened', 'after', now)]);
    const { events, chain } = await readActivity(again);
    expect(chain).toEqual({ kind: 'whole' });
    expect(events.slice(-2).map(({ kind }) => kind)).toEqual(['activity-repaired', 'opened']);
  });

  it('keeps nobody from working where it cannot be written at all', async () => {
    const { db, vault } = await logged();
    const bucket = bucketKey(bucketOf(headId(vault), 64));
    const row = (await db.get('manifest', bucket))!;
    row[60]! ^= 1;
    await db.put('manifest', row, bucket);
    const again = await unlock(db);
    const free = Array.from({ length: 64 }, (_, n) => n).find((n) => bucketKey(n) !== bucket)!;
    await appendActivity(again, [sealedEvent('opened', 'nowhere', now)]);
    await again.write([put(recordId(1, free), 'works')]);
    expect(await textOf(again, recordId(1, free))).toBe('works');
    expect((await readActivity(again)).chain).toMatchObject({ kind: 'broken', reason: 'head' });
  });

  /** A vault in which this page goes with another bucket than the head and the first pages, and that bucket lost. */
  const withoutBucketOf = async (page: number): Promise<Vault> => {
    const { db, vault } = await logged();
    const bucket = bucketOf(pageId(vault, page), 64);
    const around = [0, 1, 2, 3, 4, 5].filter((n) => n !== page).map((n) => pageId(vault, n));
    const others = [headId(vault), ...around];
    if (others.some((id) => bucketOf(id, 64) === bucket)) return withoutBucketOf(page);
    if (!(await db.get('manifest', bucketKey(bucket)))) await vault.write([put(recordId(1, bucket), 'beside it')]);
    const row = (await db.get('manifest', bucketKey(bucket)))!;
    row[60]! ^= 1;
    await db.put('manifest', row, bucketKey(bucket));
    return unlock(db);
  };
  const many = (count: number) => Array.from({ length: count }, (_, n) => sealedEvent('opened', `later ${n}`, now));

  it('goes on after a page that it cannot begin, and tells that one as gone', async () => {
    const vault = await withoutBucketOf(4);
    await appendActivity(vault, many(100));
    await appendActivity(vault, many(1));
    const { events, chain } = await readActivity(vault);
    expect(chain).toEqual({ kind: 'broken', position: 256, reason: 'page' });
    expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 302 }, (_, n) => n));
  });

  it('goes on where the last page is full and the next one cannot be begun', async () => {
    const vault = await withoutBucketOf(4);
    await appendActivity(vault, many(55));
    await appendActivity(vault, many(1));
    expect((await readActivity(vault)).events.at(-1)).toMatchObject({ subject: 'later 0', position: 256 });
  });

  it('goes on where a page that is to be dropped cannot be', async () => {
    const vault = await withoutBucketOf(0);
    await appendActivity(vault, many(64 * 31));
    await appendActivity(vault, many(1));
    const { events, dropped } = await readActivity(vault);
    expect(events.at(-1)).toMatchObject({ subject: 'later 0', position: 201 + 64 * 31 });
    expect(dropped).toBeGreaterThan(0);
  });
});

describe('an activity log that was rewritten by somebody with the keys', () => {
  const rewritten = async (change: (page: ActivityPage) => ActivityPage) => {
    const { vault } = await logged();
    const store = openStore(vault, activityPages);
    await store.update(pageId(vault, 1), (page) => change(page!));
    return readActivity(vault);
  };

  it('names the first event that is not the one the chain was made with', async () => {
    const { chain, events } = await rewritten((page) => ({
      ...page,
      entries: page.entries.map((entry, n) =>
        n === 7 ? { ...entry, event: { ...entry.event, subject: 'x' } } : entry,
      ),
    }));
    expect(chain).toEqual({ kind: 'broken', position: 71, reason: 'event' });
    expect(events).toHaveLength(201);
  });

  it('names the place where events were taken out', async () => {
    const { chain } = await rewritten((page) => ({ ...page, entries: page.entries.slice(0, 10) }));
    expect(chain).toEqual({ kind: 'broken', position: 74, reason: 'page' });
  });

  it('names the end where the last events were cut off', async () => {
    const { vault } = await logged();
    const store = openStore(vault, activityPages);
    await store.update(pageId(vault, 3), (page) => ({ ...page!, entries: page!.entries.slice(0, -1) }));
    expect((await readActivity(vault)).chain).toEqual({ kind: 'broken', position: 200, reason: 'end' });
  });

  it('names the start where it does not begin as the log of this vault', async () => {
    const { vault } = await logged();
    const heads = openStore(vault, activityHeads);
    await heads.update(headId(vault), (head) => ({
      ...head!,
      pages: head!.pages.map((start, n) => (n === 0 ? { ...start, before: new Uint8Array(32) } : start)),
    }));
    expect((await readActivity(vault)).chain).toEqual({ kind: 'broken', position: 0, reason: 'start' });
  });
});
