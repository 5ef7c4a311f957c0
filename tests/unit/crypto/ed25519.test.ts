import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { makeEd25519KeyPair, signEd25519, verifyEd25519 } from '../../../src/crypto/ed25519.ts';

const VECTORS = [
  [
    'TEST 1',
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    'TEST 2',
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'TEST 3',
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const;

describe('Ed25519', () => {
  it.each(VECTORS)('signs as RFC 8032 §7.1 says: %s', async (_, seed, publicKey, message, signature) => {
    expect(encodeHex(await signEd25519(decodeHex(seed), decodeHex(message)))).toBe(signature);
    expect(await verifyEd25519(decodeHex(publicKey), decodeHex(signature), decodeHex(message))).toBe(true);
  });

  it('makes keys whose seed belongs to the public key', async () => {
    const { publicKey, privateKey } = await makeEd25519KeyPair();
    expect(encodeHex(ed25519.getPublicKey(privateKey))).toBe(encodeHex(publicKey));
  });

  it('signs what @noble verifies, and verifies what @noble signs', async () => {
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
    await fc.assert(
      fc.asyncProperty(seed, fc.uint8Array(), async (own, message) => {
        const publicKey = ed25519.getPublicKey(own);
        expect(ed25519.verify(await signEd25519(own, message), message, publicKey)).toBe(true);
        expect(await verifyEd25519(publicKey, ed25519.sign(message, own), message)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a signature, a message or a key with any one bit changed', async () => {
    const { publicKey, privateKey } = await makeEd25519KeyPair();
    const message = Uint8Array.of(1, 2, 3);
    const signature = await signEd25519(privateKey, message);
    const flip = (bytes: Uint8Array, bit: number): Uint8Array =>
      bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    for (let bit = 0; bit < 512; bit++)
      expect(await verifyEd25519(publicKey, flip(signature, bit), message)).toBe(false);
    for (let bit = 0; bit < 24; bit++)
      expect(await verifyEd25519(publicKey, signature, flip(message, bit))).toBe(false);
    for (let bit = 0; bit < 256; bit++)
      expect(await verifyEd25519(flip(publicKey, bit), signature, message)).toBe(false);
  });

  it('takes what is no key and what is no signature for a failed verification', async () => {
    const { publicKey } = await makeEd25519KeyPair();
    expect(await verifyEd25519(publicKey.subarray(1), new Uint8Array(64), publicKey)).toBe(false);
    expect(await verifyEd25519(publicKey, new Uint8Array(63), publicKey)).toBe(false);
    expect(await verifyEd25519(new Uint8Array(32).fill(255), new Uint8Array(64), publicKey)).toBe(false);
  });
});
