import { describe, expect, it } from 'vitest';
import { FieldsealError } from '../../src/bytes/errors.ts';
import { importVault, openContent } from '../../src/vault/transfer/import-vault.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { seededRandom } from '../unit/vault/seeded-random.ts';
import { dump, freshDatabase, makeVault, now } from '../unit/vault/support.ts';
import { good, open, seal } from '../unit/vault/transfer/hostile.ts';

/** 3,000 in every run; FIELDSEAL_FUZZ_FILES=100000 for more. */
const files = Number(process.env.FIELDSEAL_FUZZ_FILES ?? 3000);

describe(`${files} files that were changed at random`, () => {
  const random = seededRandom(`hostile import ${process.env.FIELDSEAL_FUZZ_SEED ?? 1}`);
  const below = (most: number): number => new DataView(random(4).buffer).getUint32(0) % most;

  const mutate = (bytes: Uint8Array): Uint8Array => {
    let changed: Uint8Array = bytes.slice();
    for (let n = 1 + below(3); n > 0; n--) {
      const [at, length] = [below(changed.length || 1), 1 + below(16)];
      const tricks: (() => Uint8Array)[] = [
        () => changed.map((byte, k) => (k === at ? byte ^ (1 << below(8)) : byte)),
        () => changed.slice(0, at),
        () => Uint8Array.of(...changed.subarray(0, at), ...random(length), ...changed.subarray(at)),
        () => Uint8Array.of(...changed.subarray(0, at), ...changed.subarray(at + length)),
        () => Uint8Array.of(...changed.subarray(0, at), ...changed.subarray(below(at + 1))),
        () => changed.map((byte, k) => (k >= at && k < at + 4 ? 255 : byte)),
        () => changed.map((byte, k) => (k >= at && k < at + 4 ? 0 : byte)),
      ];
      changed = tricks[below(tricks.length)]!();
    }
    return changed;
  };

  /** What a person does: open, then import. Whether it was imported; throws only errors with a code. */
  const tryImport = async (vault: Vault, opening: () => ReturnType<typeof openContent>): Promise<boolean> => {
    try {
      await importVault(vault, await opening(), { now });
      return true;
    } catch (error) {
      if (error instanceof FieldsealError && error.code !== 'internal') return false;
      throw error;
    }
  };

  it('are imported whole or not at all, and never crash anything', async () => {
    let db = await freshDatabase();
    let vault = await makeVault(db);
    const file = await seal(good);
    let imported = 0;
    for (let n = 0; n < files; n++) {
      // What is imported piles up: a fresh vault now and then.
      if (n % 500 === 499) {
        expect((await vault.verify()).changed).toEqual([]);
        vault.close();
        db = await freshDatabase();
        vault = await makeVault(db);
      }
      const counter = vault.counter;
      const before = n % 100 === 0 ? await dump(db) : undefined;
      // Two of three with a right tag: the enemy knows the passphrase.
      const opening = n % 3 === 0 ? () => open(mutate(file)) : () => openContent(mutate(good));
      const done = await tryImport(vault, opening);
      expect(vault.counter - counter).toBe(done ? 1 : 0);
      if (before && !done) expect(await dump(db)).toEqual(before);
      if (done) imported++;
    }
    expect((await vault.verify()).changed).toEqual([]);
    expect(imported).toBeGreaterThan(files / 500);
    expect(imported).toBeLessThan(files / 2);
  }, 3_600_000);
});
