import { expect, test } from 'vitest';
import type { Core } from '../../src/crypto/core.ts';
import { isSound } from '../../src/vault/damage.ts';
import { unlockVault } from '../../src/vault/unlock-vault.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { loadTestCore } from '../support/core.ts';
import { freshDatabase, makeVault, passphrase, put, recordId, testPolicy } from '../unit/vault/support.ts';

// Two tabs and the keeper, each with a vault of its own, write to one database as fast as they can.

const writesOfEach = 3_400;
const sharedRecords = 5;

/** Notes every pair of key and nonce that anything is sealed under, and every DEK as it is wrapped. */
const recording = (core: Core, pairs: string[], wrapped: string[]): Core => ({
  ...core,
  aesGcmSeal: (key, nonce, aad, plaintext) => {
    pairs.push(Buffer.concat([key, nonce]).toString('hex'));
    return core.aesGcmSeal(key, nonce, aad, plaintext);
  },
  aesKwWrap: (kek, key) => {
    const box = core.aesKwWrap(kek, key);
    wrapped.push(Buffer.from(box).toString('hex'));
    return box;
  },
});

const shared = (n: number): string => recordId(n % sharedRecords, 200);
const countOf = (value: Uint8Array): number => new DataView(value.buffer, value.byteOffset).getUint32(0);
const countUp = (current: { readonly value: Uint8Array } | undefined) => {
  const value = new Uint8Array(4);
  new DataView(value.buffer).setUint32(0, (current ? countOf(current.value) : 0) + 1);
  return { schema: 1, value };
};

/** By turns a record that all change and one of its own, two under way at a time. */
const writeOn = async (vault: Vault, who: number): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < writesOfEach) {
      const n = next++;
      if (n % 2 === 0) await vault.update('shared', shared(n >> 1), countUp);
      else await vault.write([put(recordId(1000 * who + (n % 150), n), `${who} wrote ${n}`)]);
    }
  };
  await Promise.all([lane(), lane()]);
};

test('10,000 interleaved writes of three vaults over one database lose no update and repeat no key and nonce', async () => {
  const name = crypto.randomUUID();
  const first = await freshDatabase(name);
  (await makeVault(first)).close();
  const core = await loadTestCore();
  const [pairs, wrapped]: [string[], string[]] = [[], []];
  const open = async (db = first) =>
    unlockVault(recording(core, pairs, wrapped), db, { passphrase, policy: testPolicy });
  const vaults = [await open(), await open(await freshDatabase(name)), await open(await freshDatabase(name))];
  const before = vaults[0]!.counter;
  await Promise.all(vaults.map(writeOn));
  const writes = vaults.length * writesOfEach;
  expect(writes).toBeGreaterThanOrEqual(10_000);
  for (const vault of vaults) {
    const counts = await vault.list('shared');
    expect(counts.reduce((sum, { value }) => sum + countOf(value), 0)).toBe(writes / 2);
    const own = (await vault.list('notes')).map(({ value }) => new TextDecoder().decode(value));
    // Ids repeat after 150 and first bytes after 256: each pair of them holds what was written last.
    const last = new Map<string, string>();
    for (const who of vaults.keys())
      for (let n = 1; n < writesOfEach; n += 2) last.set(recordId(1000 * who + (n % 150), n), `${who} wrote ${n}`);
    expect(own.sort()).toEqual([...last.values()].sort());
    expect(vault.counter).toBe(before + writes);
    expect(isSound(await vault.verify())).toBe(true);
  }
  expect(pairs.length).toBeGreaterThanOrEqual(3 * writes);
  expect(new Set(pairs).size).toBe(pairs.length);
  expect(new Set(wrapped).size).toBe(wrapped.length);
});
