// The inverse cipher (FIPS 197 §5.3) on eight bitsliced blocks; layout in bitslice.ts.
// SubBytes without its constant is S = A∘I, A linear, I inversion in GF(2^8); so its inverse I∘A⁻¹ is A⁻¹∘S∘A⁻¹, and
// the encryption circuit serves again: one round with zero keys gives S and ShiftRows. ShiftRows has order four, so
// ShiftRows² before it makes the inverse ShiftRows.
// Constant time for the same reason as encryption: boolean operations and constant shuffles only.
import { swizzle } from '../simd';
import { encryptPlanes } from './encrypt';

const NO_KEYS: usize = memory.data(256, 16);
const SHIFT_ROWS_TWICE: usize = memory.data<u8>([0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12, 5, 14, 7], 16);
const ROWS_1: usize = memory.data<u8>([1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12], 16);
const ROWS_2: usize = memory.data<u8>([2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13], 16);

@inline function xor3(a: v128, b: v128, c: v128): v128 { return v128.xor(v128.xor(a, b), c); }

/** ShiftRows², then A⁻¹: bit i becomes the sum of bits i+2, i+5 and i+7. */
function beforeSubBytes(p: usize): void {
  const rows = v128.load(SHIFT_ROWS_TWICE);
  const b0 = swizzle(v128.load(p, 0), rows), b1 = swizzle(v128.load(p, 16), rows);
  const b2 = swizzle(v128.load(p, 32), rows), b3 = swizzle(v128.load(p, 48), rows);
  const b4 = swizzle(v128.load(p, 64), rows), b5 = swizzle(v128.load(p, 80), rows);
  const b6 = swizzle(v128.load(p, 96), rows), b7 = swizzle(v128.load(p, 112), rows);
  v128.store(p, xor3(b2, b5, b7), 0); v128.store(p, xor3(b3, b6, b0), 16);
  v128.store(p, xor3(b4, b7, b1), 32); v128.store(p, xor3(b5, b0, b2), 48);
  v128.store(p, xor3(b6, b1, b3), 64); v128.store(p, xor3(b7, b2, b4), 80);
  v128.store(p, xor3(b0, b3, b5), 96); v128.store(p, xor3(b1, b4, b6), 112);
}

@inline function keyed(a: v128, b: v128, c: v128, k: usize): v128 { return v128.xor(xor3(a, b, c), v128.load(k)); }

/** A⁻¹ and the round key. */
function afterSubBytes(p: usize, k: usize): void {
  const b0 = v128.load(p, 0), b1 = v128.load(p, 16), b2 = v128.load(p, 32), b3 = v128.load(p, 48);
  const b4 = v128.load(p, 64), b5 = v128.load(p, 80), b6 = v128.load(p, 96), b7 = v128.load(p, 112);
  v128.store(p, keyed(b2, b5, b7, k), 0); v128.store(p, keyed(b3, b6, b0, k + 16), 16);
  v128.store(p, keyed(b4, b7, b1, k + 32), 32); v128.store(p, keyed(b5, b0, b2, k + 48), 48);
  v128.store(p, keyed(b6, b1, b3, k + 64), 64); v128.store(p, keyed(b7, b2, b4, k + 80), 80);
  v128.store(p, keyed(b0, b3, b5, k + 96), 96); v128.store(p, keyed(b1, b4, b6, k + 112), 112);
}

/** InvMixColumns is MixColumns of c = a + 4·(a + a turned by two rows). */
function inverseMixColumns(p: usize): void {
  const rows1 = v128.load(ROWS_1), rows2 = v128.load(ROWS_2);
  const a0 = v128.load(p, 0), a1 = v128.load(p, 16), a2 = v128.load(p, 32), a3 = v128.load(p, 48);
  const a4 = v128.load(p, 64), a5 = v128.load(p, 80), a6 = v128.load(p, 96), a7 = v128.load(p, 112);
  const u0 = v128.xor(a0, swizzle(a0, rows2)), u1 = v128.xor(a1, swizzle(a1, rows2));
  const u2 = v128.xor(a2, swizzle(a2, rows2)), u3 = v128.xor(a3, swizzle(a3, rows2));
  const u4 = v128.xor(a4, swizzle(a4, rows2)), u5 = v128.xor(a5, swizzle(a5, rows2));
  const u6 = v128.xor(a6, swizzle(a6, rows2)), u7 = v128.xor(a7, swizzle(a7, rows2));
  // 4·u: x⁸ = x⁴ + x³ + x + 1 folds u6 and u7 back.
  const c0 = v128.xor(a0, u6), c1 = xor3(a1, u6, u7), c2 = xor3(a2, u0, u7), c3 = xor3(a3, u1, u6);
  const c4 = v128.xor(a4, xor3(u2, u6, u7)), c5 = xor3(a5, u3, u7), c6 = v128.xor(a6, u4), c7 = v128.xor(a7, u5);
  // MixColumns as in encrypt.ts: b = c turned by one row, v = c + b, and the result 2·v + b + (v turned by two rows).
  const b0 = swizzle(c0, rows1), b1 = swizzle(c1, rows1), b2 = swizzle(c2, rows1), b3 = swizzle(c3, rows1);
  const b4 = swizzle(c4, rows1), b5 = swizzle(c5, rows1), b6 = swizzle(c6, rows1), b7 = swizzle(c7, rows1);
  const v0 = v128.xor(c0, b0), v1 = v128.xor(c1, b1), v2 = v128.xor(c2, b2), v3 = v128.xor(c3, b3);
  const v4 = v128.xor(c4, b4), v5 = v128.xor(c5, b5), v6 = v128.xor(c6, b6), v7 = v128.xor(c7, b7);
  v128.store(p, xor3(v7, b0, swizzle(v0, rows2)), 0);
  v128.store(p, v128.xor(xor3(v0, b1, swizzle(v1, rows2)), v7), 16);
  v128.store(p, xor3(v1, b2, swizzle(v2, rows2)), 32);
  v128.store(p, v128.xor(xor3(v2, b3, swizzle(v3, rows2)), v7), 48);
  v128.store(p, v128.xor(xor3(v3, b4, swizzle(v4, rows2)), v7), 64);
  v128.store(p, xor3(v4, b5, swizzle(v5, rows2)), 80);
  v128.store(p, xor3(v5, b6, swizzle(v6, rows2)), 96);
  v128.store(p, xor3(v6, b7, swizzle(v7, rows2)), 112);
}

/** Decrypts `batches` times eight blocks, as planes at `p`, in place with the encryption's round keys at `k`. */
export function decryptPlanes(p: usize, k: usize, rounds: i32, batches: usize): void {
  const end = p + (batches << 7), last = k + (<usize>rounds << 7);
  for (let q = p; q < end; q += 16) v128.store(q, v128.xor(v128.load(q), v128.load(last + ((q - p) & 127))));
  for (let round = last - 128; round >= k; round -= 128) {
    for (let q = p; q < end; q += 128) beforeSubBytes(q);
    encryptPlanes(p, NO_KEYS, 1, batches);
    for (let q = p; q < end; q += 128) afterSubBytes(q, round);
    if (round == k) return;
    for (let q = p; q < end; q += 128) inverseMixColumns(q);
  }
}
