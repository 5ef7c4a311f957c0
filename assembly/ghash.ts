// GHASH (SP 800-38D §6.4) for short inputs: one multiplication in GF(2^128) a block.
// Carry-less products come from integer multiplication with holes: operands are split so that only every fourth bit
// can be set, sums of at most 16 partial products then stay below the next used bit. The upper half of a product is the
// lower half of the product of the bit-reversed operands, reversed. Constant time: 64-bit multiplications, shifts and
// masks; no table and no branch.
import { GCM_H, GCM_Y } from './memory';

const HOLES0: u64 = 0x1111111111111111;
const HOLES1: u64 = 0x2222222222222222;
const HOLES2: u64 = 0x4444444444444444;
const HOLES3: u64 = 0x8888888888888888;

/** Lower 64 bits of the carry-less product. */
function multiplyLow(x: u64, y: u64): u64 {
  const x0 = x & HOLES0, x1 = x & HOLES1, x2 = x & HOLES2, x3 = x & HOLES3;
  const y0 = y & HOLES0, y1 = y & HOLES1, y2 = y & HOLES2, y3 = y & HOLES3;
  const z0 = (x0 * y0) ^ (x1 * y3) ^ (x2 * y2) ^ (x3 * y1);
  const z1 = (x0 * y1) ^ (x1 * y0) ^ (x2 * y3) ^ (x3 * y2);
  const z2 = (x0 * y2) ^ (x1 * y1) ^ (x2 * y0) ^ (x3 * y3);
  const z3 = (x0 * y3) ^ (x1 * y2) ^ (x2 * y1) ^ (x3 * y0);
  return (z0 & HOLES0) | (z1 & HOLES1) | (z2 & HOLES2) | (z3 & HOLES3);
}

/** The 64 bits in the opposite order. */
function reverse(x: u64): u64 {
  x = ((x >> 1) & 0x5555555555555555) | ((x & 0x5555555555555555) << 1);
  x = ((x >> 2) & 0x3333333333333333) | ((x & 0x3333333333333333) << 2);
  x = ((x >> 4) & 0x0f0f0f0f0f0f0f0f) | ((x & 0x0f0f0f0f0f0f0f0f) << 4);
  return bswap<u64>(x);
}

/** Y ← (Y + block)·H for `count` blocks at `p`. Y and H lie in memory as two big-endian 64-bit halves. */
export function ghashDirect(p: usize, count: usize): void {
  const h1 = bswap<u64>(load<u64>(GCM_H)), h0 = bswap<u64>(load<u64>(GCM_H, 8));
  const h1r = reverse(h1), h0r = reverse(h0), h2 = h0 ^ h1, h2r = h0r ^ h1r;
  let y1 = bswap<u64>(load<u64>(GCM_Y)), y0 = bswap<u64>(load<u64>(GCM_Y, 8));
  for (const end = p + (count << 4); p < end; p += 16) {
    y1 ^= bswap<u64>(load<u64>(p));
    y0 ^= bswap<u64>(load<u64>(p, 8));
    const y1r = reverse(y1), y0r = reverse(y0);

    // Karatsuba: three products of 64 bits, each as a lower and an upper half.
    const low = multiplyLow(y0, h0), high = multiplyLow(y1, h1);
    const lowR = multiplyLow(y0r, h0r), highR = multiplyLow(y1r, h1r);
    const middle = multiplyLow(y0 ^ y1, h2) ^ low ^ high;
    const middleR = multiplyLow(y0r ^ y1r, h2r) ^ lowR ^ highR;
    let v0 = low, v1 = (reverse(lowR) >> 1) ^ middle, v2 = high ^ (reverse(middleR) >> 1), v3 = reverse(highR) >> 1;

    // GHASH numbers its bits from the other end: one bit to the left, then reduce by x^128 + x^7 + x^2 + x + 1.
    v3 = (v3 << 1) | (v2 >> 63);
    v2 = (v2 << 1) | (v1 >> 63);
    v1 = (v1 << 1) | (v0 >> 63);
    v0 = v0 << 1;
    v2 ^= v0 ^ (v0 >> 1) ^ (v0 >> 2) ^ (v0 >> 7);
    v1 ^= (v0 << 63) ^ (v0 << 62) ^ (v0 << 57);
    y1 = v3 ^ v1 ^ (v1 >> 1) ^ (v1 >> 2) ^ (v1 >> 7);
    y0 = v2 ^ (v1 << 63) ^ (v1 << 62) ^ (v1 << 57);
  }
  store<u64>(GCM_Y, bswap<u64>(y1));
  store<u64>(GCM_Y, bswap<u64>(y0), 8);
}
