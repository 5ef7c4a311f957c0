// Bitslicing after Käsper and Schwabe (CHES 2009): eight blocks become eight planes. Byte p of plane i holds bit i of
// byte p of all eight blocks, block k at bit k. Constant time: shifts and masks by public amounts only.

/** Moves the bits of `a` at `mask << shift` against those of `b` at `mask`: the half that lands in `b`. */
@inline function swapped(a: v128, b: v128, shift: i32, mask: v128): v128 {
  return v128.and(v128.xor(v128.shr<u64>(a, shift), b), mask);
}

/** Transposes the 8×8 bits at every byte position of the eight vectors at `p`, in place. It is its own inverse. */
export function transpose8(p: usize): void {
  let q0 = v128.load(p, 0), q1 = v128.load(p, 16), q2 = v128.load(p, 32), q3 = v128.load(p, 48);
  let q4 = v128.load(p, 64), q5 = v128.load(p, 80), q6 = v128.load(p, 96), q7 = v128.load(p, 112);
  let t: v128;
  const one = i8x16.splat(0x55), two = i8x16.splat(0x33), four = i8x16.splat(0x0f);

  t = swapped(q0, q1, 1, one); q1 = v128.xor(q1, t); q0 = v128.xor(q0, v128.shl<u64>(t, 1));
  t = swapped(q2, q3, 1, one); q3 = v128.xor(q3, t); q2 = v128.xor(q2, v128.shl<u64>(t, 1));
  t = swapped(q4, q5, 1, one); q5 = v128.xor(q5, t); q4 = v128.xor(q4, v128.shl<u64>(t, 1));
  t = swapped(q6, q7, 1, one); q7 = v128.xor(q7, t); q6 = v128.xor(q6, v128.shl<u64>(t, 1));

  t = swapped(q0, q2, 2, two); q2 = v128.xor(q2, t); q0 = v128.xor(q0, v128.shl<u64>(t, 2));
  t = swapped(q1, q3, 2, two); q3 = v128.xor(q3, t); q1 = v128.xor(q1, v128.shl<u64>(t, 2));
  t = swapped(q4, q6, 2, two); q6 = v128.xor(q6, t); q4 = v128.xor(q4, v128.shl<u64>(t, 2));
  t = swapped(q5, q7, 2, two); q7 = v128.xor(q7, t); q5 = v128.xor(q5, v128.shl<u64>(t, 2));

  t = swapped(q0, q4, 4, four); q4 = v128.xor(q4, t); q0 = v128.xor(q0, v128.shl<u64>(t, 4));
  t = swapped(q1, q5, 4, four); q5 = v128.xor(q5, t); q1 = v128.xor(q1, v128.shl<u64>(t, 4));
  t = swapped(q2, q6, 4, four); q6 = v128.xor(q6, t); q2 = v128.xor(q2, v128.shl<u64>(t, 4));
  t = swapped(q3, q7, 4, four); q7 = v128.xor(q7, t); q3 = v128.xor(q3, v128.shl<u64>(t, 4));

  v128.store(p, q0, 0); v128.store(p, q1, 16); v128.store(p, q2, 32); v128.store(p, q3, 48);
  v128.store(p, q4, 64); v128.store(p, q5, 80); v128.store(p, q6, 96); v128.store(p, q7, 112);
}

/** Writes the planes of eight copies of the block at `p`, `constant` added to each byte: every byte 0x00 or 0xff. */
export function spread(p: usize, constant: u32, planes: usize): void {
  const block = v128.xor(v128.load(p), i8x16.splat(<i8>constant));
  for (let i = 0; i < 8; i++) {
    const bit = i8x16.splat(<i8>(<i32>1 << i));
    v128.store(planes + (i << 4), i8x16.eq(v128.and(block, bit), bit));
  }
}
