import { describe, expect, it } from 'vitest';
import type { Core } from '../../src/crypto/core.ts';
import { isSound } from '../../src/vault/damage.ts';
import { openDatabase } from '../../src/vault/database.ts';
import type { VaultLocks } from '../../src/vault/locks.ts';
import { unlockVault } from '../../src/vault/unlock-vault.ts';
import { twinCore } from '../support/twin-core.ts';
import {
  codeOf,
  dump,
  freshDatabase,
  makeVault,
  passphrase,
  put,
  recordId,
  remove,
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

  it('draw apart by the root where one of them ignores the lock', async () => {
    const name = crypto.randomUUID();
    const [db, other] = [await freshDatabase(name), await freshDatabase(name)];
    const lawful = await makeVault(db);
    const locks: VaultLocks = { request: (_, callback) => callback() };
    const lawless = await unlockVault(twinCore, other, { passphrase, policy: testPolicy, locks });
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) => [
        codeOf(lawful.write([put(recordId(2 * n), 'lawful')])),
        codeOf(lawless.write([put(recordId(2 * n + 1), 'lawless')])),
      ]).flat(),
    );
    const written = outcomes.flatMap((outcome, n) => (outcome === 'nothing was thrown' ? [recordId(n)] : []));
    expect(new Set(outcomes)).toEqual(new Set(['nothing was thrown', 'vault-busy']));
    const vault = await unlock(db);
    expect(isSound(await vault.verify())).toBe(true);
    expect((await vault.list('notes')).map((record) => record.id).sort()).toEqual(written.sort());
  });

  it('try once more where the root moved, then say busy and leave everything as it was', async () => {
    const name = crypto.randomUUID();
    const vault = await makeVault(await freshDatabase(name));
    const rival = await unlock(await freshDatabase(name));
    let interruptions = 0;
    const rude: Core = {
      ...twinCore,
      // Runs between the reading of the root and the writing: the rival's write is queued before ours.
      sha256: (data) => {
        if (interruptions > 0) {
          interruptions--;
          raced.push(rival.write([put(recordId(50 + interruptions), 'rival')]));
        }
        return twinCore.sha256(data);
      },
    };
    const raced: Promise<void>[] = [];
    const lockless: VaultLocks = { request: (_, callback) => callback() };
    const db = await openDatabase(name);
    const victim = await unlockVault(rude, db, { passphrase, policy: testPolicy, locks: lockless });
    interruptions = 1;
    const outcome = await codeOf(victim.write([put(recordId(1), 'victim')]));
    await Promise.all(raced);
    expect(outcome).toBe('nothing was thrown');
    const rows = await dump(db);
    expect(rows.records.size).toBe(2);
    expect(isSound(await vault.verify())).toBe(true);
    db.close();
  });

  it('cannot both create the vault', async () => {
    const name = crypto.randomUUID();
    const [one, two] = [await freshDatabase(name), await freshDatabase(name)];
    const outcomes = await Promise.all([codeOf(makeVault(one)), codeOf(makeVault(two))]);
    expect(outcomes.sort()).toEqual(['nothing was thrown', 'vault-exists']);
    expect((await unlock(one)).counter).toBe(1);
  });
});
