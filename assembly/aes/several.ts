// AES encryption (FIPS 197 §5.1) of several independent blocks in turn, round by round: what counts is how few shuffles a
// round takes, for the processor works at many blocks at once. A round in the tower (tower.ts) takes twelve: ShiftRows is
// never carried out. Instead the state drifts: after r rounds it lacks r of them, so the turns of MixColumns and the round
// keys are shuffled to suit. Four times ShiftRows is none, so there are four sets of masks; AES has 10 or 14 rounds, and
// the last one makes good the two that are missing.
// Constant time: see tower.ts.
import { KEY_WORDS, SEVERAL_KEYS } from '../memory';
import { swizzle } from '../simd';
import { LOW_NIBBLES, lookUp, nested, toTower, upper } from './tower';
import { A_OVER, BACK, INVERSE, OUT_U, OUT_V, SUB2_U, SUB2_V, SUB_U, SUB_V, TURN_1, TURN_3, TWICE } from './tower-tables';

/** Turns the round keys in KEY_WORDS into SEVERAL_KEYS: drifted as the state is, 0x63 added, but for the last in the tower. */
export function prepareSeveral(rounds: i32): void {
  const nibbles = v128.load(LOW_NIBBLES);
  for (let round = 0; round <= rounds; round++) {
    const at = <usize>round << 4;
    let key = v128.load(KEY_WORDS + at);
    if (round > 0) key = v128.xor(key, i8x16.splat(0x63));
    key = swizzle(key, v128.load(BACK + (at & 48)));
    v128.store(SEVERAL_KEYS + at, round == rounds ? key : toTower(key, nibbles));
  }
}

/** To the tower, first round key added. */
@inline function enter(p: usize, end: usize): void {
  const nibbles = v128.load(LOW_NIBBLES), key = v128.load(SEVERAL_KEYS);
  for (let q = p; q < end; q += 16) v128.store(q, v128.xor(toTower(v128.load(q), nibbles), key));
}

/** Rounds whose keys lie from `at` to `to` in SEVERAL_KEYS; none of them is the last. */
function middleRounds(p: usize, end: usize, at: usize, to: usize): void {
  const nibbles = v128.load(LOW_NIBBLES), inverse = v128.load(INVERSE), aOver = v128.load(A_OVER);
  const subU = v128.load(SUB_U), subV = v128.load(SUB_V), sub2U = v128.load(SUB2_U), sub2V = v128.load(SUB2_V);
  for (; at < to; at += 16) {
    const key = v128.load(SEVERAL_KEYS + at);
    const turn1 = v128.load(TURN_1 + (at & 48)), turn3 = v128.load(TURN_3 + (at & 48));
    for (let q = p; q < end; q += 16) {
      const x = v128.load(q), h = upper(x, nibbles), l = v128.and(x, nibbles), both = v128.xor(h, l);
      const ratio = swizzle(aOver, l), u = nested(inverse, h, ratio, both), v = nested(inverse, both, ratio, h);
      // MixColumns: with t = 2·s + (one row below), the result is t + (t one row below) + (s three rows below).
      const s = v128.xor(swizzle(subU, u), swizzle(subV, v));
      const t = v128.xor(v128.xor(swizzle(sub2U, u), swizzle(sub2V, v)), swizzle(s, turn1));
      v128.store(q, v128.xor(v128.xor(t, swizzle(t, turn1)), v128.xor(swizzle(s, turn3), key)));
    }
  }
}

/** The last round, and out of the tower. */
@inline function lastRound(p: usize, end: usize, last: usize): void {
  const nibbles = v128.load(LOW_NIBBLES), inverse = v128.load(INVERSE), aOver = v128.load(A_OVER);
  const key = v128.load(SEVERAL_KEYS + last), twice = v128.load(TWICE);
  for (let q = p; q < end; q += 16) {
    const x = v128.load(q), h = upper(x, nibbles), l = v128.and(x, nibbles), both = v128.xor(h, l);
    const ratio = swizzle(aOver, l), u = nested(inverse, h, ratio, both), v = nested(inverse, both, ratio, h);
    v128.store(q, swizzle(v128.xor(v128.xor(lookUp(OUT_U, u), lookUp(OUT_V, v)), key), twice));
  }
}

/** Encrypts `count` blocks at `p` in place, with the schedule that prepareSeveral left. */
export function encryptSeveral(p: usize, count: usize, rounds: i32): void {
  const end = p + (count << 4), last = <usize>rounds << 4;
  enter(p, end);
  middleRounds(p, end, 16, last);
  lastRound(p, end, last);
}

/** The same up to the second round: what stands there then is no block yet, but a state in the tower. */
export function firstRounds(p: usize, count: usize): void {
  const end = p + (count << 4);
  enter(p, end);
  middleRounds(p, end, 16, 48);
}

/** What firstRounds left to do. */
export function otherRounds(p: usize, count: usize, rounds: i32): void {
  const end = p + (count << 4), last = <usize>rounds << 4;
  middleRounds(p, end, 48, last);
  lastRound(p, end, last);
}
