// GHASH (SP 800-38D §6.4) for short inputs: one multiplication by H in GF(2^128) a block.
// Multiplying by H is linear, so the product is a sum over the 32 nibbles of a block, each times H, moved by whole bytes.
// For each byte of a product there is a table of 16 bytes, and one byte shuffle looks all sixteen upper nibbles up in it,
// another one the lower nibbles. Blocks are worked on back to front: as one number, whose highest bit has degree 0.
// Constant time: tables are walked in a fixed order and looked up inside registers; no address, no branch depends on data.
import { BLOCKS, GCM_H, GCM_Y, GHASH_MULTIPLES, GHASH_TRANSPOSING } from './memory';
import { swizzle } from './simd';
import { halfTranspose } from './transpose';

const BACK_TO_FRONT: usize = memory.data<u8>([15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0], 16);
/** Sixteen bytes from `n` on turn a vector by n places. */
const TURNS: usize = memory.data<u8>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
], 16);
/** Sixteen bytes from `n` on are a mask of the n places that come round from the other end. */
const ROUND: usize = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
], 16);

@inline function reversed(p: usize): v128 { return swizzle(v128.load(p), v128.load(BACK_TO_FRONT)); }

/** Times x: to the right by one bit; x^128 = x^7 + x^2 + x + 1. */
@inline function timesX(v: v128): v128 {
  const high: u64 = i64x2.extract_lane(v, 1), low: u64 = i64x2.extract_lane(v, 0), carry = 0 - (low & 1);
  const shifted = i64x2.splat((low >> 1) | (high << 63));
  return i64x2.replace_lane(shifted, 1, (high >> 1) ^ (carry & 0xe100000000000000));
}

/** Makes the tables over nibbles times `h`, and gives x^4·`h`. */
function tablesOf(h: v128, to: usize): v128 {
  const h1 = timesX(h), h2 = timesX(h1), h3 = timesX(h2);
  v128.store(BLOCKS, i64x2.splat(0));
  v128.store(BLOCKS, h3, 1 << 4);
  v128.store(BLOCKS, h2, 2 << 4);
  v128.store(BLOCKS, h1, 4 << 4);
  v128.store(BLOCKS, h, 8 << 4);
  v128.store(BLOCKS, v128.xor(h2, h3), 3 << 4);
  for (let i: usize = 0; i < 3 << 4; i += 16) v128.store(BLOCKS + i, v128.xor(h1, v128.load(BLOCKS + i, 16)), 5 << 4);
  for (let i: usize = 0; i < 7 << 4; i += 16) v128.store(BLOCKS + i, v128.xor(h, v128.load(BLOCKS + i, 16)), 9 << 4);
  halfTranspose(BLOCKS, GHASH_TRANSPOSING);
  halfTranspose(GHASH_TRANSPOSING, to);
  return timesX(h3);
}

/** Makes the tables of H. */
export function prepareGhash(): void {
  tablesOf(tablesOf(reversed(GCM_H), GHASH_MULTIPLES), GHASH_MULTIPLES + 256);
}

/** Byte `b` of every nibble's product, moved to its place, the upper end coming round. */
@inline function turned(b: usize, upper: v128, lower: v128): v128 {
  const table = GHASH_MULTIPLES + ((15 - b) << 4);
  const products = v128.xor(swizzle(v128.load(table), upper), swizzle(v128.load(table, 256), lower));
  return swizzle(products, v128.load(TURNS + b));
}

/** `y`·H, all numbers back to front. */
@inline function timesH(y: v128): v128 {
  const nibbles = i8x16.splat(0x0f), lower = v128.and(y, nibbles), upper = v128.and(v128.shr<u16>(y, 4), nibbles);
  let all = i64x2.splat(0), round = i64x2.splat(0);
  for (let b: usize = 0; b < 16; b++) {
    const moved = turned(b, upper, lower);
    all = v128.xor(all, moved);
    round = v128.xor(round, v128.and(moved, v128.load(ROUND + b)));
  }
  // What came round has degree 128 to 247: times x^128 = x^7 + x^2 + x + 1, within each half, then from the upper half.
  const low = v128.xor(all, round);
  const within = v128.xor(v128.xor(round, i64x2.shr_u(round, 1)), v128.xor(i64x2.shr_u(round, 2), i64x2.shr_u(round, 7)));
  const carried = v128.xor(v128.xor(i64x2.shl(round, 63), i64x2.shl(round, 62)), i64x2.shl(round, 57));
  return v128.xor(v128.xor(low, within), v128.shuffle<u64>(carried, i64x2.splat(0), 1, 2));
}

/** Y ← (Y + block)·H for `count` blocks at `p`. */
export function ghashDirect(p: usize, count: usize): void {
  let y = reversed(GCM_Y);
  for (const end = p + (count << 4); p < end; p += 16) y = timesH(v128.xor(y, reversed(p)));
  v128.store(GCM_Y, swizzle(y, v128.load(BACK_TO_FRONT)));
}
