// What the check knows of operators that compute, load and store. One that is in no list here has no rule.
import { fold, LIMIT, number, type Places, sumOfParts, unknown, type Value } from './value.ts';

/** Operators whose time may depend on their operands: division, and counting bits where the processor cannot. */
const VARIABLE = /^i(32|64)\.((div|rem)_[su]|clz|ctz|popcnt)$/;
const SHIFT = /^i\d+(x\d+)?\.(shl|shr_[su]|rotl|rotr)$/;
const BIT = /^(v128|i\d+x\d+)\.(any|all)_true$|^i(32|64)\.(eqz|eq|ne|[lg][te]_[su])$/;
const INTEGER = /^i(32|64)\.(add|sub|mul|and|or|xor|wrap_i64|extend(8|16|32|_i32)_[su])$/;
const BITWISE = /^v128\.(not|and|andnot|or|xor|bitselect)$/;
const LANES =
  /^i\d+x\d+\.(add|sub|mul|neg|abs|(min|max)_[su]|eq|ne|[lg][te]_[su]|splat|(extract|replace)_lane(_[su])?|bitmask)$/;
const CROSSING = /^i\d+x\d+\.(shuffle|(relaxed_)?swizzle|(extend|extmul)_(low|high)_i\d+x\d+_[su])$/;

const LOAD = /^(i32|i64|v128)\.load(\d*)/;
const STORE = /^(i32|i64|v128)\.store(\d*)/;
const WIDTHS: Readonly<Record<string, number>> = { i32: 4, i64: 8, v128: 16 };

export const loads = (operator: string): boolean => LOAD.test(operator);
export const stores = (operator: string): boolean => STORE.test(operator);
/** How many bytes a load or a store may touch. */
export function widthOf(operator: string): number {
  const [, type = '', bits = ''] = LOAD.exec(operator) ?? STORE.exec(operator) ?? [];
  // Vector loads such as load8x8 and load32_splat name their lanes; half a vector is the most that they read.
  return bits === '' ? (WIDTHS[type] ?? 16) : type === 'v128' ? 8 : Number(bits) / 8;
}
export const takesVariableTime = (operator: string): boolean => VARIABLE.test(operator);
export const shifts = (operator: string): boolean => SHIFT.test(operator);
/** Its result is zero or one. */
const givesBit = (operator: string): boolean => BIT.test(operator);

/** @throws Error where there is no rule */
export function requireRule(operator: string, name: string): void {
  if (/f32|f64/.test(operator))
    throw new Error(`floating point (${operator}) in function ${name}: its time may depend on the numbers`);
  if ([VARIABLE, SHIFT, BIT, INTEGER, BITWISE, LANES, CROSSING].some((known) => known.test(operator))) return;
  throw new Error(`no rule for ${operator} in function ${name}`);
}

/** What the operator makes of these operands. */
export function result(operator: string, values: readonly Value[], places: Places): Value {
  const [type = '', name = ''] = operator.split('.');
  const [a, b] = values;
  const secret = values.some((value) => value.secret);
  const folded = fold(type, name, a?.exact ?? null, name === 'eqz' ? 0 : (b?.exact ?? null));
  if (folded !== null && !secret) return number(folded);
  // Binaryen writes x + 64 as x - -64: no folded subtraction, but an offset.
  if (operator === 'i32.sub' && a && !secret && (b?.exact ?? 0) > LIMIT / 2)
    return places.behind(a, LIMIT - (b?.exact ?? 0));
  const part = sumOfParts(operator, a, b);
  const parts = values.map((value) => {
    if (part === null) return places.regionsOf(value);
    // In a sum whose constant part is known, that says where it points.
    return value.exact === null ? value.regions : 0n;
  });
  const regions = parts.reduce((mask, bits) => mask | bits, 0n);
  return unknown(secret, regions, givesBit(operator), part ?? 0);
}
