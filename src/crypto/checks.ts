import { WipedKeyError } from './errors.ts';

/** Throws a `RangeError` that names the figure where `value` is not an integer from `least` to `most`. */
export function requireInteger(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${what} must be an integer from ${least} to ${most}, not ${value}`);
}

/**
 * Nobody ever draws a key of zeros, and a lock leaves one: whatever is made under it anyone can open. The primitives take
 * any key, as their test vectors do; what derives from a secret of ours asks here first. Takes a time that depends on the
 * length alone. Throws `WipedKeyError`.
 */
export function requireKey(key: Uint8Array): void {
  if (isZero(key)) throw new WipedKeyError();
}

export function isZero(bytes: Uint8Array): boolean {
  let any = 0;
  for (const byte of bytes) any |= byte;
  return any === 0;
}

/** AES keys: 16 or 32 bytes. */
export function requireAesKey(key: Uint8Array): void {
  if (key.length === 16 || key.length === 32) return;
  throw new RangeError(`an AES key must be 16 or 32 bytes, not ${key.length}`);
}

/** SP 800-38D §5.2.1.1: plaintext of at most 2^39 − 256 bits, here in bytes. */
export const GCM_MAX_BYTES = 2 ** 36 - 32;

/** Throws a `RangeError` where a GCM message would grow beyond what one nonce may protect. */
export function requireGcmLength(bytes: number): void {
  if (bytes <= GCM_MAX_BYTES) return;
  throw new RangeError(`a GCM message must be at most ${GCM_MAX_BYTES} bytes, not ${bytes}`);
}

/** GCM nonces: exactly 12 bytes, so that the counter block never depends on a hash of the nonce. */
export function requireGcmNonce(nonce: Uint8Array): void {
  if (nonce.length === 12) return;
  throw new RangeError(`a GCM nonce must be 12 bytes, not ${nonce.length}`);
}
