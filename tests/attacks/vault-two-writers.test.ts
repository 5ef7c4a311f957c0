import { describe, expect, it } from 'vitest';
import type { Core } from '../../src/crypto/core.ts';
import { type RandomSource, randomBytes } from '../../src/crypto/random.ts';
import { isSound } from '../../src/vault/damage.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import type { VaultLocks } from '../../src/vault/locks.ts';
import { addPasswordSlot } from '../../src/vault/slots/add-slot.ts';
import { listSlots } from '../../src/vault/slots/list-slots.ts';
import { unlockVault } from '../../src/vault/unlock-vault.ts';
import { twinCore } from '../support/twin-core.ts';
import {
  codeOf,
  dump,
  freshDatabase,
  makeVault,
  now,
  passphrase,
  put,
  recordId,
  remove,
  testCost,
  testPolicy,
  textOf,
  unlock,
} from '../unit/vault/support.ts';

/** Every pair of key and nonce that anything was sealed under. */
const recordingCore = (): { core: Core; pairs: string[] } => {
  const pairs: string[] = [];
  const aesGcmSeal: Core['aesGcmSeal'] = (key, nonce, aad, plaintext) => {
    pairs.push(Buffer.concat([key, nonce]).toString('hex'));
    return twinCore.aesGcmSeal(key, nonce, aad, plaintext);
  };
  return { core: { ...twinCore, aesGcmSeal }, pairs };
};

const increment = (current: { readonly value: Uint8Array } | undefined) => {
  const value = new Uint8Array(4);
  new DataView(value.buffer).setUint32(0, (current ? new DataView(current.value.buffer).getUint32(0) : 0) + 1);
  return { schema: 1, value };
};

const noLocks: VaultLocks = { request: (_, callback) => callback() };

/** DEK and nonce for a record, its bucket and the root. */
const drawsOfAWrite = 6;

/** Puts all rows of another moment in place, in one transaction that is queued at once. */
const restore = async (db: VaultDatabase, rows: Awaited<ReturnType<typeof dump>> | undefined): Promise<void> => {
  const transaction = db.transaction(['manifest', 'records'], 'readwrite');
  for (const store of ['manifest', 'records'] as const) {
    void transaction.objectStore(store).clear();
    for (const [key, row] of rows?.[store] ?? []) void transaction.objectStore(store).put(row, key);
  }
  await transaction.done;
};

describe('two tabs that write at once', () => {
  it('lose no write and repeat no pair of key and nonce, in 600 interleaved writes', async () => {
    const name = crypto.randomUUID();
    const first = await freshDatabase(name);
    await makeVault(first);
    const { core, pairs } = recordingCore();
    const tabs = await Promise.all(
      [first, await freshDatabase(name), await freshDatabase(name)].map((db) =>
        unlockVault(core, db, { passphrase, policy: testPolicy }),
      ),
    );
    const counter = recordId(0, 200);
    const writes = Array.from({ length: 300 }, (_, n) => {
      const [one, two] = [tabs[n % 3]!, tabs[(n + 1) % 3]!];
      return [one.write([put(recordId(n), `text ${n}`)]), two.update('counters', counter, increment)];
    });
    await Promise.all(writes.flat());
    for (const tab of tabs) {
      const texts = (await tab.list('notes')).map((record) => new TextDecoder().decode(record.value));
      expect(texts.sort()).toEqual(Array.from({ length: 300 }, (_, n) => `text ${n}`).sort());
      expect(new DataView((await tab.get('counters', counter))!.value.buffer).getUint32(0)).toBe(300);
      expect(tab.counter).toBe(601);
    }
    expect(isSound(await (await unlock(first)).verify())).toBe(true);
    // Each write seals a record, its bucket and the root.
    expect(pairs.length).toBeGreaterThanOrEqual(1800);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('see what the other wrote, changed and deleted, without unlocking again', async () => {
    const name = crypto.randomUUID();
    const one = await makeVault(await freshDatabase(name));
    const two = await unlock(await freshDatabase(name));
    await one.write([put(recordId(1), 'first')]);
    expect(await textOf(two, recordId(1))).toBe('first');
    await two.write([put(recordId(1), 'second'), put(recordId(2), 'third')]);
    expect(await textOf(one, recordId(1))).toBe('second');
    await one.write([remove(recordId(2))]);
    expect((await two.list('notes')).map((record) => record.id)).toEqual([recordId(1)]);
  });

  it('stay apart by the root where one of them ignores the lock', async () => {
    const name = crypto.randomUUID();
    const [db, other] = [await freshDatabase(name), await freshDatabase(name)];
    const lawful = await makeVault(db);
    const lawless = await unlockVault(twinCore, other, { passphrase, policy: testPolicy, locks: noLocks });
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) => [
        codeOf(lawful.write([put(recordId(2 * n), 'lawful')])),
        codeOf(lawless.write([put(recordId(2 * n + 1), 'lawless')])),
      ]).flat(),
    );
    const written = outcomes.flatMap((outcome, n) => (outcome === 'nothing was thrown' ? [recordId(n)] : []));
    expect(outcomes.filter((outcome) => outcome !== 'nothing was thrown' && outcome !== 'vault-busy')).toEqual([]);
    const vault = await unlock(db);
    expect(isSound(await vault.verify())).toBe(true);
    expect((await vault.list('notes')).map((record) => record.id).sort()).toEqual(written.sort());
  });

  it.each([
    [1, 'nothing was thrown', ['rival 1', 'victim']],
    [2, 'vault-busy', ['rival 1', 'rival 2']],
  ])('and one overtaken %i times in a row between reading and writing gives: %s', async (times, outcome, texts) => {
    const name = crypto.randomUUID();
    const [db, other] = [await freshDatabase(name), await freshDatabase(name)];
    const rival = await makeVault(other);
    const states = [await dump(other)];
    for (const n of [1, 2]) {
      await rival.write([put(recordId(n), `rival ${n}`)]);
      states.push(await dump(other));
    }
    await restore(other, states.shift());
    // The first draw of every attempt: the rival's next state goes in before our transaction begins.
    const races: Promise<void>[] = [];
    let draws = 0;
    const random: RandomSource = (length) => {
      if (draws++ % drawsOfAWrite === 0 && races.length < times) races.push(restore(other, states.shift()));
      return randomBytes(length);
    };
    const victim = await unlockVault(twinCore, db, { passphrase, policy: testPolicy, locks: noLocks, random });
    expect(await codeOf(victim.write([put(recordId(9), 'victim')]))).toBe(outcome);
    await Promise.all(races);
    expect(races).toHaveLength(times);
    const vault = await unlock(db);
    expect((await vault.list('notes')).map((record) => new TextDecoder().decode(record.value)).sort()).toEqual(texts);
    expect(isSound(await vault.verify())).toBe(true);
  });

  it('see no damage where one adds a way in just as the other looks at them', async () => {
    const name = crypto.randomUUID();
    const writer = await makeVault(await freshDatabase(name));
    const db = await freshDatabase(name);
    const add = (): Promise<unknown> =>
      addPasswordSlot(writer, 'another one', { name: 'second', now, kdf: testCost, policy: testPolicy });
    let runs = -1;
    /** Between one look at the database and the next, where somebody asks for the header by itself. */
    const get = async (store: 'header', key: 'current'): Promise<unknown> => {
      if (store === 'header' && runs++ === 0) await add();
      return db.get(store, key);
    };
    const watched = {
      get,
      count: db.count.bind(db),
      transaction: db.transaction.bind(db),
      put: db.put.bind(db),
    } as unknown as VaultDatabase;
    const reader = await unlock(watched);
    const seen = await listSlots(reader);
    if (runs <= 0) await add();
    expect(seen.length).toBeLessThanOrEqual(2);
    expect(await listSlots(reader)).toHaveLength(2);
  });

  it('cannot both create the vault', async () => {
    const name = crypto.randomUUID();
    const [one, two] = [await freshDatabase(name), await freshDatabase(name)];
    const outcomes = await Promise.all([codeOf(makeVault(one)), codeOf(makeVault(two))]);
    expect(outcomes.sort()).toEqual(['nothing was thrown', 'vault-exists']);
    expect((await unlock(one)).counter).toBe(1);
  });
});
