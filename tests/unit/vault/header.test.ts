import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeHex } from '../../../src/bytes/hex.ts';
import { authenticateHeader, parseHeader, sealHeader } from '../../../src/vault/header.ts';
import { makeKdfParameters } from '../../../src/vault/kdf.ts';
import { sealSlot } from '../../../src/vault/slot-keys.ts';
import { twinCore } from '../../support/twin-core.ts';
import { seededRandom } from './seeded-random.ts';
import { testCost } from './support.ts';

const random = seededRandom('header');
const context = { vaultId: random(16), epoch: 5 };
const draft = { type: 'password' as const, id: random(16), parameters: makeKdfParameters(testCost, random) };
const slot = sealSlot(twinCore, context, draft, random(32), random(32));
const opaque = { type: 'opaque', code: 9, body: random(9) } as const;
const key = random(32);
const bytes = sealHeader(twinCore, { ...context, slots: [slot, opaque] }, key);

describe('the header', () => {
  it('begins with format, vault id, epoch, no earlier key and the number of slots', () => {
    expect(encodeHex(bytes).startsWith(`0003${encodeHex(context.vaultId)}000000050002`)).toBe(true);
  });

  it('is read back as it was written, slots of unknown types included', () => {
    expect(parseHeader(bytes)).toEqual({ ...context, format: 3, notes: [], slots: [slot, opaque], bytes });
    const rewritten = sealHeader(twinCore, parseHeader(bytes), key);
    expect(rewritten).toEqual(bytes);
  });

  it('is authentic under its own key alone', () => {
    expect(() => authenticateHeader(twinCore, parseHeader(bytes), key)).not.toThrow();
    expect(() => authenticateHeader(twinCore, parseHeader(bytes), random(32))).toThrow('vault-damaged');
  });

  it('of a later format says so, whatever else is in it', () => {
    expect(() => parseHeader(Uint8Array.of(0, 4, 1, 2, 3))).toThrow('newer-version');
    expect(() => parseHeader(Uint8Array.of(0, 0, ...bytes.slice(2)))).toThrow('vault-damaged');
  });

  it('throws an error with a code for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(bytes.length - 1), (junk, at) => {
        const spliced = bytes.slice();
        spliced.set(junk.subarray(0, bytes.length - at), at);
        for (const input of [junk, spliced, spliced.slice(0, at)]) {
          try {
            parseHeader(input);
          } catch (error) {
            expect((error as { code: string }).code).toMatch(/^(vault-damaged|newer-version|kdf-parameters)$/);
          }
        }
      }),
    );
  });
});
