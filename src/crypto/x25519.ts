import { equal, wipe } from '../bytes/bytes.ts';
import { requireKey } from './checks.ts';
import { KeyAgreementError } from './key-error.ts';
import { wrapPkcs8 } from './pkcs8.ts';
import { type RandomSource, randomBytes } from './random.ts';

/** 32 raw bytes, or the same imported by `importX25519PrivateKey`. */
export type X25519PrivateKey = Uint8Array | CryptoKey;

export interface X25519KeyPair {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly privateKey: X25519PrivateKey;
}

export interface RawX25519KeyPair extends X25519KeyPair {
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

const ALGORITHM = 'X25519';
const BASE_POINT = Uint8Array.of(9, ...new Uint8Array(31));

/** Takes 32 raw bytes into WebCrypto, not to be exported again. Throws `WipedKeyError` where they are zeros. */
export async function importX25519PrivateKey(privateKey: X25519PrivateKey): Promise<CryptoKey> {
  if (privateKey instanceof CryptoKey) return privateKey;
  requireKey(privateKey);
  const pkcs8 = wrapPkcs8(ALGORITHM, privateKey);
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['deriveBits']);
  } finally {
    wipe(pkcs8);
  }
}

/** Throws `KeyAgreementError` where it is not 32 bytes. */
export async function importX25519PublicKey(publicKey: Uint8Array): Promise<CryptoKey> {
  if (publicKey.length !== 32) throw new KeyAgreementError();
  return await crypto.subtle.importKey('raw', new Uint8Array(publicKey), ALGORITHM, true, []);
}

/**
 * X25519 (RFC 7748 §6.1), 32 bytes that the caller wipes.
 * Throws `KeyAgreementError` on a public key of low order, for which the result would be all zeros.
 */
export async function deriveX25519Secret(
  privateKey: X25519PrivateKey,
  publicKey: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const [own, peer] = await Promise.all([importX25519PrivateKey(privateKey), importX25519PublicKey(publicKey)]);
  let secret: Uint8Array<ArrayBuffer>;
  try {
    secret = new Uint8Array(await crypto.subtle.deriveBits({ name: ALGORITHM, public: peer }, own, 256));
  } catch (cause) {
    throw new KeyAgreementError({ cause });
  }
  if (equal(secret, new Uint8Array(32))) throw new KeyAgreementError();
  return secret;
}

export async function deriveX25519PublicKey(privateKey: X25519PrivateKey): Promise<Uint8Array<ArrayBuffer>> {
  return await deriveX25519Secret(privateKey, BASE_POINT);
}

export async function makeX25519KeyPair(random: RandomSource = randomBytes): Promise<RawX25519KeyPair> {
  const privateKey = random(32);
  return { privateKey, publicKey: await deriveX25519PublicKey(privateKey) };
}
