// 16×16 byte transposition.

@inline function low8(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
@inline function high8(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

/**
 * Half of a transposition: two rounds of interleaving rows i and i + 8, which turn the eight bits of a byte's index (row,
 * column) by two places. Two halves exchange rows and columns.
 */
@inline export function halfTranspose(from: usize, to: usize): void {
  for (let i: usize = 0; i < 4; i++) {
    const p = from + (i << 4), q = to + (i << 6);
    const a = v128.load(p), b = v128.load(p, 64), c = v128.load(p, 128), d = v128.load(p, 192);
    const ac = low8(a, c), ac2 = high8(a, c), bd = low8(b, d), bd2 = high8(b, d);
    v128.store(q, low8(ac, bd)); v128.store(q, high8(ac, bd), 16);
    v128.store(q, low8(ac2, bd2), 32); v128.store(q, high8(ac2, bd2), 48);
  }
}
