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

/** A⁻¹ on planes: bit i becomes the sum of bits i+2, i+5 and i+7. */
function inverseAffine(p: usize): void {
  const b0 = v128.load(p, 0), b1 = v128.load(p, 16), b2 = v128.load(p, 32), b3 = v128.load(p, 48);
  const b4 = v128.load(p, 64), b5 = v128.load(p, 80), b6 = v128.load(p, 96), b7 = v128.load(p, 112);
  v128.store(p, xor3(b2, b5, b7), 0); v128.store(p, xor3(b3, b6, b0), 16);
  v128.store(p, xor3(b4, b7, b1), 32); v128.store(p, xor3(b5, b0, b2), 48);
  v128.store(p, xor3(b6, b1, b3), 64); v128.store(p, xor3(b7, b2, b4), 80);
  v128.store(p, xor3(b0, b3, b5), 96); v128.store(p, xor3(b1, b4, b6), 112);
}

function inverseSubBytesShiftRows(p: usize): void {
  const twice = v128.load(SHIFT_ROWS_TWICE);
  for (let i: usize = 0; i < 128; i += 16) v128.store(p + i, swizzle(v128.load(p + i), twice));
  inverseAffine(p);
  encryptPlanes(p, NO_KEYS, 1, 1);
  inverseAffine(p);
}

/** a + 4·(a + a turned by two rows), after which MixColumns is InvMixColumns. */
function prepareMixColumns(p: usize): void {
  const rows2 = v128.load(ROWS_2);
  const a0 = v128.load(p, 0), a1 = v128.load(p, 16), a2 = v128.load(p, 32), a3 = v128.load(p, 48);
  const a4 = v128.load(p, 64), a5 = v128.load(p, 80), a6 = v128.load(p, 96), a7 = v128.load(p, 112);
  const u0 = v128.xor(a0, swizzle(a0, rows2)), u1 = v128.xor(a1, swizzle(a1, rows2));
  const u2 = v128.xor(a2, swizzle(a2, rows2)), u3 = v128.xor(a3, swizzle(a3, rows2));
  const u4 = v128.xor(a4, swizzle(a4, rows2)), u5 = v128.xor(a5, swizzle(a5, rows2));
  const u6 = v128.xor(a6, swizzle(a6, rows2)), u7 = v128.xor(a7, swizzle(a7, rows2));
  // 4·u: x⁸ = x⁴+x³+x+1 folds u6 and u7 back.
  v128.store(p, v128.xor(a0, u6), 0); v128.store(p, xor3(a1, u6, u7), 16);
  v128.store(p, xor3(a2, u0, u7), 32); v128.store(p, xor3(a3, u1, u6), 48);
  v128.store(p, v128.xor(a4, xor3(u2, u6, u7)), 64); v128.store(p, xor3(a5, u3, u7), 80);
  v128.store(p, v128.xor(a6, u4), 96); v128.store(p, v128.xor(a7, u5), 112);
}

function mixColumns(p: usize): void {
  const rows1 = v128.load(ROWS_1), rows2 = v128.load(ROWS_2);
  const a7 = v128.load(p, 112), u7 = v128.xor(a7, swizzle(a7, rows1));
  let below = u7;
  for (let i: usize = 0; i < 128; i += 16) {
    const a = v128.load(p + i), b = swizzle(a, rows1), u = v128.xor(a, b);
    let r = xor3(below, b, swizzle(u, rows2));
    if (i == 16 || i == 48 || i == 64) r = v128.xor(r, u7);
    v128.store(p + i, r);
    below = u;
  }
}

function addRoundKey(p: usize, k: usize): void {
  for (let i: usize = 0; i < 128; i += 16) v128.store(p + i, v128.xor(v128.load(p + i), v128.load(k + i)));
}

/** Decrypts the planes at `p` in place with the encryption's round keys at `k`. */
export function decryptPlanes(p: usize, k: usize, rounds: i32): void {
  addRoundKey(p, k + <usize>rounds * 128);
  inverseSubBytesShiftRows(p);
  for (let round = rounds - 1; round > 0; round--) {
    addRoundKey(p, k + <usize>round * 128);
    prepareMixColumns(p);
    mixColumns(p);
    inverseSubBytesShiftRows(p);
  }
  addRoundKey(p, k);
}
