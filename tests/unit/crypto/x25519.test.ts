import { x25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { isLowOrder } from '../../../src/crypto/low-order.ts';
import {
  deriveX25519PublicKey,
  deriveX25519Secret,
  importX25519PrivateKey,
  makeX25519KeyPair,
} from '../../../src/crypto/x25519.ts';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const failed = expect.objectContaining({ code: 'key-agreement-failed' });
const LOW_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000080',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

describe('X25519', () => {
  it.each([
    [
      'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4',
      'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
      'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
    ],
    [
      '4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d',
      'e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493',
      '95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957',
    ],
  ])('gives the output of RFC 7748 §5.2 for the scalar %s', async (scalar, point, output) => {
    expect(encodeHex(await deriveX25519Secret(decodeHex(scalar), decodeHex(point)))).toBe(output);
  });

  it('gives the outputs of the iteration of RFC 7748 §5.2 after one and a thousand rounds', async () => {
    let scalar = decodeHex('0900000000000000000000000000000000000000000000000000000000000000');
    let point = scalar;
    for (let round = 1; round <= 1000; round++) {
      [scalar, point] = [await deriveX25519Secret(scalar, point), scalar];
      if (round === 1) {
        expect(encodeHex(scalar)).toBe('422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079');
      }
    }
    expect(encodeHex(scalar)).toBe('684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51');
  });

  it('agrees on the secret of RFC 7748 §6.1', async () => {
    const alice = decodeHex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a');
    const bob = decodeHex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb');
    const alicePublic = await deriveX25519PublicKey(alice);
    const bobPublic = await deriveX25519PublicKey(bob);
    expect(encodeHex(alicePublic)).toBe('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a');
    expect(encodeHex(bobPublic)).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
    const secret = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742';
    expect(encodeHex(await deriveX25519Secret(alice, bobPublic))).toBe(secret);
    expect(encodeHex(await deriveX25519Secret(bob, alicePublic))).toBe(secret);
  });

  it('does what @noble does', async () => {
    await fc.assert(
      fc.asyncProperty(key, key, async (own, peer) => {
        expect(encodeHex(await deriveX25519PublicKey(own))).toBe(encodeHex(x25519.getPublicKey(own)));
        const publicKey = x25519.getPublicKey(peer);
        const secret = encodeHex(x25519.getSharedSecret(own, publicKey));
        expect(encodeHex(await deriveX25519Secret(own, publicKey))).toBe(secret);
        expect(encodeHex(await deriveX25519Secret(await importX25519PrivateKey(own), publicKey))).toBe(secret);
      }),
    );
  });

  it.each(LOW_ORDER)('refuses the public key %s, with which no secret can be agreed', async (point) => {
    const { privateKey } = await makeX25519KeyPair();
    await expect(deriveX25519Secret(privateKey, decodeHex(point))).rejects.toThrow(failed);
    expect(isLowOrder(decodeHex(point))).toBe(true);
  });

  it('takes ordinary public keys for ordinary', async () => {
    for (let i = 0; i < 20; i++) expect(isLowOrder((await makeX25519KeyPair()).publicKey)).toBe(false);
  });

  it('refuses keys of another length', async () => {
    const { privateKey, publicKey } = await makeX25519KeyPair();
    await expect(deriveX25519Secret(privateKey, publicKey.subarray(1))).rejects.toThrow(failed);
    await expect(deriveX25519Secret(privateKey.subarray(1), publicKey)).rejects.toThrow(RangeError);
  });

  it('imports private keys so that WebCrypto does not give them out again', async () => {
    const imported = await importX25519PrivateKey(new Uint8Array(32).fill(7));
    expect(imported.extractable).toBe(false);
    expect(imported.usages).toEqual(['deriveBits']);
  });
});
