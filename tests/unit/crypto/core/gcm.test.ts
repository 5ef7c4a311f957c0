import { createCipheriv } from 'node:crypto';
import { gcm as nobleGcm } from '@noble/ciphers/aes.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GCM_MAX_BYTES, requireGcmLength } from '../../../../src/crypto/checks.ts';
import { AuthenticationError } from '../../../../src/crypto/index.ts';
import { coreBuilds, loadTestCore } from '../../../support/core.ts';
import { aesKey, awkwardLengths, flipped, hex, pattern, view } from './support.ts';

function nodeSeal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): string {
  const cipher = createCipheriv(key.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm', key, nonce);
  cipher.setAAD(aad);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]).toString('hex');
}

describe.each(coreBuilds)('AES-GCM of %s', async (build) => {
  const core = await loadTestCore(build);

  it('gives what OpenSSL gives, at every awkward length of text and of additional data', () => {
    for (const keyBytes of [16, 32]) {
      for (const length of awkwardLengths) {
        const key = pattern(keyBytes, length + 1);
        const nonce = pattern(12, length + 2);
        const text = pattern(length, length + 3);
        const short = pattern(length % 37, length + 4);
        const sealed = core.aesGcmSeal(key, nonce, short, text);
        expect(hex(sealed) === nodeSeal(key, nonce, short, text), `text of ${length}`).toBe(true);
        expect(hex(core.aesGcmOpen(key, nonce, short, sealed)) === hex(text), `opening ${length}`).toBe(true);
        const bound = core.aesGcmSeal(key, nonce, text, short);
        expect(hex(bound) === nodeSeal(key, nonce, text, short), `additional data of ${length}`).toBe(true);
      }
    }
  });

  it('agrees with @noble/ciphers on random inputs at random offsets', () => {
    fc.assert(
      fc.property(aesKey, view(12, 12), view(300), view(3000), (key, nonce, aad, text) => {
        const sealed = core.aesGcmSeal(key, nonce, aad, text);
        expect(hex(sealed)).toBe(hex(nobleGcm(key, nonce, aad).encrypt(text)));
        expect(hex(core.aesGcmOpen(key, nonce, aad, sealed))).toBe(hex(text));
      }),
      { numRuns: 200 },
    );
  });

  it('takes arguments that overlap in one buffer', () => {
    const offset = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(view(200, 200), offset, offset, offset, offset, (all, a, b, c, d) => {
        const before = hex(all);
        const parts = [
          all.subarray(a, a + 32),
          all.subarray(b, b + 12),
          all.subarray(c, c + 50),
          all.subarray(d),
        ] as const;
        expect(hex(core.aesGcmSeal(...parts))).toBe(nodeSeal(...parts));
        expect(hex(all)).toBe(before);
      }),
    );
  });

  it('rejects every single flipped bit of key, nonce, additional data, ciphertext and tag', () => {
    const [key, nonce, aad, text] = [pattern(32, 5), pattern(12, 6), pattern(21, 7), pattern(150, 8)];
    const sealed = core.aesGcmSeal(key, nonce, aad, text);
    const refused = (run: () => Uint8Array) => expect(run).toThrow(AuthenticationError);
    for (let bit = 0; bit < key.length * 8; bit++)
      refused(() => core.aesGcmOpen(flipped(key, bit), nonce, aad, sealed));
    for (let bit = 0; bit < nonce.length * 8; bit++)
      refused(() => core.aesGcmOpen(key, flipped(nonce, bit), aad, sealed));
    for (let bit = 0; bit < aad.length * 8; bit++)
      refused(() => core.aesGcmOpen(key, nonce, flipped(aad, bit), sealed));
    for (let bit = 0; bit < sealed.length * 8; bit++)
      refused(() => core.aesGcmOpen(key, nonce, aad, flipped(sealed, bit)));
    expect(hex(core.aesGcmOpen(key, nonce, aad, sealed))).toBe(hex(text));
  });

  it('rejects a bulk message with one flipped bit anywhere', () => {
    const [key, nonce, aad] = [pattern(32, 5), pattern(12, 6), pattern(5000, 7)];
    const sealed = core.aesGcmSeal(key, nonce, aad, pattern(140_000, 8));
    const bits = fc.integer({ min: 0, max: sealed.length * 8 - 1 });
    const check = (bit: number) => {
      expect(() => core.aesGcmOpen(key, nonce, aad, flipped(sealed, bit))).toThrow(AuthenticationError);
    };
    fc.assert(fc.property(bits, check), { numRuns: 60 });
  });

  it('rejects additional data moved into the text, and every shortened message', () => {
    const [key, nonce, text] = [pattern(16, 1), pattern(12, 2), pattern(64, 3)];
    const sealed = core.aesGcmSeal(key, nonce, pattern(16, 4), text);
    for (let length = 0; length < sealed.length; length++) {
      expect(() => core.aesGcmOpen(key, nonce, pattern(16, 4), sealed.subarray(0, length))).toThrow(
        AuthenticationError,
      );
    }
    expect(() => core.aesGcmOpen(key, nonce, new Uint8Array(0), sealed)).toThrow(AuthenticationError);
  });

  it('refuses keys and nonces of any other length with the figure', () => {
    const none = new Uint8Array(0);
    for (const length of [0, 1, 15, 17, 24, 31, 33, 64]) {
      const message = `an AES key must be 16 or 32 bytes, not ${length}`;
      expect(() => core.aesGcmSeal(pattern(length), pattern(12), none, none)).toThrow(new RangeError(message));
      expect(() => core.aesGcmOpen(pattern(length), pattern(12), none, pattern(16))).toThrow(new RangeError(message));
    }
    for (const length of [0, 1, 8, 11, 13, 16, 100]) {
      const message = `a GCM nonce must be 12 bytes, not ${length}`;
      expect(() => core.aesGcmSeal(pattern(16), pattern(length), none, none)).toThrow(new RangeError(message));
      expect(() => core.aesGcmOpen(pattern(16), pattern(length), none, pattern(16))).toThrow(new RangeError(message));
    }
  });
});

describe('the limit of SP 800-38D on one message', () => {
  it('is 2^36 − 32 bytes', () => {
    expect(() => requireGcmLength(GCM_MAX_BYTES)).not.toThrow();
    expect(() => requireGcmLength(GCM_MAX_BYTES + 1)).toThrow(RangeError);
    expect(GCM_MAX_BYTES).toBe(68_719_476_704);
  });
});
