// Argon2's compression function G (RFC 9106 §3.5, §3.6) on 1 KiB blocks: an 8×8 matrix of 16-byte registers, the
// permutation P on its rows and then on its columns. Constant time: no address or branch depends on a block's content.
import { swizzle } from './simd';

/** The lower 32 bits of both lanes of `x`, then those of `y`. */
@inline function lowHalves(x: v128, y: v128): v128 {
  return v128.shuffle<u32>(x, y, 0, 2, 4, 6);
}

/** a + b + 2·product (§3.6), where the product is lower(a)·lower(b). */
@inline function sum(a: v128, b: v128, product: v128): v128 {
  return i64x2.add(i64x2.add(a, b), i64x2.add(product, product));
}

// Rotations of both words to the right. Masks that come from memory spare the engine building them anew at every use.
const RIGHT_24: usize = memory.data<u8>([3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10], 16);
const RIGHT_16: usize = memory.data<u8>([2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9], 16);
@inline function rotate32(x: v128): v128 { return v128.shuffle<u32>(x, x, 1, 0, 3, 2); }
@inline function rotate24(x: v128): v128 { return swizzle(x, v128.load(RIGHT_24)); }
@inline function rotate16(x: v128): v128 { return swizzle(x, v128.load(RIGHT_16)); }
@inline function rotate63(x: v128): v128 { return v128.or(i64x2.add(x, x), i64x2.shr_u(x, 63)); }
/** The second word of `x`, then the first of `y`. */
@inline function across(x: v128, y: v128): v128 { return v128.shuffle<u64>(x, y, 1, 2); }

/**
 * On rows, the sum of the two inputs goes into `to` (in later passes it is added to what stands there), and its rows
 * permuted into the work block. On columns, the work block's columns permuted are added to `to`.
 */
const ROWS: i32 = 1;
const ROWS_KEEPING: i32 = 2;
const COLUMNS: i32 = 3;

@inline function input(step: i32, x: usize, y: usize, to: usize, work: usize, at: usize): v128 {
  if (step == COLUMNS) return v128.load(work + at);
  const both = v128.xor(v128.load(x + at), v128.load(y + at));
  v128.store(to + at, step == ROWS ? both : v128.xor(both, v128.load(to + at)));
  return both;
}

@inline function output(step: i32, to: usize, work: usize, at: usize, value: v128): void {
  if (step == COLUMNS) v128.store(to + at, v128.xor(v128.load(to + at), value));
  else v128.store(work + at, value);
}

/**
 * P twice: on eight registers `stride` bytes apart, and on another eight `other` bytes behind them. Each is one chain of
 * dependent operations, longer than the processor looks ahead; taking turns, the two fill each other's gaps. `step`,
 * `stride` and `other` are constants wherever this is inlined.
 */
@inline function permutePair(step: i32, x: usize, y: usize, to: usize, work: usize, stride: usize, other: usize): void {
  let a0 = input(step, x, y, to, work, 0 * stride), a1 = input(step, x, y, to, work, 1 * stride);
  let b0 = input(step, x, y, to, work, 2 * stride), b1 = input(step, x, y, to, work, 3 * stride);
  let c0 = input(step, x, y, to, work, 4 * stride), c1 = input(step, x, y, to, work, 5 * stride);
  let d0 = input(step, x, y, to, work, 6 * stride), d1 = input(step, x, y, to, work, 7 * stride);
  let a2 = input(step, x, y, to, work, other + 0 * stride), a3 = input(step, x, y, to, work, other + 1 * stride);
  let b2 = input(step, x, y, to, work, other + 2 * stride), b3 = input(step, x, y, to, work, other + 3 * stride);
  let c2 = input(step, x, y, to, work, other + 4 * stride), c3 = input(step, x, y, to, work, other + 5 * stride);
  let d2 = input(step, x, y, to, work, other + 6 * stride), d3 = input(step, x, y, to, work, other + 7 * stride);
  let l: v128, m: v128;

  l = lowHalves(a0, a1); m = lowHalves(b0, b1);
  a0 = sum(a0, b0, i64x2.extmul_low_i32x4_u(l, m)); a1 = sum(a1, b1, i64x2.extmul_high_i32x4_u(l, m));
  d0 = rotate32(v128.xor(d0, a0)); d1 = rotate32(v128.xor(d1, a1));
  l = lowHalves(a2, a3); m = lowHalves(b2, b3);
  a2 = sum(a2, b2, i64x2.extmul_low_i32x4_u(l, m)); a3 = sum(a3, b3, i64x2.extmul_high_i32x4_u(l, m));
  d2 = rotate32(v128.xor(d2, a2)); d3 = rotate32(v128.xor(d3, a3));
  l = lowHalves(c0, c1); m = lowHalves(d0, d1);
  c0 = sum(c0, d0, i64x2.extmul_low_i32x4_u(l, m)); c1 = sum(c1, d1, i64x2.extmul_high_i32x4_u(l, m));
  b0 = rotate24(v128.xor(b0, c0)); b1 = rotate24(v128.xor(b1, c1));
  l = lowHalves(c2, c3); m = lowHalves(d2, d3);
  c2 = sum(c2, d2, i64x2.extmul_low_i32x4_u(l, m)); c3 = sum(c3, d3, i64x2.extmul_high_i32x4_u(l, m));
  b2 = rotate24(v128.xor(b2, c2)); b3 = rotate24(v128.xor(b3, c3));
  l = lowHalves(a0, a1); m = lowHalves(b0, b1);
  a0 = sum(a0, b0, i64x2.extmul_low_i32x4_u(l, m)); a1 = sum(a1, b1, i64x2.extmul_high_i32x4_u(l, m));
  d0 = rotate16(v128.xor(d0, a0)); d1 = rotate16(v128.xor(d1, a1));
  l = lowHalves(a2, a3); m = lowHalves(b2, b3);
  a2 = sum(a2, b2, i64x2.extmul_low_i32x4_u(l, m)); a3 = sum(a3, b3, i64x2.extmul_high_i32x4_u(l, m));
  d2 = rotate16(v128.xor(d2, a2)); d3 = rotate16(v128.xor(d3, a3));
  l = lowHalves(c0, c1); m = lowHalves(d0, d1);
  c0 = sum(c0, d0, i64x2.extmul_low_i32x4_u(l, m)); c1 = sum(c1, d1, i64x2.extmul_high_i32x4_u(l, m));
  b0 = rotate63(v128.xor(b0, c0)); b1 = rotate63(v128.xor(b1, c1));
  l = lowHalves(c2, c3); m = lowHalves(d2, d3);
  c2 = sum(c2, d2, i64x2.extmul_low_i32x4_u(l, m)); c3 = sum(c3, d3, i64x2.extmul_high_i32x4_u(l, m));
  b2 = rotate63(v128.xor(b2, c2)); b3 = rotate63(v128.xor(b3, c3));

  // The diagonals: b turns by one word, c by two, d by three.
  l = across(b0, b1); b1 = across(b1, b0); b0 = l;
  l = c0; c0 = c1; c1 = l;
  l = across(d1, d0); d1 = across(d0, d1); d0 = l;
  l = across(b2, b3); b3 = across(b3, b2); b2 = l;
  l = c2; c2 = c3; c3 = l;
  l = across(d3, d2); d3 = across(d2, d3); d2 = l;

  l = lowHalves(a0, a1); m = lowHalves(b0, b1);
  a0 = sum(a0, b0, i64x2.extmul_low_i32x4_u(l, m)); a1 = sum(a1, b1, i64x2.extmul_high_i32x4_u(l, m));
  d0 = rotate32(v128.xor(d0, a0)); d1 = rotate32(v128.xor(d1, a1));
  l = lowHalves(a2, a3); m = lowHalves(b2, b3);
  a2 = sum(a2, b2, i64x2.extmul_low_i32x4_u(l, m)); a3 = sum(a3, b3, i64x2.extmul_high_i32x4_u(l, m));
  d2 = rotate32(v128.xor(d2, a2)); d3 = rotate32(v128.xor(d3, a3));
  l = lowHalves(c0, c1); m = lowHalves(d0, d1);
  c0 = sum(c0, d0, i64x2.extmul_low_i32x4_u(l, m)); c1 = sum(c1, d1, i64x2.extmul_high_i32x4_u(l, m));
  b0 = rotate24(v128.xor(b0, c0)); b1 = rotate24(v128.xor(b1, c1));
  l = lowHalves(c2, c3); m = lowHalves(d2, d3);
  c2 = sum(c2, d2, i64x2.extmul_low_i32x4_u(l, m)); c3 = sum(c3, d3, i64x2.extmul_high_i32x4_u(l, m));
  b2 = rotate24(v128.xor(b2, c2)); b3 = rotate24(v128.xor(b3, c3));
  l = lowHalves(a0, a1); m = lowHalves(b0, b1);
  a0 = sum(a0, b0, i64x2.extmul_low_i32x4_u(l, m)); a1 = sum(a1, b1, i64x2.extmul_high_i32x4_u(l, m));
  d0 = rotate16(v128.xor(d0, a0)); d1 = rotate16(v128.xor(d1, a1));
  l = lowHalves(a2, a3); m = lowHalves(b2, b3);
  a2 = sum(a2, b2, i64x2.extmul_low_i32x4_u(l, m)); a3 = sum(a3, b3, i64x2.extmul_high_i32x4_u(l, m));
  d2 = rotate16(v128.xor(d2, a2)); d3 = rotate16(v128.xor(d3, a3));
  l = lowHalves(c0, c1); m = lowHalves(d0, d1);
  c0 = sum(c0, d0, i64x2.extmul_low_i32x4_u(l, m)); c1 = sum(c1, d1, i64x2.extmul_high_i32x4_u(l, m));
  b0 = rotate63(v128.xor(b0, c0)); b1 = rotate63(v128.xor(b1, c1));
  l = lowHalves(c2, c3); m = lowHalves(d2, d3);
  c2 = sum(c2, d2, i64x2.extmul_low_i32x4_u(l, m)); c3 = sum(c3, d3, i64x2.extmul_high_i32x4_u(l, m));
  b2 = rotate63(v128.xor(b2, c2)); b3 = rotate63(v128.xor(b3, c3));

  output(step, to, work, 0 * stride, a0); output(step, to, work, 1 * stride, a1);
  output(step, to, work, 2 * stride, across(b1, b0)); output(step, to, work, 3 * stride, across(b0, b1));
  output(step, to, work, 4 * stride, c1); output(step, to, work, 5 * stride, c0);
  output(step, to, work, 6 * stride, across(d0, d1)); output(step, to, work, 7 * stride, across(d1, d0));
  output(step, to, work, other + 0 * stride, a2); output(step, to, work, other + 1 * stride, a3);
  output(step, to, work, other + 2 * stride, across(b3, b2)); output(step, to, work, other + 3 * stride, across(b2, b3));
  output(step, to, work, other + 4 * stride, c3); output(step, to, work, other + 5 * stride, c2);
  output(step, to, work, other + 6 * stride, across(d2, d3)); output(step, to, work, other + 7 * stride, across(d3, d2));
}

function permuteRows(x: usize, y: usize, to: usize, work: usize): void {
  for (let at: usize = 0; at < 1024; at += 256) permutePair(ROWS, x + at, y + at, to + at, work + at, 16, 128);
}

function permuteRowsKeeping(x: usize, y: usize, to: usize, work: usize): void {
  for (let at: usize = 0; at < 1024; at += 256) permutePair(ROWS_KEEPING, x + at, y + at, to + at, work + at, 16, 128);
}

/** Two columns of registers, `at` bytes from the block's start: 0, 32, 64 or 96. */
function permuteColumns(to: usize, work: usize, at: usize): void {
  permutePair(COLUMNS, 0, 0, to + at, work + at, 128, 16);
}

/**
 * Reads every cache line of a block, all at once and early: most blocks come from far away in memory, and the row by row
 * reading that follows would wait for them one after the other. The sum is stored only so that the reads are not in vain.
 */
export function fetchBlock(block: usize, unused: usize): void {
  let all: u64 = 0;
  for (let line: usize = 0; line < 1024; line += 256) {
    all ^= load<u64>(block + line, 0) ^ load<u64>(block + line, 64);
    all ^= load<u64>(block + line, 128) ^ load<u64>(block + line, 192);
  }
  store<u64>(unused, all);
}

/** Begins `to` ← G(`x`, `y`), until `to`'s first 32 bytes are final. `to` may be `x` or `y`; `work` is 1 KiB of scratch. */
export function beginBlock(x: usize, y: usize, to: usize, work: usize): void {
  permuteRows(x, y, to, work);
  permuteColumns(to, work, 0);
}

/** Begins `to` ← `to` + G(`x`, `y`), as in every pass after the first. */
export function beginBlockOnto(x: usize, y: usize, to: usize, work: usize): void {
  permuteRowsKeeping(x, y, to, work);
  permuteColumns(to, work, 0);
}

/** The rest of what either of them began. */
export function endBlock(to: usize, work: usize): void {
  permuteColumns(to, work, 32);
  permuteColumns(to, work, 64);
  permuteColumns(to, work, 96);
}
