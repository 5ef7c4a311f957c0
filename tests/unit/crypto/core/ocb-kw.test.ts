import { type CipherOCBTypes, createCipheriv } from 'node:crypto';
import { aeskw } from '@noble/ciphers/aes.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AuthenticationError } from '../../../../src/crypto/index.ts';
import { coreBuilds, loadTestCore } from '../../../support/core.ts';
import { aesKey, awkwardLengths, flipped, hex, pattern, view } from './support.ts';

function nodeSeal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): string {
  const name: CipherOCBTypes = key.length === 16 ? 'aes-128-ocb' : 'aes-256-ocb';
  const cipher = createCipheriv(name, key, nonce, { authTagLength: 16 });
  cipher.setAAD(aad, { plaintextLength: plaintext.length });
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]).toString('hex');
}

describe.each(coreBuilds)('AES-OCB of %s', async (build) => {
  const core = await loadTestCore(build);

  it('gives what OpenSSL gives, at every awkward length of text and of additional data', () => {
    for (const length of awkwardLengths) {
      const [key, nonce, text] = [pattern(32, length + 1), pattern(15, length + 2), pattern(length, length + 3)];
      const short = pattern(length % 37, length + 4);
      const sealed = core.aesOcbSeal(key, nonce, short, text);
      expect(hex(sealed) === nodeSeal(key, nonce, short, text), `text of ${length}`).toBe(true);
      expect(hex(core.aesOcbOpen(key, nonce, short, sealed)) === hex(text), `opening ${length}`).toBe(true);
      const bound = core.aesOcbSeal(key, nonce, text, short);
      expect(hex(bound) === nodeSeal(key, nonce, text, short), `additional data of ${length}`).toBe(true);
    }
  });

  it('agrees with OpenSSL for nonces of every length and all values of their last six bits', () => {
    for (let length = 1; length <= 15; length++) {
      for (let last = 0; last < 64; last++) {
        const nonce = pattern(length, last);
        nonce[length - 1] = last | 0x80;
        const sealed = core.aesOcbSeal(pattern(16), nonce, new Uint8Array(0), pattern(20));
        expect(hex(sealed)).toBe(nodeSeal(pattern(16), nonce, new Uint8Array(0), pattern(20)));
      }
    }
  });

  it('agrees with OpenSSL on random inputs at random offsets', () => {
    fc.assert(
      fc.property(aesKey, view(15, 1), view(300), view(2000), (key, nonce, aad, text) => {
        const sealed = core.aesOcbSeal(key, nonce, aad, text);
        expect(hex(sealed)).toBe(nodeSeal(key, nonce, aad, text));
        expect(hex(core.aesOcbOpen(key, nonce, aad, sealed))).toBe(hex(text));
      }),
      { numRuns: 150 },
    );
  });

  it('rejects every single flipped bit of nonce, additional data, ciphertext and tag', () => {
    const [key, nonce, aad, text] = [pattern(32, 5), pattern(15, 6), pattern(21, 7), pattern(150, 8)];
    const sealed = core.aesOcbSeal(key, nonce, aad, text);
    const refused = (run: () => Uint8Array) => expect(run).toThrow(AuthenticationError);
    for (let bit = 0; bit < nonce.length * 8; bit++)
      refused(() => core.aesOcbOpen(key, flipped(nonce, bit), aad, sealed));
    for (let bit = 0; bit < aad.length * 8; bit++)
      refused(() => core.aesOcbOpen(key, nonce, flipped(aad, bit), sealed));
    for (let bit = 0; bit < sealed.length * 8; bit++)
      refused(() => core.aesOcbOpen(key, nonce, aad, flipped(sealed, bit)));
    for (let length = 0; length < sealed.length; length++) {
      refused(() => core.aesOcbOpen(key, nonce, aad, sealed.subarray(0, length)));
    }
  });

  it('refuses nonces and keys outside RFC 7253 with the figure', () => {
    const none = new Uint8Array(0);
    for (const length of [0, 16, 17]) {
      expect(() => core.aesOcbSeal(pattern(16), pattern(length), none, none)).toThrow(RangeError);
      expect(() => core.aesOcbOpen(pattern(16), pattern(length), none, pattern(16))).toThrow(String(length));
    }
    expect(() => core.aesOcbSeal(pattern(24), pattern(15), none, none)).toThrow(RangeError);
  });
});

describe.each(coreBuilds)('AES key wrap of %s', async (build) => {
  const core = await loadTestCore(build);

  it('agrees with @noble/ciphers for keys of every length', () => {
    const blocks = fc.integer({ min: 2, max: 40 }).chain((n) => view(n * 8, n * 8));
    fc.assert(
      fc.property(aesKey, blocks, (kek, key) => {
        const wrapped = core.aesKwWrap(kek, key);
        expect(hex(wrapped)).toBe(hex(aeskw(kek).encrypt(key)));
        expect(hex(core.aesKwUnwrap(kek, wrapped))).toBe(hex(key));
      }),
    );
  });

  it('wraps the longest key that fits', () => {
    const key = pattern(65_528);
    expect(hex(core.aesKwUnwrap(pattern(32), core.aesKwWrap(pattern(32), key))) === hex(key)).toBe(true);
    expect(() => core.aesKwWrap(pattern(32), pattern(65_536))).toThrow(RangeError);
  });

  it('rejects every single flipped bit and every other length', () => {
    const [kek, key] = [pattern(32, 1), pattern(32, 2)];
    const wrapped = core.aesKwWrap(kek, key);
    for (let bit = 0; bit < wrapped.length * 8; bit++) {
      expect(() => core.aesKwUnwrap(kek, flipped(wrapped, bit))).toThrow(AuthenticationError);
    }
    for (let length = 0; length < wrapped.length; length++) {
      expect(() => core.aesKwUnwrap(kek, wrapped.subarray(0, length))).toThrow(AuthenticationError);
    }
    expect(() => core.aesKwUnwrap(kek, new Uint8Array(70_000))).toThrow(AuthenticationError);
  });

  it('refuses to wrap what RFC 3394 cannot hold', () => {
    for (const length of [0, 8, 15, 17, 20, 33])
      expect(() => core.aesKwWrap(pattern(32), pattern(length))).toThrow(RangeError);
    expect(() => core.aesKwWrap(pattern(24), pattern(32))).toThrow(RangeError);
    expect(() => core.aesKwUnwrap(pattern(33), pattern(40))).toThrow(RangeError);
  });
});
