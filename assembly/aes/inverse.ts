// The inverse cipher (FIPS 197 §5.3.5, the equivalent one) on several independent blocks, in the tower (tower.ts) and
// round by round as in several.ts. The state between two rounds is what is to be inverted next: the S-box's inverse
// affine map is linear, so the tables that undo MixColumns and the round keys hold it.
// Constant time: see tower.ts; the keys' MixColumns is additions and masks.
import { INVERSE_KEYS, KEY_WORDS } from '../memory';
import { swizzle } from '../simd';
import { LOW_NIBBLES, lookUp, nested, upper } from './tower';
import {
  A_OVER, ENTER_HIGH, ENTER_LOW, INV11_U, INV11_V, INV13_U, INV13_V, INV14_U, INV14_V, INV9_U, INV9_V, INVERSE, LEAVE_U,
  LEAVE_V, TURN_1, TURN_BACK,
} from './tower-tables';

@inline function enter(x: v128, nibbles: v128): v128 {
  return v128.xor(lookUp(ENTER_LOW, v128.and(x, nibbles)), lookUp(ENTER_HIGH, upper(x, nibbles)));
}
@inline function byBoth(tableU: usize, u: v128, tableV: usize, v: v128): v128 {
  return v128.xor(lookUp(tableU, u), lookUp(tableV, v));
}
/** Twice each byte in GF(2^8). */
@inline function double(x: v128): v128 {
  return v128.xor(i8x16.add(x, x), v128.and(i8x16.shr_s(x, 7), i8x16.splat(0x1b)));
}

/** The inverse of MixColumns (§5.3.3): x + 4·(x + x two rows below), then MixColumns. */
function unmix(x: v128): v128 {
  const turn = v128.load(TURN_1);
  x = v128.xor(x, double(double(v128.xor(x, swizzle(swizzle(x, turn), turn)))));
  const y = swizzle(x, turn), t = v128.xor(double(x), y);
  return v128.xor(v128.xor(t, swizzle(t, turn)), swizzle(swizzle(y, turn), turn));
}

/** Turns the round keys in KEY_WORDS into INVERSE_KEYS, all but the first as the state is between rounds. */
export function prepareInverse(rounds: i32): void {
  const nibbles = v128.load(LOW_NIBBLES), back = v128.load(TURN_BACK), last = <usize>rounds << 4;
  v128.store(INVERSE_KEYS, v128.load(KEY_WORDS));
  for (let at: usize = 16; at <= last; at += 16) {
    let key = v128.load(KEY_WORDS + at);
    if (at < last) key = unmix(key);
    v128.store(INVERSE_KEYS + at, enter(v128.xor(swizzle(key, back), i8x16.splat(0x63)), nibbles));
  }
}

/** Decrypts `count` blocks at `p` in place, with the schedule that prepareInverse left. */
export function decryptSeveral(p: usize, count: usize, rounds: i32): void {
  const nibbles = v128.load(LOW_NIBBLES), inverse = v128.load(INVERSE), aOver = v128.load(A_OVER);
  const rows0 = v128.load(TURN_BACK), rows1 = v128.load(TURN_BACK, 16);
  const rows2 = v128.load(TURN_BACK, 32), rows3 = v128.load(TURN_BACK, 48);
  const end = p + (count << 4);
  let at = <usize>rounds << 4, key = v128.load(INVERSE_KEYS + at);
  for (let q = p; q < end; q += 16) v128.store(q, v128.xor(swizzle(enter(v128.load(q), nibbles), rows0), key));
  while (at > 0) {
    at -= 16;
    key = v128.load(INVERSE_KEYS + at);
    for (let q = p; q < end; q += 16) {
      const x = v128.load(q), h = upper(x, nibbles), l = v128.and(x, nibbles), both = v128.xor(h, l);
      const ratio = swizzle(aOver, l), u = nested(inverse, h, ratio, both), v = nested(inverse, both, ratio, h);
      if (at == 0) {
        v128.store(q, v128.xor(byBoth(LEAVE_U, u, LEAVE_V, v), key));
        continue;
      }
      const s0 = swizzle(byBoth(INV14_U, u, INV14_V, v), rows0), s1 = swizzle(byBoth(INV11_U, u, INV11_V, v), rows1);
      const s2 = swizzle(byBoth(INV13_U, u, INV13_V, v), rows2), s3 = swizzle(byBoth(INV9_U, u, INV9_V, v), rows3);
      v128.store(q, v128.xor(v128.xor(v128.xor(s0, s1), v128.xor(s2, s3)), key));
    }
  }
}
