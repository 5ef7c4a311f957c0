import { describe, expect, it } from 'vitest';
import { maxPages, pageSize } from '../../../../src/vault/activity/activity-record.ts';
import { appendActivity, sealedEvent, writeLogged } from '../../../../src/vault/activity/append-activity.ts';
import { readActivity } from '../../../../src/vault/activity/read-activity.ts';
import type { Vault } from '../../../../src/vault/vault.ts';
import { freshDatabase, makeVault, now, put, recordId, textOf, unlock } from '../support.ts';

const event = (n: number) => sealedEvent('sealed-text', `text ${n}`, now + n);
const append = (vault: Vault, from: number, count: number) =>
  appendActivity(
    vault,
    Array.from({ length: count }, (_, n) => event(from + n)),
  );

describe('the activity log', () => {
  it('gives back every event in order, also after unlocking', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    await append(vault, 1, 3);
    await append(vault, 4, 100);
    const { events, dropped, chain } = await readActivity(await unlock(db));
    expect(chain).toEqual({ kind: 'whole' });
    expect(dropped).toBe(0);
    expect(events.map(({ position }) => position)).toEqual(Array.from({ length: 104 }, (_, n) => n));
    expect(events.slice(1).map(({ subject }) => subject)).toEqual(
      Array.from({ length: 103 }, (_, n) => `text ${n + 1}`),
    );
    expect(events[1]).toEqual({ kind: 'sealed-text', subject: 'text 1', at: now + 1, proof: 'sealed', position: 1 });
  });

  it('is written together with what it tells of, or not at all', async () => {
    const vault = await makeVault(await freshDatabase());
    await writeLogged(vault, [put(recordId(1), 'one')], [event(1)]);
    const same = put(recordId(2), 'twice');
    await expect(writeLogged(vault, [same, same], [event(2)])).rejects.toThrow(RangeError);
    expect((await readActivity(vault)).events.map(({ subject }) => subject)).toEqual(['', 'text 1']);
    expect(await textOf(vault, recordId(1))).toBe('one');
    expect(vault.counter).toBe(2);
  });

  it('stays bounded, and what is left still hangs together', async () => {
    const vault = await makeVault(await freshDatabase());
    const bound = pageSize * maxPages;
    for (let n = 0; n < 2 * bound; n += 500) await append(vault, n, 500);
    const { events, dropped, chain } = await readActivity(vault);
    expect(chain).toEqual({ kind: 'whole' });
    expect(events.length).toBeGreaterThan(bound - pageSize);
    expect(events.length).toBeLessThanOrEqual(bound);
    expect(events[0]?.position).toBe(dropped);
    expect(dropped + events.length).toBe(2 * bound + 404 + 1);
    expect((await vault.list('activity')).length).toBe(maxPages);
  });

  it('takes more events at once than it keeps', async () => {
    const vault = await makeVault(await freshDatabase());
    await append(vault, 0, pageSize * maxPages + 200);
    const { events, chain } = await readActivity(vault);
    expect(chain).toEqual({ kind: 'whole' });
    expect(events.at(-1)?.subject).toBe(`text ${pageSize * maxPages + 199}`);
  });

  it('does not interleave what two tabs write at once', async () => {
    const name = crypto.randomUUID();
    const one = await makeVault(await freshDatabase(name));
    const two = await unlock(await freshDatabase(name));
    await Promise.all(Array.from({ length: 40 }, (_, n) => append(n % 2 ? one : two, 10 * n, 5)));
    const { events, chain } = await readActivity(one);
    expect(chain).toEqual({ kind: 'whole' });
    expect(new Set(events.map(({ subject }) => subject)).size).toBe(201);
  });

  it('cuts a long subject, whatever it is made of', async () => {
    const vault = await makeVault(await freshDatabase());
    await appendActivity(vault, [sealedEvent('x', '🜁'.repeat(300), now)]);
    expect((await readActivity(vault)).events[1]?.subject).toBe('🜁'.repeat(60));
  });
});
