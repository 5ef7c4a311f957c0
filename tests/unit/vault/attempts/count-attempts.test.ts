import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Core } from '../../../../src/crypto/core.ts';
import { OutOfMemoryError } from '../../../../src/crypto/errors.ts';
import { stretchHere } from '../../../../src/crypto/stretch.ts';
import { LockedError, StoppedError } from '../../../../src/keeper/errors.ts';
import { readActivity } from '../../../../src/vault/activity/read-activity.ts';
import { freeFailures, waitAfter } from '../../../../src/vault/attempts/count-attempts.ts';
import { forgetWaits, rememberWaits } from '../../../../src/vault/attempts/wait-clock.ts';
import type { VaultDatabase } from '../../../../src/vault/database.ts';
import { settleUnlock } from '../../../../src/vault/settle-unlock.ts';
import { addPasswordSlot, addRecoverySlot } from '../../../../src/vault/slots/add-slot.ts';
import { removeSlot } from '../../../../src/vault/slots/change-slots.ts';
import { unlockVault } from '../../../../src/vault/unlock-vault.ts';
import { twinCore } from '../../../support/twin-core.ts';
import { codeOf, freshDatabase, makeVault, now, passphrase, testCost, testPolicy, unlockBy } from '../support.ts';

/** The monotonic clock agrees with the other one unless it is said otherwise. */
const guess = (db: VaultDatabase, words: string, at = now, lived = at) =>
  unlockBy(db, { kind: 'password', passphrase: words }, { now: at, monotonic: () => lived });

const lockedVault = async (): Promise<VaultDatabase> => {
  const db = await freshDatabase();
  (await makeVault(db)).close();
  return db;
};

afterEach(() => vi.restoreAllMocks());

describe('wrong passphrases', () => {
  it('make one wait from the tenth on, twice as long each time, to a quarter of an hour', async () => {
    expect(waitAfter(freeFailures)).toBe(0);
    expect([10, 11, 12, 13, 14, 15, 99].map(waitAfter)).toEqual([30, 60, 120, 240, 480, 900, 900]);
    const db = await lockedVault();
    for (let n = 0; n < 10; n++) expect(await codeOf(guess(db, `guess ${n}`))).toBe('passphrase-wrong');
    await expect(guess(db, passphrase)).rejects.toMatchObject({ code: 'wait', details: { seconds: 30 } });
    await expect(guess(db, passphrase, now + 29_001)).rejects.toMatchObject({ details: { seconds: 1 } });
    expect(await codeOf(guess(db, 'wrong again', now + 30_000))).toBe('passphrase-wrong');
    await expect(guess(db, passphrase, now + 30_000)).rejects.toMatchObject({ details: { seconds: 60 } });
  });

  it('make one wait as long where the clock is set forward meanwhile', async () => {
    const db = await lockedVault();
    const lived = now;
    for (let n = 0; n < 10; n++) await codeOf(guess(db, 'wrong', now, lived));
    const tomorrow = now + 86_400_000;
    await expect(guess(db, passphrase, tomorrow, lived)).rejects.toMatchObject({ details: { seconds: 30 } });
    await expect(guess(db, passphrase, tomorrow, lived + 29_500)).rejects.toMatchObject({ details: { seconds: 1 } });
    expect(await codeOf(guess(db, 'wrong again', tomorrow, lived + 30_000))).toBe('passphrase-wrong');
    const dayAfter = tomorrow + 86_400_000;
    await expect(guess(db, 'x', dayAfter, lived + 30_000)).rejects.toMatchObject({ details: { seconds: 60 } });
    // Once the right one was given, nothing waits.
    expect((await guess(db, passphrase, dayAfter, lived + 90_000)).isOpen).toBe(true);
    expect((await guess(db, passphrase, dayAfter, lived + 90_000)).isOpen).toBe(true);
  });

  it('cost the first step anew where the worker was started again, whatever the clock says, and no more', async () => {
    const db = await lockedVault();
    for (let n = 0; n < 10; n++) await codeOf(guess(db, 'wrong'));
    for (const seconds of [30, 90, 210]) await codeOf(guess(db, 'wrong', now + seconds * 1000));
    forgetWaits();
    const tomorrow = now + 86_400_000;
    await expect(guess(db, passphrase, tomorrow, 5)).rejects.toMatchObject({ details: { seconds: 30 } });
    await expect(guess(db, passphrase, tomorrow, 20_005)).rejects.toMatchObject({ details: { seconds: 10 } });
    expect((await guess(db, passphrase, tomorrow, 30_005)).isOpen).toBe(true);
    forgetWaits();
    // Whoever had fewer than ten wrong ones never waits.
    for (let n = 0; n < 9; n++) await codeOf(guess(db, 'wrong', tomorrow, 0));
    forgetWaits();
    expect((await guess(db, passphrase, tomorrow, 0)).isOpen).toBe(true);
  });

  it('cost the whole step anew where a worker of this browser session had begun it', async () => {
    const db = await lockedVault();
    let noted = 0;
    const note = (wait: number): void => {
      noted = wait;
    };
    rememberWaits({ before: 0, note });
    for (let n = 0; n < 10; n++) await codeOf(guess(db, 'wrong'));
    for (const seconds of [30, 90, 210]) await codeOf(guess(db, 'wrong', now + seconds * 1000));
    expect(noted).toBe(240_000);
    forgetWaits();
    rememberWaits({ before: noted, note });
    const tomorrow = now + 86_400_000;
    await expect(guess(db, passphrase, tomorrow, 5)).rejects.toMatchObject({ details: { seconds: 240 } });
    expect(noted).toBe(240_000);
    expect((await guess(db, passphrase, tomorrow, 240_005)).isOpen).toBe(true);
    expect(noted).toBe(0);
    // A note that nothing on the disk bears out makes nobody wait.
    forgetWaits();
    rememberWaits({ before: 900_000, note });
    expect((await guess(db, passphrase, tomorrow, 5)).isOpen).toBe(true);
  });

  it('are forgotten once the right one was given', async () => {
    const db = await lockedVault();
    for (let n = 0; n < 9; n++) await codeOf(guess(db, 'wrong'));
    expect((await guess(db, passphrase)).isOpen).toBe(true);
    for (let n = 0; n < 9; n++) await codeOf(guess(db, 'wrong'));
    expect((await guess(db, passphrase)).isOpen).toBe(true);
  });

  it('are counted on the disk before they are tried, so that killing Fieldseal gives no attempt more', async () => {
    const db = await lockedVault();
    const dying: Core = {
      ...twinCore,
      argon2id: () => {
        throw new DOMException('killed', 'AbortError');
      },
    };
    for (let n = 0; n < 3; n++) {
      const counted = await db.get('device', 'attempts');
      // As the row is while the KDF runs: put back afterwards, since the end of the attempt is never reached.
      let during: unknown;
      const watching: Core = {
        ...dying,
        argon2id: (options) => {
          races.push(db.get('device', 'attempts').then((row) => (during = row)));
          return dying.argon2id(options);
        },
      };
      const races: Promise<unknown>[] = [];
      await codeOf(
        unlockVault(watching, db, { passphrase, policy: testPolicy, now: now + n, monotonic: () => now + n }),
      );
      await Promise.all(races);
      expect(during).not.toEqual(counted);
      await db.put('device', during as Uint8Array, 'attempts');
    }
    for (let n = 3; n < 10; n++) await codeOf(guess(db, 'wrong', now + n));
    expect(await codeOf(guess(db, passphrase, now + 11))).toBe('wait');
    const vault = await guess(db, passphrase, now + 40_000);
    const { failed } = await settleUnlock(vault, { now: now + 40_000 });
    expect(failed.map(({ interrupted }) => interrupted)).toEqual([true, true, true, ...Array(7).fill(false)]);
  });

  it('are tried uncounted where the disk is full: nobody is kept out of what is theirs', async () => {
    const db = await lockedVault();
    const original = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...values) {
      const request = original.apply(this, values);
      (this.transaction as unknown as { _abort(reason: string): void })._abort('QuotaExceededError');
      return request;
    });
    const vault = await guess(db, passphrase);
    expect(vault.isOpen).toBe(true);
    expect(await codeOf(settleUnlock(vault, { now }))).toBe('storage-full');
    expect(await codeOf(guess(db, 'wrong'))).toBe('passphrase-wrong');
    vi.restoreAllMocks();
    expect(await settleUnlock(vault, { now })).toMatchObject({ journal: 'whole', failed: [] });
  });

  it('do not keep anybody out for longer because the clock was put back', async () => {
    const db = await lockedVault();
    for (let n = 0; n < 10; n++) await codeOf(guess(db, 'wrong', now + 10 ** 12));
    await expect(guess(db, passphrase)).rejects.toMatchObject({ details: { seconds: 30 } });
  });

  it('make nobody wait who has another way in, and other failures count nothing', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    const { groups } = await addRecoverySlot(vault, { name: '', now });
    const poor: Core = {
      ...twinCore,
      argon2id: () => {
        throw new RangeError('no memory');
      },
    };
    for (let n = 0; n < 20; n++) await codeOf(unlockVault(poor, db, { passphrase, policy: testPolicy, now }));
    expect((await guess(db, passphrase)).isOpen).toBe(true);
    for (let n = 0; n < 10; n++) await codeOf(guess(db, 'wrong'));
    expect(await codeOf(guess(db, passphrase))).toBe('wait');
    const other = await unlockBy(db, { kind: 'recovery', recoveryKey: groups.join('-') }, { now });
    expect(other.isOpen).toBe(true);
    expect((await guess(db, passphrase)).isOpen).toBe(true);
  });

  it.each([
    ['stopped', () => new StoppedError()],
    ['locked', () => new LockedError()],
    ['out-of-memory', () => new OutOfMemoryError(64)],
  ])('count where one slot has refused them, whatever ends the rest (%s)', async (code, makeReason) => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    await addPasswordSlot(vault, 'a second one', { name: '', now, kdf: testCost, policy: testPolicy });
    vault.close();
    let [stretched, last] = [0, 2];
    const ending: Core = {
      ...twinCore,
      stretch: async (job) => {
        if (++stretched % last === 0) throw makeReason();
        return stretchHere(twinCore, job);
      },
    };
    const open = (words: string, at = now) =>
      unlockVault(ending, db, { passphrase: words, policy: testPolicy, now: at, monotonic: () => at });
    // One that was ended before any slot was tried says nothing, and counts as nothing.
    last = 1;
    for (let n = 0; n < 20; n++) expect(await codeOf(open('guess'))).toBe(code);
    [stretched, last] = [0, 2];
    const codes: unknown[] = [];
    for (let n = 0; n < 40; n++) codes.push(await codeOf(open(`guess ${n}`)));
    expect(codes).toEqual([...Array(10).fill(code), ...Array(30).fill('wait')]);
    const later = now + 30_000;
    const opened = await guess(db, passphrase, later);
    expect((await settleUnlock(opened, { now: later })).failed).toHaveLength(10);
  });

  it('cost the same work, however wrong they are', async () => {
    const db = await lockedVault();
    const calls = new Map<string, number>();
    const counting = new Proxy(twinCore, {
      get: (target, name: keyof Core) => {
        const method = target[name] as ((...all: never[]) => unknown) | undefined;
        const counted = (...values: never[]) => {
          calls.set(name, (calls.get(name) ?? 0) + 1);
          return method?.(...values);
        };
        return method && counted;
      },
    });
    const profiles: string[] = [];
    for (const words of [`${passphrase} `, passphrase.slice(0, -1), '', 'x', 'y'.repeat(5000), '\u{1F9ED}']) {
      calls.clear();
      expect(await codeOf(unlockVault(counting, db, { passphrase: words, policy: testPolicy, now }))).toBe(
        'passphrase-wrong',
      );
      profiles.push(JSON.stringify([...calls]));
    }
    expect(new Set(profiles).size).toBe(1);
    expect(calls.get('argon2id')).toBe(1);
    expect(calls.has('aesKwUnwrap')).toBe(false);
  });

  it('are told at the next unlock, each with its time and way, and stand in the log', async () => {
    const db = await lockedVault();
    await codeOf(guess(db, 'one', now + 1));
    await codeOf(guess(db, 'two', now + 2));
    const vault = await guess(db, passphrase, now + 3);
    expect(await settleUnlock(vault, { now: now + 3 })).toMatchObject({
      journal: 'whole',
      failed: [
        { at: now + 1, way: 'password', interrupted: false },
        { at: now + 2, way: 'password', interrupted: false },
      ],
    });
    const { events, chain } = await readActivity(vault);
    expect(chain).toEqual({ kind: 'whole' });
    expect(events.slice(1).map(({ kind, at, proof }) => [kind, at - now, proof])).toEqual([
      ['unlock-failed', 1, 'journal'],
      ['unlock-failed', 2, 'journal'],
      ['unlocked', 3, 'sealed'],
    ]);
    vault.close();
    const again = await guess(db, passphrase, now + 4);
    expect(await settleUnlock(again, { now: now + 4 })).toMatchObject({ journal: 'whole', failed: [] });
  });

  it('are kept to the newest two hundred, and the others are counted', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    const { id, groups } = await addRecoverySlot(vault, { name: '', now });
    await removeSlot(vault, id, now);
    const wrong = { kind: 'recovery', recoveryKey: groups.join('') } as const;
    for (let n = 0; n < 230; n++)
      expect(await codeOf(unlockBy(db, wrong, { now: now + n }))).toBe('recovery-key-wrong');
    const again = await guess(db, passphrase, now + 300);
    const { failed, journal } = await settleUnlock(again, { now: now + 300 });
    expect([failed.length, failed[0]?.at, journal]).toEqual([200, now + 30, 'whole']);
    const more = (await readActivity(again)).events.find(({ kind }) => kind === 'unlock-failed-more');
    expect(more?.subject).toBe('30');
  });
});
