import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import { deriveVaultKeys } from '../../../src/vault/keys.ts';
import { isRecordId, makeRecordId, maxRecordLength, openRecord, sealRecord } from '../../../src/vault/record.ts';
import { twinCore } from '../../support/twin-core.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom('record');
const vaultId = random(16);
const keys = deriveVaultKeys(twinCore, random(32), vaultId, 1);
const place = { id: makeRecordId(random), store: 'notes', schema: 1, revision: 3 };
const content = encodeUtf8('content');
const row = sealRecord(twinCore, random, keys, vaultId, place, content);

describe('a record', () => {
  it('opens in its own place', () => {
    expect(openRecord(twinCore, keys, vaultId, place, row)).toEqual(content);
  });

  it('opens in no other: id, store, schema, revision and vault are all bound', () => {
    for (const other of [
      { ...place, id: makeRecordId(random) },
      { ...place, store: 'note' },
      { ...place, store: 'notesx' },
      { ...place, schema: 2 },
      { ...place, revision: 2 },
    ]) {
      expect(() => openRecord(twinCore, keys, vaultId, other, row)).toThrow('record-damaged');
    }
    expect(() => openRecord(twinCore, keys, random(16), place, row)).toThrow('record-damaged');
    expect(() => openRecord(twinCore, keys, vaultId, place, undefined)).toThrow('record-damaged');
  });

  it('has a limit to its size', () => {
    const tooMuch = { length: maxRecordLength + 1 } as Uint8Array;
    expect(() => sealRecord(twinCore, random, keys, vaultId, place, tooMuch)).toThrow(RangeError);
  });

  it('goes by 32 lower-case hex digits', () => {
    expect(isRecordId(makeRecordId(random))).toBe(true);
    for (const wrong of ['', 'A'.repeat(32), 'a'.repeat(31), 'a'.repeat(33), `${'a'.repeat(32)}\n`, 7])
      expect(isRecordId(wrong)).toBe(false);
  });
});
