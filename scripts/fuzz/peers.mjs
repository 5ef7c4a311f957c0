// The same operations by node:crypto, which is OpenSSL.
import { argon2Sync, createCipheriv, createHash, createHmac, hkdfSync, pbkdf2Sync } from 'node:crypto';

function seal(name, key, nonce, aad, plaintext) {
  const cipher = createCipheriv(name, key, nonce, { authTagLength: 16 });
  cipher.setAAD(aad);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

export const peers = {
  gcm: (key, nonce, aad, plaintext) => seal(`aes-${8 * key.length}-gcm`, key, nonce, aad, plaintext),
  ocb: (key, nonce, aad, plaintext) => seal(`aes-${8 * key.length}-ocb`, key, nonce, aad, plaintext),
  wrap: (kek, key) => {
    const cipher = createCipheriv(`id-aes${8 * kek.length}-wrap`, kek, Buffer.alloc(8, 0xa6));
    return Buffer.concat([cipher.update(key), cipher.final()]);
  },
  sha256: (data) => createHash('sha256').update(data).digest(),
  hmac: (key, data) => createHmac('sha256', key).update(data).digest(),
  hkdf: (ikm, salt, info, length) => Buffer.from(hkdfSync('sha256', ikm, salt, info, length)),
  pbkdf2: (password, salt, iterations, length) => pbkdf2Sync(password, salt, iterations, length, 'sha256'),
  argon2id: ({ password, salt, memoryKiB, iterations, parallelism, length, secret, associatedData }) =>
    argon2Sync('argon2id', {
      ...{ message: password, nonce: salt, parallelism, tagLength: length, memory: memoryKiB, passes: iterations },
      ...(secret ? { secret } : {}),
      ...(associatedData ? { associatedData } : {}),
    }),
};
