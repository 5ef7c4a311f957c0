// AES encryption (FIPS 197 §5.1) of one block at a time, where each must wait for the one before: key expansion, key
// wrap, and, as a pair, the two blocks that a GCM message starts with. All that counts is how long the chain of dependent
// operations is. The state stays in the tower (tower.ts) from the first round to the last; ShiftRows and MixColumns are
// shuffles.
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

/** The last round, `key` included. */
@inline function lastRound(x: v128, key: v128): v128 {
  const nibbles = v128.load(LOW_NIBBLES), inverse = v128.load(INVERSE);
  const h = upper(x, nibbles), l = v128.and(x, nibbles), both = v128.xor(h, l), ratio = lookUp(A_OVER, l);
  const u = nested(inverse, h, ratio, both), v = nested(inverse, both, ratio, h);
  return swizzle(v128.xor(v128.xor(lookUp(OUT_U, u), key), lookUp(OUT_V, v)), v128.load(SHIFT_ROWS));
}

/** Any other round. The key goes in where the chain of dependent operations is shorter. */
@inline function round(x: v128, key: v128): v128 {
  const nibbles = v128.load(LOW_NIBBLES), inverse = v128.load(INVERSE);
  const h = upper(x, nibbles), l = v128.and(x, nibbles), both = v128.xor(h, l), ratio = lookUp(A_OVER, l);
  const u = nested(inverse, h, ratio, both), v = nested(inverse, both, ratio, h);
  // MixColumns: 2·s + 3·(one row below) + (two below) + (three below).
  const s = v128.xor(lookUp(SUB_U, u), lookUp(SUB_V, v));
  const s2 = v128.xor(v128.xor(lookUp(SUB2_U, u), key), lookUp(SUB2_V, v));
  const s3 = v128.xor(lookUp(SUB3_U, u), lookUp(SUB3_V, v));
  const a = v128.xor(swizzle(s2, v128.load(SHIFT_ROWS)), swizzle(s3, v128.load(SHIFT_ROWS, 16)));
  return v128.xor(a, v128.xor(swizzle(s, v128.load(SHIFT_ROWS, 32)), swizzle(s, v128.load(SHIFT_ROWS, 48))));
}

/** One block `x` encrypted, with `rounds` + 1 keys at `k` as prepareSingle makes them. */
export function encryptSingle(x: v128, k: usize, rounds: i32): v128 {
  x = toTower(v128.xor(x, v128.load(k)), v128.load(LOW_NIBBLES));
  for (k += 16; --rounds > 0; k += 16) x = round(x, v128.load(k));
  return lastRound(x, v128.load(k));
}

/** The same for the blocks at `p` and `q`, in place: each chain fills the other's gaps. */
export function encryptPair(p: usize, q: usize, k: usize, rounds: i32): void {
  const key = v128.load(k), nibbles = v128.load(LOW_NIBBLES);
  let x = toTower(v128.xor(v128.load(p), key), nibbles), y = toTower(v128.xor(v128.load(q), key), nibbles);
  for (k += 16; --rounds > 0; k += 16) {
    const key = v128.load(k);
    x = round(x, key);
    y = round(y, key);
  }
  v128.store(p, lastRound(x, v128.load(k)));
  v128.store(q, lastRound(y, v128.load(k)));
}
