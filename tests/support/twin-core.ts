// The same interface as the WebAssembly core, made of @noble and Node's own streams: the differential twin of the tests.
import { createCipheriv } from 'node:crypto';
import { aeskw, gcm } from '@noble/ciphers/aes.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Core } from '../../src/crypto/core.ts';
import { AuthenticationError } from '../../src/crypto/errors.ts';

const authenticated = <T>(run: () => T): T => {
  try {
    return run();
  } catch {
    throw new AuthenticationError();
  }
};
const notHere = (): never => {
  throw new Error('not in the twin');
};

export const twinCore: Core = {
  aesGcmSeal: (key, nonce, aad, plaintext) => gcm(key, nonce, aad).encrypt(plaintext),
  aesGcmOpen: (key, nonce, aad, sealed) => authenticated(() => gcm(key, nonce, aad).decrypt(sealed)),
  gcmSealer: (key, nonce, aad) => {
    const cipher = createCipheriv(`aes-${key.length === 32 ? 256 : 128}-gcm`, key, nonce).setAAD(aad);
    return {
      update: (chunk) => Uint8Array.from(cipher.update(chunk)),
      finish: () => {
        cipher.final();
        return Uint8Array.from(cipher.getAuthTag());
      },
    };
  },
  gcmOpener: notHere,
  aesOcbSeal: notHere,
  aesOcbOpen: notHere,
  aesKwWrap: (kek, key) => aeskw(kek).encrypt(key),
  aesKwUnwrap: (kek, wrapped) => authenticated(() => aeskw(kek).decrypt(wrapped)),
  sha256: (data) => sha256(data),
  hmacSha256: (key, data) => hmac(sha256, key, data),
  hkdfSha256: (ikm, salt, info, length) => hkdf(sha256, ikm, salt, info, length),
  pbkdf2Sha256: (password, salt, iterations, length) =>
    pbkdf2(sha256, password, salt, { c: iterations, dkLen: length }),
  argon2id: ({ password, salt, memoryKiB, iterations, parallelism, length, secret, associatedData }) =>
    argon2id(password, salt, {
      m: memoryKiB,
      t: iterations,
      p: parallelism,
      dkLen: length,
      version: 0x13,
      ...(secret ? { key: secret } : {}),
      ...(associatedData ? { personalization: associatedData } : {}),
    }),
  wipe: () => undefined,
};
