import { afterEach, describe, expect, it, vi } from 'vitest';
import { deriveVaultKeys } from '../../../src/vault/keys.ts';
import { readManifest } from '../../../src/vault/manifest.ts';
import { makeRoot, openRoot, sealRoot } from '../../../src/vault/manifest-root.ts';
import { loadTestCore } from '../../support/core.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom('wiped');
const vaultId = random(16);
const core = await loadTestCore();
const keys = deriveVaultKeys(core, random(32), vaultId, 2);
const root = { ...makeRoot(random, 2, random(32)), counter: 4, anchorKeys: [{ epoch: 1, key: random(32) }] };
const secrets = [root.nameKey, ...root.anchorKeys.map(({ key }) => key)];

/** What was copied to and holds a secret of the root still. */
const left = (work: () => unknown): Uint8Array[] => {
  const copies = new Set<Uint8Array>();
  const { set, slice } = Uint8Array.prototype;
  vi.spyOn(Uint8Array.prototype, 'set').mockImplementation(function (this: Uint8Array, ...all) {
    copies.add(this);
    return set.apply(this, all);
  });
  vi.spyOn(Uint8Array.prototype, 'slice').mockImplementation(function (this: Uint8Array<ArrayBuffer>, ...all) {
    const copy = slice.apply(this, all) as Uint8Array<ArrayBuffer>;
    copies.add(copy);
    return copy;
  });
  work();
  vi.restoreAllMocks();
  const holds = (copy: Uint8Array): boolean =>
    secrets.some((secret) => Buffer.from(copy).includes(Buffer.from(secret)));
  // The core's own memory is wiped by the core.
  return [...copies].filter((copy) => copy.length < 65_536 && holds(copy));
};

afterEach(() => vi.restoreAllMocks());

describe('the secrets of a root', () => {
  it('are in no copy once it is sealed', () => {
    expect(left(() => sealRoot(core, random, keys, vaultId, root))).toEqual([]);
  });

  it('are in the root alone once it is opened', () => {
    const row = sealRoot(core, random, keys, vaultId, root);
    expect(left(() => openRoot(core, keys, vaultId, row))).toEqual(secrets);
  });

  it('are those of the state before, where they are the same: there is one copy to be wiped', async () => {
    const rowOf = (counter: number) => sealRoot(core, random, keys, vaultId, { ...root, counter });
    const read = (row: Uint8Array, known?: Awaited<ReturnType<typeof readManifest>>) =>
      readManifest(async (key) => (key === 'root' ? row : undefined), { core, keys, vaultId }, known);
    const first = await read(rowOf(4));
    const second = await read(rowOf(5), first);
    expect(second.root.counter).toBe(5);
    expect(second.root.nameKey).toBe(first.root.nameKey);
    expect(second.root.anchorKeys[0]?.key).toBe(first.root.anchorKeys[0]?.key);
  });
});
