// Argon2's compression function G (RFC 9106 §3.5, §3.6) on 1 KiB blocks: an 8×8 matrix of 16-byte registers, the
// permutation P on its rows and then on its columns. Constant time: no address or branch depends on a block's content.

/** The lower 32 bits of both lanes, side by side in lanes 0 and 1. */
@inline function lowHalves(x: v128): v128 {
  return v128.shuffle<u32>(x, x, 0, 2, 0, 2);
}

/** a + b + 2·lower(a)·lower(b) in both lanes (§3.6). */
@inline function add(a: v128, b: v128): v128 {
  const product = i64x2.extmul_low_i32x4_u(lowHalves(a), lowHalves(b));
  return i64x2.add(i64x2.add(a, b), i64x2.add(product, product));
}

@inline function rotate32(x: v128): v128 { return v128.shuffle<u32>(x, x, 1, 0, 3, 2); }
@inline function rotate24(x: v128): v128 {
  return v128.shuffle<u8>(x, x, 3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10);
}
@inline function rotate16(x: v128): v128 { return v128.shuffle<u16>(x, x, 1, 2, 3, 0, 5, 6, 7, 4); }
@inline function rotate63(x: v128): v128 { return v128.or(i64x2.add(x, x), i64x2.shr_u(x, 63)); }

/** P on eight registers at `p`, `stride` bytes apart, in place. */
@inline function permute(p: usize, stride: usize): void {
  let a0 = v128.load(p), a1 = v128.load(p + stride);
  let b0 = v128.load(p + 2 * stride), b1 = v128.load(p + 3 * stride);
  let c0 = v128.load(p + 4 * stride), c1 = v128.load(p + 5 * stride);
  let d0 = v128.load(p + 6 * stride), d1 = v128.load(p + 7 * stride);

  a0 = add(a0, b0); a1 = add(a1, b1);
  d0 = rotate32(v128.xor(d0, a0)); d1 = rotate32(v128.xor(d1, a1));
  c0 = add(c0, d0); c1 = add(c1, d1);
  b0 = rotate24(v128.xor(b0, c0)); b1 = rotate24(v128.xor(b1, c1));
  a0 = add(a0, b0); a1 = add(a1, b1);
  d0 = rotate16(v128.xor(d0, a0)); d1 = rotate16(v128.xor(d1, a1));
  c0 = add(c0, d0); c1 = add(c1, d1);
  b0 = rotate63(v128.xor(b0, c0)); b1 = rotate63(v128.xor(b1, c1));

  // The diagonals: b turns by one word, c by two, d by three.
  let e0 = v128.shuffle<u64>(b0, b1, 1, 2), e1 = v128.shuffle<u64>(b1, b0, 1, 2);
  let f0 = v128.shuffle<u64>(d1, d0, 1, 2), f1 = v128.shuffle<u64>(d0, d1, 1, 2);
  a0 = add(a0, e0); a1 = add(a1, e1);
  f0 = rotate32(v128.xor(f0, a0)); f1 = rotate32(v128.xor(f1, a1));
  c1 = add(c1, f0); c0 = add(c0, f1);
  e0 = rotate24(v128.xor(e0, c1)); e1 = rotate24(v128.xor(e1, c0));
  a0 = add(a0, e0); a1 = add(a1, e1);
  f0 = rotate16(v128.xor(f0, a0)); f1 = rotate16(v128.xor(f1, a1));
  c1 = add(c1, f0); c0 = add(c0, f1);
  e0 = rotate63(v128.xor(e0, c1)); e1 = rotate63(v128.xor(e1, c0));

  v128.store(p, a0); v128.store(p + stride, a1);
  v128.store(p + 2 * stride, v128.shuffle<u64>(e1, e0, 1, 2)); v128.store(p + 3 * stride, v128.shuffle<u64>(e0, e1, 1, 2));
  v128.store(p + 4 * stride, c0); v128.store(p + 5 * stride, c1);
  v128.store(p + 6 * stride, v128.shuffle<u64>(f0, f1, 1, 2)); v128.store(p + 7 * stride, v128.shuffle<u64>(f1, f0, 1, 2));
}

/** `to` ← G(`x`, `y`), or `to` + G(`x`, `y`) where `keep` is all ones (later passes). `work` is 1 KiB of scratch. */
export function compressBlocks(x: usize, y: usize, to: usize, keep: u64, work: usize): void {
  const mask = i64x2.splat(keep);
  for (let i: usize = 0; i < 1024; i += 16) {
    const r = v128.xor(v128.load(x + i), v128.load(y + i));
    v128.store(work + i, r);
    v128.store(to + i, v128.xor(r, v128.and(v128.load(to + i), mask)));
  }
  for (let row: usize = 0; row < 1024; row += 128) permute(work + row, 16);
  for (let column: usize = 0; column < 128; column += 16) permute(work + column, 128);
  for (let i: usize = 0; i < 1024; i += 16) v128.store(to + i, v128.xor(v128.load(to + i), v128.load(work + i)));
}
