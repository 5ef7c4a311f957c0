// GHASH (SP 800-38D §6.4) for long inputs: sixteen lanes side by side, each multiplied by H^16, until the last sixteen
// blocks, which go block by block (ghash.ts). The lanes lie transposed: vector p holds byte p of all sixteen. Multiplying
// by a fixed element is linear, so the product is a sum over the 32 nibbles of a block: for each nibble and each of the
// 16 bytes of the result there is a table of 16 bytes, and one byte shuffle looks sixteen lanes up in it.
// Constant time: tables are walked in a fixed order and looked up inside registers; no address depends on data.
import { ghashDirect } from './ghash';
import {
  BLOCKS, GCM_Y, GHASH_LANES, GHASH_NIBBLES, GHASH_READY, GHASH_TABLES, GHASH_TRANSPOSING, LARGE_USED,
} from './memory';
import { swizzle } from './simd';
import { halfTranspose } from './transpose';

/** From this many blocks on the tables pay. */
const BULK_BLOCKS: usize = 128;

/** Masks of the entries whose index has bit 0, 1, 2, 3 set. */
const INDEX_BITS: usize = memory.data<u8>([
  0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255,
  0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255,
  0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 255, 255, 255, 255,
  0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255,
], 16);

/** The table for every result byte of one nibble, from the products of its four bits at BLOCKS (highest bit first). */
function nibbleTables(to: usize): void {
  const m0 = v128.load(INDEX_BITS), m1 = v128.load(INDEX_BITS, 16);
  const m2 = v128.load(INDEX_BITS, 32), m3 = v128.load(INDEX_BITS, 48);
  for (let byte: usize = 0; byte < 16; byte++) {
    const p = BLOCKS + byte;
    const upper = v128.xor(v128.and(v128.load_splat<u8>(p), m3), v128.and(v128.load_splat<u8>(p, 16), m2));
    const lower = v128.xor(v128.and(v128.load_splat<u8>(p, 32), m1), v128.and(v128.load_splat<u8>(p, 48), m0));
    v128.store(to + (byte << 4), v128.xor(upper, lower));
  }
}

/** Makes the tables of H^16. The order: byte of the block, its lower then its upper nibble, byte of the result. */
function makeTables(): void {
  store<u32>(LARGE_USED, 1);
  // 1·H^16: one, followed by fifteen zero blocks, from Y = 0.
  const y = v128.load(GCM_Y);
  v128.store(GCM_Y, i64x2.splat(0));
  memory.fill(GHASH_TRANSPOSING, 0, 256);
  store<u8>(GHASH_TRANSPOSING, 0x80);
  ghashDirect(GHASH_TRANSPOSING, 16);
  let high = bswap<u64>(load<u64>(GCM_Y)), low = bswap<u64>(load<u64>(GCM_Y, 8));
  v128.store(GCM_Y, y);

  for (let nibble: usize = 0; nibble < 32; nibble++) {
    for (let bit: usize = 0; bit < 64; bit += 16) {
      store<u64>(BLOCKS + bit, bswap<u64>(high));
      store<u64>(BLOCKS + bit, bswap<u64>(low), 8);
      // Times x: to the right by one bit, for GHASH numbers bits from the left; x^128 = x^7 + x^2 + x + 1.
      const carry: u64 = 0 - (low & 1);
      low = (low >> 1) | (high << 63);
      high = (high >> 1) ^ (carry & 0xe100000000000000);
    }
    nibbleTables(GHASH_TABLES + ((nibble ^ 1) << 8));
  }
  store<u32>(GHASH_READY, 1);
}

/** LANES ← LANES + the sixteen blocks at `p`, transposed. */
@inline function addGroup(p: usize): void {
  halfTranspose(p, GHASH_NIBBLES);
  halfTranspose(GHASH_NIBBLES, GHASH_TRANSPOSING);
  for (let i: usize = 0; i < 256; i += 16) {
    v128.store(GHASH_LANES + i, v128.xor(v128.load(GHASH_LANES + i), v128.load(GHASH_TRANSPOSING + i)));
  }
}

/** Eight bytes of the product, from byte `half`·8 on. */
@inline function multiplyHalf(half: usize): void {
  let a0 = i64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
  let table = GHASH_TABLES + (half << 7);
  for (let n = GHASH_NIBBLES; n < GHASH_NIBBLES + 512; n += 16, table += 256) {
    const nibbles = v128.load(n);
    a0 = v128.xor(a0, swizzle(v128.load(table, 0), nibbles)); a1 = v128.xor(a1, swizzle(v128.load(table, 16), nibbles));
    a2 = v128.xor(a2, swizzle(v128.load(table, 32), nibbles)); a3 = v128.xor(a3, swizzle(v128.load(table, 48), nibbles));
    a4 = v128.xor(a4, swizzle(v128.load(table, 64), nibbles)); a5 = v128.xor(a5, swizzle(v128.load(table, 80), nibbles));
    a6 = v128.xor(a6, swizzle(v128.load(table, 96), nibbles)); a7 = v128.xor(a7, swizzle(v128.load(table, 112), nibbles));
  }
  const to = GHASH_LANES + (half << 7);
  v128.store(to, a0, 0); v128.store(to, a1, 16); v128.store(to, a2, 32); v128.store(to, a3, 48);
  v128.store(to, a4, 64); v128.store(to, a5, 80); v128.store(to, a6, 96); v128.store(to, a7, 112);
}

/** LANES ← LANES·H^16. */
@inline function multiplyLanes(): void {
  const mask = i8x16.splat(0x0f);
  for (let i: usize = 0; i < 16; i++) {
    const lanes = v128.load(GHASH_LANES + (i << 4));
    v128.store(GHASH_NIBBLES + (i << 5), v128.and(lanes, mask));
    v128.store(GHASH_NIBBLES + (i << 5), v128.and(v128.shr<u16>(lanes, 4), mask), 16);
  }
  multiplyHalf(0);
  multiplyHalf(1);
}

/** Y ← GHASH over `groups` times sixteen blocks at `p`. Y enters with the first block. */
function ghashGroups(p: usize, groups: usize): void {
  if (load<u32>(GHASH_READY) == 0) makeTables();
  memory.fill(GHASH_LANES, 0, 256);
  for (let i: usize = 0; i < 16; i++) store<u8>(GHASH_LANES + (i << 4), load<u8>(GCM_Y + i));
  addGroup(p);
  for (const end = p + (groups << 8); (p += 256) < end; ) {
    multiplyLanes();
    addGroup(p);
  }
  halfTranspose(GHASH_LANES, GHASH_NIBBLES);
  halfTranspose(GHASH_NIBBLES, GHASH_TRANSPOSING);
  v128.store(GCM_Y, i64x2.splat(0));
  ghashDirect(GHASH_TRANSPOSING, 16);
}

/** Y ← GHASH over `count` whole blocks at `p`. */
export function ghash(p: usize, count: usize): void {
  if (count >= BULK_BLOCKS) {
    const groups = count >> 4;
    ghashGroups(p, groups);
    p += groups << 8;
    count &= 15;
  }
  ghashDirect(p, count);
}
