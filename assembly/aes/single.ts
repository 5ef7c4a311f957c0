// AES encryption (FIPS 197 §5.1) of one block at a time, where each must wait for the one before: key expansion, key
// wrap, and the two blocks that a GCM message starts with. All that counts is how long the chain of dependent operations
// is. The state stays in the tower (tower.ts) from the first round to the last; ShiftRows and MixColumns are shuffles.
// Constant time: see tower.ts.
import { KEY_WORDS, SINGLE_KEYS } from '../memory';
import { swizzle } from '../simd';
import { LOW_NIBBLES, lookUp, nested, toTower, upper } from './tower';
import { A_OVER, INVERSE, OUT_U, OUT_V, SUB2_U, SUB2_V, SUB3_U, SUB3_V, SUB_U, SUB_V } from './tower-tables';

// ShiftRows, then the same with each column turned by one, two and three rows; and the inverse of ShiftRows.
const SHIFT_ROWS: usize = memory.data<u8>([
  0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11,
  5, 10, 15, 0, 9, 14, 3, 4, 13, 2, 7, 8, 1, 6, 11, 12,
  10, 15, 0, 5, 14, 3, 4, 9, 2, 7, 8, 13, 6, 11, 12, 1,
  15, 0, 5, 10, 3, 4, 9, 14, 7, 8, 13, 2, 11, 12, 1, 6,
  0, 13, 10, 7, 4, 1, 14, 11, 8, 5, 2, 15, 12, 9, 6, 3,
], 16);

/**
 * Turns the round keys in KEY_WORDS into SINGLE_KEYS. All but the first are added before ShiftRows and hold 0x63 for
 * the S-box; all but the first and the last are in the tower.
 */
export function prepareSingle(rounds: i32): void {
  const last = <usize>rounds << 4, nibbles = v128.load(LOW_NIBBLES), back = v128.load(SHIFT_ROWS, 64);
  v128.store(SINGLE_KEYS, v128.load(KEY_WORDS));
  for (let i: usize = 16; i <= last; i += 16) {
    const key = swizzle(v128.xor(v128.load(KEY_WORDS + i), i8x16.splat(0x63)), back);
    v128.store(SINGLE_KEYS + i, i == last ? key : toTower(key, nibbles));
  }
}

/** One block `x` encrypted, with `rounds` + 1 keys at `k` as prepareSingle makes them. */
export function encryptSingle(x: v128, k: usize, rounds: i32): v128 {
  const rows0 = v128.load(SHIFT_ROWS), rows1 = v128.load(SHIFT_ROWS, 16);
  const rows2 = v128.load(SHIFT_ROWS, 32), rows3 = v128.load(SHIFT_ROWS, 48);
  const nibbles = v128.load(LOW_NIBBLES), inverse = v128.load(INVERSE);
  x = toTower(v128.xor(x, v128.load(k)), nibbles);
  while (true) {
    k += 16;
    const h = upper(x, nibbles), l = v128.and(x, nibbles), both = v128.xor(h, l), ratio = lookUp(A_OVER, l);
    const u = nested(inverse, h, ratio, both), v = nested(inverse, both, ratio, h);
    // The key goes in where the chain of dependent operations is shorter.
    const key = v128.load(k);
    if (--rounds == 0) return swizzle(v128.xor(v128.xor(lookUp(OUT_U, u), key), lookUp(OUT_V, v)), rows0);
    // MixColumns: 2·s + 3·(one row below) + (two below) + (three below).
    const s = v128.xor(lookUp(SUB_U, u), lookUp(SUB_V, v));
    const s2 = v128.xor(v128.xor(lookUp(SUB2_U, u), key), lookUp(SUB2_V, v));
    const s3 = v128.xor(lookUp(SUB3_U, u), lookUp(SUB3_V, v));
    x = v128.xor(v128.xor(swizzle(s2, rows0), swizzle(s3, rows1)), v128.xor(swizzle(s, rows2), swizzle(s, rows3)));
  }
}
