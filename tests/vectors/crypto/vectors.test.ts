import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/crypto/engine.ts';
import { coreBuilds, loadOpenCore } from '../../support/core.ts';
import blocks from './aes-blocks.json';
import gcm from './aes-gcm.json';
import kw from './aes-kw.json';
import ocb from './aes-ocb.json';
import argon2id from './argon2id.json';
import blake2b from './blake2b.json';
import hkdf from './hkdf-sha-256.json';
import hmac from './hmac-sha-256.json';
import pbkdf2 from './pbkdf2-sha-256.json';
import sha256 from './sha-256.json';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data: Uint8Array) => Buffer.from(data).toString('hex');

/** The bare cipher over up to eight blocks, through the module's own entry. */
function cipher(engine: Engine, entry: 'aesEncrypt8' | 'aesDecrypt8', key: string, input: string): string {
  engine.putKey(bytes(key));
  engine.put(bytes(input));
  engine.wasm[entry](key.length / 2);
  const output = hex(engine.take(0, input.length / 2));
  engine.finish();
  return output;
}

const xor = (a: string, b: string) => hex(bytes(a).map((byte, i) => byte ^ bytes(b)[i]!));

describe.each(coreBuilds)('%s', async (build) => {
  const { core, engine } = await loadOpenCore(build);

  it.each(blocks.vectors)('enciphers and deciphers as $source says', ({ key, plaintext, ciphertext }) => {
    expect(cipher(engine, 'aesEncrypt8', key, plaintext)).toBe(ciphertext);
    expect(cipher(engine, 'aesDecrypt8', key, ciphertext)).toBe(plaintext);
  });

  it.each(blocks.counterMode)('makes the keystream of $source', ({ key, counters, plaintext, ciphertext }) => {
    expect(xor(cipher(engine, 'aesEncrypt8', key, counters.join('')), plaintext)).toBe(ciphertext);
  });

  it.each(gcm.vectors)('seals and opens with GCM as in $source', (v) => {
    const key = bytes(v.key);
    const sealed = core.aesGcmSeal(key, bytes(v.nonce), bytes(v.aad), bytes(v.plaintext));
    expect(hex(sealed)).toBe(v.ciphertext + v.tag);
    expect(hex(core.aesGcmOpen(key, bytes(v.nonce), bytes(v.aad), sealed))).toBe(v.plaintext);
  });

  it.each(ocb.vectors)('seals and opens with OCB as in $source, nonce $nonce', (v) => {
    const sealed = core.aesOcbSeal(bytes(v.key), bytes(v.nonce), bytes(v.aad), bytes(v.plaintext));
    expect(hex(sealed)).toBe(v.sealed);
    expect(hex(core.aesOcbOpen(bytes(v.key), bytes(v.nonce), bytes(v.aad), sealed))).toBe(v.plaintext);
  });

  it.each(ocb.iterated)('passes the iterated test of $source', ({ keyBytes, output }) => {
    const key = new Uint8Array(keyBytes);
    key[keyBytes - 1] = 128;
    const nonce = (n: number) => {
      const block = new Uint8Array(12);
      new DataView(block.buffer).setUint32(8, n);
      return block;
    };
    const parts: Uint8Array[] = [];
    const none = new Uint8Array(0);
    for (let i = 0; i < 128; i++) {
      const s = new Uint8Array(i);
      parts.push(core.aesOcbSeal(key, nonce(3 * i + 1), s, s));
      parts.push(core.aesOcbSeal(key, nonce(3 * i + 2), none, s));
      parts.push(core.aesOcbSeal(key, nonce(3 * i + 3), s, none));
    }
    expect(hex(core.aesOcbSeal(key, nonce(385), Uint8Array.from(Buffer.concat(parts)), none))).toBe(output);
  });

  it.each(kw.vectors)('wraps and unwraps keys as in $source', ({ kek, key, wrapped }) => {
    expect(hex(core.aesKwWrap(bytes(kek), bytes(key)))).toBe(wrapped);
    expect(hex(core.aesKwUnwrap(bytes(kek), bytes(wrapped)))).toBe(key);
  });

  it.each(sha256.vectors)('hashes with SHA-256 as in $source', ({ data, digest }) => {
    expect(hex(core.sha256(bytes(data)))).toBe(digest);
  });

  it('hashes a million times the letter a as the examples of FIPS 180-4 say', () => {
    expect(hex(core.sha256(new Uint8Array(1_000_000).fill(0x61)))).toBe(sha256.millionA);
  });

  it.each(hmac.vectors)('authenticates with HMAC-SHA-256 as in $source', ({ key, data, mac }) => {
    expect(hex(core.hmacSha256(bytes(key), bytes(data))).slice(0, mac.length)).toBe(mac);
  });

  it.each(hkdf.vectors)('derives with HKDF as in $source', ({ ikm, salt, info, okm }) => {
    expect(hex(core.hkdfSha256(bytes(ikm), bytes(salt), bytes(info), okm.length / 2))).toBe(okm);
  });

  it.each(pbkdf2.vectors)('derives with PBKDF2 as in $source, $iterations iterations', (v) => {
    const key = core.pbkdf2Sha256(bytes(v.password), bytes(v.salt), v.iterations, v.key.length / 2);
    expect(hex(key)).toBe(v.key);
  });

  it.each(blake2b.vectors)('hashes with BLAKE2b as in $source', ({ data, digest }) => {
    engine.wasm.blake2bStart(digest.length / 2);
    engine.feed(bytes(data), engine.wasm.blake2bUpdate);
    engine.wasm.blake2bFinish();
    expect(hex(engine.takeDigest(digest.length / 2))).toBe(digest);
    engine.finish();
  });

  it.each(argon2id.vectors)('derives with Argon2id as in $source, $memoryKiB KiB, $parallelism lanes', (v) => {
    const { memoryKiB, iterations, parallelism } = v;
    const length = v.key.length / 2;
    const inputs = { password: bytes(v.password), salt: bytes(v.salt), secret: bytes(v.secret) };
    const associatedData = bytes(v.associatedData);
    const key = core.argon2id({ ...inputs, associatedData, memoryKiB, iterations, parallelism, length });
    expect(hex(key)).toBe(v.key);
  });
});
