// Comparing tags. Constant time: every byte is read and folded into one difference; nothing branches on it.

/** 1 where two 16-byte values are equal, 0 where they differ. */
export function equal16(a: usize, b: usize): i32 {
  return <i32>!v128.any_true(v128.xor(v128.load(a), v128.load(b)));
}

/** 1 where two 8-byte values are equal, 0 where they differ. */
export function equal8(a: u64, b: u64): i32 {
  return <i32>((a ^ b) == 0);
}
