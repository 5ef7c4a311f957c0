import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Core } from '../../../src/crypto/core.ts';
import { isBox, openBox, paddedLength, sealBox, tagOf } from '../../../src/vault/sealed-box.ts';
import { twinCore } from '../../support/twin-core.ts';
import { seededRandom } from './seeded-random.ts';

const random = seededRandom('box');
const wrapKey = random(32);
const aad = random(20);

describe('a sealed box', () => {
  it('gives back content of any length, and only under its own key and AAD', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (content) => {
        const box = sealBox(twinCore, random, wrapKey, aad, content);
        expect(openBox(twinCore, wrapKey, aad, box)).toEqual(Uint8Array.from(content));
        expect(() => openBox(twinCore, random(32), aad, box)).toThrow('authentication-failed');
        expect(() => openBox(twinCore, wrapKey, random(20), box)).toThrow('authentication-failed');
      }),
      { numRuns: 40 },
    );
  });

  it('is 40 bytes of wrapped DEK, 12 of nonce, the padded content and 16 of tag', () => {
    const box = sealBox(twinCore, random, wrapKey, aad, new Uint8Array(5));
    expect(box).toHaveLength(40 + 12 + 256 + 16);
    const dek = twinCore.aesKwUnwrap(wrapKey, box.slice(0, 40));
    const padded = twinCore.aesGcmOpen(dek, box.slice(40, 52), aad, box.slice(52));
    expect([...padded.slice(0, 9)]).toEqual([0, 0, 0, 5, 0, 0, 0, 0, 0]);
    expect(tagOf(box)).toEqual(box.slice(-16));
  });

  it('has the same length for all content up to 252 bytes, and a Padmé length beyond', () => {
    expect([0, 1, 252, 253, 1000, 100_000].map(paddedLength)).toEqual([256, 256, 256, 272, 1024, 100_352]);
  });

  it('refuses what is too short to be one, and what is no bytes', () => {
    const box = sealBox(twinCore, random, wrapKey, aad, new Uint8Array(5));
    for (const length of [0, 1, 39, 40, 52, 68, box.length - 1]) {
      expect(() => openBox(twinCore, wrapKey, aad, box.slice(0, length))).toThrow('authentication-failed');
      expect(isBox(box.slice(0, length))).toBe(false);
    }
    expect(isBox('text')).toBe(false);
  });

  it('refuses padding that is not that of its content, even sealed under the right key', () => {
    const forge = (plaintext: Uint8Array): Uint8Array => {
      const [dek, nonce] = [random(32), random(12)];
      return Uint8Array.of(
        ...twinCore.aesKwWrap(wrapKey, dek),
        ...nonce,
        ...twinCore.aesGcmSeal(dek, nonce, aad, plaintext),
      );
    };
    const plaintext = new Uint8Array(256);
    expect(openBox(twinCore, wrapKey, aad, forge(plaintext))).toEqual(new Uint8Array(0));
    new DataView(plaintext.buffer).setUint32(0, 253);
    expect(() => openBox(twinCore, wrapKey, aad, forge(plaintext))).toThrow('authentication-failed');
    expect(() => openBox(twinCore, wrapKey, aad, forge(new Uint8Array(272)))).toThrow('authentication-failed');
  });

  it('takes a DEK and a nonce of its own each time, and wipes DEK and padded plaintext', () => {
    const seen: { dek: Uint8Array; copy: string; plaintext: Uint8Array }[] = [];
    const core: Core = {
      ...twinCore,
      aesGcmSeal: (dek, nonce, data, plaintext) => {
        seen.push({ dek, copy: `${dek}|${nonce}`, plaintext });
        return twinCore.aesGcmSeal(dek, nonce, data, plaintext);
      },
    };
    for (let n = 0; n < 50; n++) sealBox(core, random, wrapKey, aad, Uint8Array.of(1, 2, 3));
    expect(new Set(seen.map(({ copy }) => copy)).size).toBe(50);
    for (const { dek, plaintext } of seen) {
      expect(dek).toEqual(new Uint8Array(32));
      expect(plaintext).toEqual(new Uint8Array(256));
    }
  });

  it('wipes what it opened on the way', () => {
    const seen: Uint8Array[] = [];
    const keep = (bytes: Uint8Array): Uint8Array => {
      seen.push(bytes);
      return bytes;
    };
    const core: Core = {
      ...twinCore,
      aesKwUnwrap: (...values) => keep(twinCore.aesKwUnwrap(...values)),
      aesGcmOpen: (...values) => keep(twinCore.aesGcmOpen(...values)),
    };
    expect(openBox(core, wrapKey, aad, sealBox(twinCore, random, wrapKey, aad, Uint8Array.of(7)))).toEqual(
      Uint8Array.of(7),
    );
    expect(seen).toEqual([new Uint8Array(32), new Uint8Array(256)]);
  });
});
