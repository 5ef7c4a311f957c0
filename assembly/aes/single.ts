// AES encryption (FIPS 197 §5.1) of one block at a time, where each must wait for the one before: key expansion, key
// wrap, and the two blocks that a GCM message starts with. Eight bitsliced blocks would be seven too many. Each byte is a pair of nibbles in a tower of fields over GF(2^4)
// (after Hamburg, CHES 2009, with logarithms): byte shuffles look nibbles up in tables of 16 entries, sixteen at a time.
// The state stays in the tower from the first round to the last; ShiftRows and MixColumns are shuffles as well.
// Constant time: the look-ups happen inside registers; no address and no branch depends on key or data.
import { KEY_WORDS, SINGLE_KEYS } from '../memory';
import { swizzle } from '../simd';
import {
  EXP, LOG, LOG_INVERSE, NORM_HIGH, OUT_HIGH, OUT_LOW, SUB2_HIGH, SUB2_LOW, SUB_HIGH, SUB_LOW, TOWER_HIGH, TOWER_LOW,
} from './tower-tables';

// ShiftRows, then the same with each column turned by one, two and three rows.
const SHIFT_ROWS: usize = memory.data<u8>([
  0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11,
  5, 10, 15, 0, 9, 14, 3, 4, 13, 2, 7, 8, 1, 6, 11, 12,
  10, 15, 0, 5, 14, 3, 4, 9, 2, 7, 8, 13, 6, 11, 12, 1,
  15, 0, 5, 10, 3, 4, 9, 14, 7, 8, 13, 2, 11, 12, 1, 6,
], 16);

@inline function upper(x: v128): v128 { return v128.and(v128.shr<u16>(x, 4), i8x16.splat(0x0f)); }
@inline function lower(x: v128): v128 { return v128.and(x, i8x16.splat(0x0f)); }
@inline function lookUp(table: usize, index: v128): v128 { return swizzle(v128.load(table), index); }

/** Logarithm of a product: modulo 15, while what stands for zero (128 and more) stays above 128. */
@inline function addLogs(a: v128, b: v128): v128 {
  const sum = i8x16.add_sat_u(a, b);
  return i8x16.min_u(sum, i8x16.sub(sum, i8x16.splat(15)));
}

@inline function toTower(x: v128): v128 {
  return v128.xor(lookUp(TOWER_LOW, lower(x)), lookUp(TOWER_HIGH, upper(x)));
}

/** Turns the round keys in KEY_WORDS into SINGLE_KEYS: in the tower but for the first and the last, 0x63 added. */
export function prepareSingle(rounds: i32): void {
  const last = <usize>rounds << 4, constant = i8x16.splat(0x63);
  v128.store(SINGLE_KEYS, v128.load(KEY_WORDS));
  for (let i: usize = 16; i < last; i += 16) {
    v128.store(SINGLE_KEYS + i, toTower(v128.xor(v128.load(KEY_WORDS + i), constant)));
  }
  v128.store(SINGLE_KEYS + last, v128.xor(v128.load(KEY_WORDS + last), constant));
}

/** Encrypts the block at `p` in place, with `rounds` + 1 keys at `k` as prepareSingle makes them. */
export function encryptSingle(p: usize, k: usize, rounds: i32): void {
  const rows0 = v128.load(SHIFT_ROWS), rows1 = v128.load(SHIFT_ROWS, 16);
  const rows2 = v128.load(SHIFT_ROWS, 32), rows3 = v128.load(SHIFT_ROWS, 48);
  let x = toTower(v128.xor(v128.load(p), v128.load(k)));
  while (true) {
    k += 16;
    // (hY + l)⁻¹ = (hY + h + l) / n with the norm n = λh² + l(h + l).
    const h = upper(x), l = lower(x), hl = v128.xor(h, l);
    const logH = lookUp(LOG, h), logHL = lookUp(LOG, hl);
    const n = v128.xor(lookUp(NORM_HIGH, h), lookUp(EXP, addLogs(lookUp(LOG, l), logHL)));
    const logInverse = lookUp(LOG_INVERSE, n), high = addLogs(logH, logInverse), low = addLogs(logHL, logInverse);
    if (--rounds == 0) {
      const s = v128.xor(lookUp(OUT_HIGH, high), lookUp(OUT_LOW, low));
      v128.store(p, v128.xor(swizzle(s, rows0), v128.load(k)));
      return;
    }
    const s = v128.xor(lookUp(SUB_HIGH, high), lookUp(SUB_LOW, low));
    const s2 = v128.xor(lookUp(SUB2_HIGH, high), lookUp(SUB2_LOW, low));
    // MixColumns: 2·s + 3·(one row below) + (two below) + (three below).
    const near = v128.xor(swizzle(s2, rows0), swizzle(v128.xor(s2, s), rows1));
    const far = v128.xor(swizzle(s, rows2), swizzle(s, rows3));
    x = v128.xor(v128.xor(near, far), v128.load(k));
  }
}
