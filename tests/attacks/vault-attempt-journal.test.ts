import { describe, expect, it } from 'vitest';
import { readActivity } from '../../src/vault/activity/read-activity.ts';
import { emptyAttempts, encodeAttempts, parseAttempts, withEntry } from '../../src/vault/attempts/attempts-row.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { settleUnlock } from '../../src/vault/settle-unlock.ts';
import { twinCore } from '../support/twin-core.ts';
import { codeOf, freshDatabase, makeVault, now, passphrase, unlockBy } from '../unit/vault/support.ts';

// Somebody tried passphrases at this computer and now wants no trace of it, with the profile's files in hand.

const guess = (db: VaultDatabase, at: number) =>
  codeOf(unlockBy(db, { kind: 'password', passphrase: 'guess' }, { now: at }));
const settled = async (db: VaultDatabase) => {
  const vault = await unlockBy(db, { kind: 'password', passphrase }, { now: now + 100 });
  const settlement = await settleUnlock(vault, { now: now + 100 });
  const { events } = await readActivity(vault);
  return { ...settlement, log: events.map(({ kind, proof }) => `${kind} ${proof}`) };
};
const guessed = async (): Promise<VaultDatabase> => {
  const db = await freshDatabase();
  (await makeVault(db)).close();
  for (let n = 1; n <= 3; n++) await guess(db, now + n);
  return db;
};
const rowOf = async (db: VaultDatabase) => parseAttempts(await db.get('device', 'attempts'))!;

describe('the journal of failed attempts', () => {
  it('is whole where nobody touched it', async () => {
    const db = await guessed();
    expect((await settled(db)).failed).toHaveLength(3);
    expect(await settled(db)).toMatchObject({ journal: 'whole', failed: [] });
  });

  const tricks: readonly (readonly [string, (db: VaultDatabase) => Promise<unknown>])[] = [
    ['deleted', (db) => db.delete('device', 'attempts')],
    ['begun again', (db) => db.put('device', encodeAttempts(emptyAttempts()), 'attempts')],
    ['no journal at all', (db) => db.put('device', new Uint8Array(7), 'attempts')],
    [
      'shortened by its last entry',
      async (db) => {
        const row = await rowOf(db);
        return db.put(
          'device',
          encodeAttempts({ ...row, total: row.total - 1, entries: row.entries.slice(0, -1) }),
          'attempts',
        );
      },
    ],
    [
      'changed in the time of one entry',
      async (db) => {
        const row = await rowOf(db);
        const entries = row.entries.map((each, n) => (n === 1 ? { ...each, entry: { ...each.entry, at: 5 } } : each));
        return db.put('device', encodeAttempts({ ...row, entries }), 'attempts');
      },
    ],
    [
      'given a count that would take for ever to follow',
      async (db) => db.put('device', encodeAttempts({ ...(await rowOf(db)), total: 0xffff_ffff }), 'attempts'),
    ],
  ];

  it.each(tricks)('that is %s is told as broken, once, and goes on', async (_, trick) => {
    const db = await guessed();
    await trick(db);
    const first = await settled(db);
    expect(first.journal).toBe('broken');
    // What is left of it stands in the log as not proven.
    const attempts = first.log.filter((event) => /attempts|failed/.test(event));
    const left = first.failed.map(() => 'unlock-failed unproven');
    expect(attempts).toEqual([
      'attempts-unproven sealed',
      ...attempts.filter((event) => /-more unproven$/.test(event)),
      ...left,
    ]);
    await guess(db, now + 200);
    expect(await settled(db)).toMatchObject({ journal: 'whole', failed: [{ at: now + 200 }] });
  });

  it('put back to an earlier copy is told as broken where a later one was taken over', async () => {
    const db = await guessed();
    const early = await db.get('device', 'attempts');
    await guess(db, now + 4);
    await settled(db);
    await db.put('device', early!, 'attempts');
    expect((await settled(db)).journal).toBe('broken');
  });

  it('can be added to by anyone who has the profile, but not changed or cut before that', async () => {
    const db = await guessed();
    const forged = withEntry(twinCore, await rowOf(db), { at: 1, way: 'pin', interrupted: false });
    await db.put('device', encodeAttempts(forged), 'attempts');
    const { failed, journal } = await settled(db);
    expect([journal, failed.map(({ at }) => at)]).toEqual(['whole', [now + 1, now + 2, now + 3, 1]]);
  });
});
