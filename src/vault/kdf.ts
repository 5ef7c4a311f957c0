import { wipe } from '../bytes/bytes.ts';
import { Reader } from '../bytes/reader.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import type { RandomSource } from '../crypto/random.ts';
import { stretch } from '../crypto/stretch.ts';
import { KdfParametersError } from './errors.ts';
import type { KdfCost } from './kdf-policy.ts';

/** What a slot keeps of how its passphrase becomes a secret. `salt`: 16 bytes. */
export type KdfParameters = KdfCost & { readonly salt: Uint8Array };

const saltLength = 16;
const secretLength = 32;
const ids = { argon2id: 1, 'pbkdf2-sha256': 2 } as const;

export const makeKdfParameters = (cost: KdfCost, random: RandomSource): KdfParameters => ({
  ...cost,
  salt: random(saltLength),
});

/** Canonical bytes, as they stand in the slot and in the key derivation; see the README. */
export const encodeKdfParameters = (parameters: KdfParameters): Uint8Array => {
  const writer = new Writer().u8(ids[parameters.kdf]);
  if (parameters.kdf === 'argon2id')
    writer.u32(parameters.memoryKiB).u32(parameters.iterations).u8(parameters.parallelism);
  else writer.u32(parameters.iterations);
  return writer.bytes(parameters.salt).finish();
};

/**
 * Pure; says nothing about the policy.
 * @throws KdfParametersError for a function this version does not have
 * Where the bytes do not follow the format it throws as `Reader` does.
 */
export const parseKdfParameters = (bytes: Uint8Array): KdfParameters => {
  const reader = new Reader(bytes);
  const kdf = reader.u8();
  const parameters = parseCost(kdf, reader);
  const salt = reader.bytes(saltLength).slice();
  reader.end();
  return { ...parameters, salt };
};

const parseCost = (kdf: number, reader: Reader): KdfCost => {
  if (kdf === ids.argon2id) {
    return { kdf: 'argon2id', memoryKiB: reader.u32(), iterations: reader.u32(), parallelism: reader.u8() };
  }
  if (kdf === ids['pbkdf2-sha256']) return { kdf: 'pbkdf2-sha256', iterations: reader.u32() };
  throw new KdfParametersError({ kdf });
};

/** Unicode NFKC, so that the same passphrase typed on another system gives the same bytes. The caller wipes them. */
export const encodePassphrase = (passphrase: string): Uint8Array => encodeUtf8(passphrase.normalize('NFKC'));

/**
 * 32 bytes, the caller wipes them. Takes parameters that have passed the policy.
 * @throws OutOfMemoryError where the memory Argon2id asks for cannot be had, and what ends it before its end
 */
export const deriveSecret = async (core: Core, passphrase: string, parameters: KdfParameters): Promise<Uint8Array> => {
  const password = encodePassphrase(passphrase);
  try {
    return await stretch(core, { ...parameters, password, length: secretLength });
  } finally {
    wipe(password);
  }
};
