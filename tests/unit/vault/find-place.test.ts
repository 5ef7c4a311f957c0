import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import { randomBytes } from '../../../src/crypto/random.ts';
import { findPlace } from '../../../src/vault/find-place.ts';
import { deriveVaultKeys, type VaultKeys } from '../../../src/vault/keys.ts';
import { sealRecord } from '../../../src/vault/record.ts';
import { twinCore } from '../../support/twin-core.ts';

const vaultId = randomBytes(16);
const id = 'a5'.repeat(16);
const content = encodeUtf8('what stands in it');
const keysOf = (epoch: number): VaultKeys => deriveVaultKeys(twinCore, randomBytes(32), vaultId, epoch);
const [first, second] = [keysOf(1), keysOf(2)];
const changing: VaultKeys = { ...second, previousRecordWrap: first.recordWrap };
const known = Array.from({ length: 20 }, (_, n) => ({ name: 'x'.repeat(n + 1), schema: 2 }));

const find = (keys: VaultKeys, row: unknown) => findPlace(() => ({ core: twinCore, keys, vaultId }), id, row, known);
const seal = (keys: VaultKeys, store: string, revision: number, schema = 1): Uint8Array =>
  sealRecord(twinCore, randomBytes, keys, vaultId, { id, store, schema, revision }, content);

describe('a row that nothing names', () => {
  it('is found whatever its store, schema and revision', async () => {
    for (const [index, { name: store }] of known.entries()) {
      const revision = [1, 2, 4097, 65_536, 2 ** 31 + index, 2 ** 32 - 1 - index][index % 6]!;
      for (const schema of [1, 2])
        expect(await find(first, seal(first, store, revision, schema))).toEqual({
          place: { id, store, schema, revision },
          value: content,
        });
    }
  });

  it('is found under either key while the vault key is changed', async () => {
    for (const keys of [first, second])
      expect(await find(changing, seal(keys, 'xx', 7))).toMatchObject({ place: { store: 'xx', revision: 7 } });
  });

  it('is unknown where it is of this vault, and foreign where it is not', async () => {
    const row = seal(first, 'xx', 7);
    const [changedBody, changedWrap] = [row.slice(), row.slice()];
    changedBody[60]! ^= 1;
    changedWrap[9]! ^= 1;
    expect(await find(first, seal(first, 'another', 7, 3))).toBe('unknown');
    expect(await find(first, changedBody)).toBe('unknown');
    for (const other of [changedWrap, seal(second, 'xx', 7), new Uint8Array(9), 'text', undefined])
      expect(await find(first, other)).toBe('foreign');
  });
});
