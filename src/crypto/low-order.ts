import { equal } from '../bytes/bytes.ts';
import { decodeHex } from '../bytes/hex.ts';

// The u-coordinates of Curve25519 and its twist for which X25519 gives zero whatever the private key
// (RFC 7748 §6.1): 0, 1, the two of order 8, p − 1, and the unreduced forms p and p + 1.
const LOW_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map(decodeHex);

/** Whether no secret can be agreed with this X25519 public key. The top bit is ignored, as X25519 does. */
export function isLowOrder(publicKey: Uint8Array): boolean {
  const masked = Uint8Array.from(publicKey);
  masked[31] = (masked[31] ?? 0) & 0x7f;
  return LOW_ORDER.some((point) => equal(point, masked));
}
