// What AES on nibbles in a tower of fields over GF(2^4) rests on (after Hamburg, CHES 2009). Byte shuffles look nibbles up
// in tables of 16 entries, sixteen at a time; inversion in the tower is four such look-ups. With a byte as hY + l, u is
// 1/(1/h + A/l) + h + l and v is 1/(1/(h + l) + A/l) + h (scripts/make-aes-tower.mjs); tables by u and by v give SubBytes.
// Constant time: the look-ups happen inside registers; no address and no branch depends on key or data.
import { swizzle } from '../simd';
import { TOWER_HIGH, TOWER_LOW } from './tower-tables';

export const LOW_NIBBLES: usize = memory.data<u8>([15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15], 16);

@inline export function upper(x: v128, nibbles: v128): v128 { return v128.and(v128.shr<u16>(x, 4), nibbles); }
@inline export function lookUp(table: usize, index: v128): v128 { return swizzle(v128.load(table), index); }

/** From AES's own field to the tower. `nibbles` is what stands at LOW_NIBBLES. */
@inline export function toTower(x: v128, nibbles: v128): v128 {
  return v128.xor(lookUp(TOWER_LOW, v128.and(x, nibbles)), lookUp(TOWER_HIGH, upper(x, nibbles)));
}
/** u or v: 1/(1/`a` + `ratio`) + `b`. */
@inline export function nested(inverse: v128, a: v128, ratio: v128, b: v128): v128 {
  return v128.xor(swizzle(inverse, v128.xor(swizzle(inverse, a), ratio)), b);
}
