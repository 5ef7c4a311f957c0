// Argon2's compression function G (RFC 9106 §3.5, §3.6) on 1 KiB blocks: an 8×8 matrix of 16-byte registers, the
// permutation P on its rows and then on its columns. Constant time: no address or branch depends on a block's content.

/** The lower 32 bits of both lanes of `x`, then those of `y`. */
@inline function lowHalves(x: v128, y: v128): v128 {
  return v128.shuffle<u32>(x, y, 0, 2, 4, 6);
}

/** a + b + 2·product (§3.6), where the product is lower(a)·lower(b). */
@inline function sum(a: v128, b: v128, product: v128): v128 {
  return i64x2.add(i64x2.add(a, b), i64x2.add(product, product));
}

@inline function rotate32(x: v128): v128 { return v128.shuffle<u32>(x, x, 1, 0, 3, 2); }
@inline function rotate24(x: v128): v128 {
  return v128.shuffle<u8>(x, x, 3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10);
}
@inline function rotate16(x: v128): v128 { return v128.shuffle<u16>(x, x, 1, 2, 3, 0, 5, 6, 7, 4); }
@inline function rotate63(x: v128): v128 { return v128.or(i64x2.add(x, x), i64x2.shr_u(x, 63)); }
/** The second word of `x`, then the first of `y`. */
@inline function across(x: v128, y: v128): v128 { return v128.shuffle<u64>(x, y, 1, 2); }

/** Step 1 reads the sum of two blocks; step 2 reads the work block, and adds the two blocks to what it writes. */
const ROWS: i32 = 1;
const COLUMNS: i32 = 2;
const COLUMNS_KEEPING: i32 = 3;

@inline function input(step: i32, x: usize, y: usize, work: usize, at: usize): v128 {
  return step == ROWS ? v128.xor(v128.load(x + at), v128.load(y + at)) : v128.load(work + at);
}

@inline function output(step: i32, x: usize, y: usize, to: usize, work: usize, at: usize, value: v128): void {
  if (step == ROWS) return v128.store(work + at, value);
  value = v128.xor(value, v128.xor(v128.load(x + at), v128.load(y + at)));
  if (step == COLUMNS_KEEPING) value = v128.xor(value, v128.load(to + at));
  v128.store(to + at, value);
}

/** P on eight registers at offset `p`, `stride` bytes apart. `step` is a constant wherever this is inlined. */
@inline function permute(step: i32, x: usize, y: usize, to: usize, work: usize, p: usize, stride: usize): void {
  let a0 = input(step, x, y, work, p), a1 = input(step, x, y, work, p + stride);
  let b0 = input(step, x, y, work, p + 2 * stride), b1 = input(step, x, y, work, p + 3 * stride);
  let c0 = input(step, x, y, work, p + 4 * stride), c1 = input(step, x, y, work, p + 5 * stride);
  let d0 = input(step, x, y, work, p + 6 * stride), d1 = input(step, x, y, work, p + 7 * stride);
  let l: v128, m: v128;

  l = lowHalves(a0, a1); m = lowHalves(b0, b1);
  a0 = sum(a0, b0, i64x2.extmul_low_i32x4_u(l, m)); a1 = sum(a1, b1, i64x2.extmul_high_i32x4_u(l, m));
  d0 = rotate32(v128.xor(d0, a0)); d1 = rotate32(v128.xor(d1, a1));
  l = lowHalves(c0, c1); m = lowHalves(d0, d1);
  c0 = sum(c0, d0, i64x2.extmul_low_i32x4_u(l, m)); c1 = sum(c1, d1, i64x2.extmul_high_i32x4_u(l, m));
  b0 = rotate24(v128.xor(b0, c0)); b1 = rotate24(v128.xor(b1, c1));
  l = lowHalves(a0, a1); m = lowHalves(b0, b1);
  a0 = sum(a0, b0, i64x2.extmul_low_i32x4_u(l, m)); a1 = sum(a1, b1, i64x2.extmul_high_i32x4_u(l, m));
  d0 = rotate16(v128.xor(d0, a0)); d1 = rotate16(v128.xor(d1, a1));
  l = lowHalves(c0, c1); m = lowHalves(d0, d1);
  c0 = sum(c0, d0, i64x2.extmul_low_i32x4_u(l, m)); c1 = sum(c1, d1, i64x2.extmul_high_i32x4_u(l, m));
  b0 = rotate63(v128.xor(b0, c0)); b1 = rotate63(v128.xor(b1, c1));

  // The diagonals: b turns by one word, c by two, d by three.
  l = across(b0, b1); b1 = across(b1, b0); b0 = l;
  l = c0; c0 = c1; c1 = l;
  l = across(d1, d0); d1 = across(d0, d1); d0 = l;
  l = lowHalves(a0, a1); m = lowHalves(b0, b1);
  a0 = sum(a0, b0, i64x2.extmul_low_i32x4_u(l, m)); a1 = sum(a1, b1, i64x2.extmul_high_i32x4_u(l, m));
  d0 = rotate32(v128.xor(d0, a0)); d1 = rotate32(v128.xor(d1, a1));
  l = lowHalves(c0, c1); m = lowHalves(d0, d1);
  c0 = sum(c0, d0, i64x2.extmul_low_i32x4_u(l, m)); c1 = sum(c1, d1, i64x2.extmul_high_i32x4_u(l, m));
  b0 = rotate24(v128.xor(b0, c0)); b1 = rotate24(v128.xor(b1, c1));
  l = lowHalves(a0, a1); m = lowHalves(b0, b1);
  a0 = sum(a0, b0, i64x2.extmul_low_i32x4_u(l, m)); a1 = sum(a1, b1, i64x2.extmul_high_i32x4_u(l, m));
  d0 = rotate16(v128.xor(d0, a0)); d1 = rotate16(v128.xor(d1, a1));
  l = lowHalves(c0, c1); m = lowHalves(d0, d1);
  c0 = sum(c0, d0, i64x2.extmul_low_i32x4_u(l, m)); c1 = sum(c1, d1, i64x2.extmul_high_i32x4_u(l, m));
  b0 = rotate63(v128.xor(b0, c0)); b1 = rotate63(v128.xor(b1, c1));

  output(step, x, y, to, work, p, a0); output(step, x, y, to, work, p + stride, a1);
  output(step, x, y, to, work, p + 2 * stride, across(b1, b0)); output(step, x, y, to, work, p + 3 * stride, across(b0, b1));
  output(step, x, y, to, work, p + 4 * stride, c1); output(step, x, y, to, work, p + 5 * stride, c0);
  output(step, x, y, to, work, p + 6 * stride, across(d0, d1)); output(step, x, y, to, work, p + 7 * stride, across(d1, d0));
}

@inline function permuteAll(step: i32, x: usize, y: usize, to: usize, work: usize): void {
  if (step == ROWS) for (let row: usize = 0; row < 1024; row += 128) permute(step, x, y, to, work, row, 16);
  else for (let column: usize = 0; column < 128; column += 16) permute(step, x, y, to, work, column, 128);
}

/**
 * Reads every cache line of a block, all at once and early: most blocks come from far away in memory, and the row by row
 * reading that follows would wait for them one after the other. The sum is stored only so that the reads are not in vain.
 */
@inline function fetch(block: usize, work: usize): void {
  let all: u64 = 0;
  for (let line: usize = 0; line < 1024; line += 256) {
    all ^= load<u64>(block + line, 0) ^ load<u64>(block + line, 64);
    all ^= load<u64>(block + line, 128) ^ load<u64>(block + line, 192);
  }
  store<u64>(work, all);
}

/** `to` ← G(`x`, `y`). `to` may be `x` or `y`; `work` is 1 KiB of scratch. */
export function compressBlocks(x: usize, y: usize, to: usize, work: usize): void {
  fetch(y, work);
  permuteAll(ROWS, x, y, to, work);
  permuteAll(COLUMNS, x, y, to, work);
}

/** `to` ← `to` + G(`x`, `y`), as in every pass after the first. */
export function compressBlocksOnto(x: usize, y: usize, to: usize, work: usize): void {
  fetch(y, work);
  permuteAll(ROWS, x, y, to, work);
  permuteAll(COLUMNS_KEEPING, x, y, to, work);
}
