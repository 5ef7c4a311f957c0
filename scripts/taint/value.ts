// What the analysis knows of a value: whether a secret is in it, its number where it is always the same, the buffers it
// may point into, and whether it is one bit.

export interface Value {
  readonly secret: boolean;
  /** The number, where it is the same in every run; unsigned. */
  readonly exact: number | null;
  /** Regions that an address in its making pointed into (Layout), as bits. Of no meaning where `exact` is known. */
  readonly regions: bigint;
  /** Zero or one: the result of a comparison. */
  readonly bit: boolean;
}

export const unknown = (secret: boolean, regions = 0n, bit = false): Value => ({ secret, exact: null, regions, bit });

export const number = (exact: number): Value => ({
  secret: false,
  exact,
  regions: 0n,
  bit: exact === 0 || exact === 1,
});

const same = (a: Value, b: Value): boolean =>
  a.secret === b.secret && a.exact === b.exact && a.regions === b.regions && a.bit === b.bit;

export const sameAll = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.every((value, i) => {
    const other = b[i];
    return other !== undefined && same(value, other);
  });

/** What is true of both. `regionsOf` says where a number points. */
export function join(a: Value, b: Value, regionsOf: (value: Value) => bigint): Value {
  const bit = a.bit && b.bit;
  if (a.exact !== null && a.exact === b.exact) return { ...a, secret: a.secret || b.secret, bit };
  return { secret: a.secret || b.secret, exact: null, regions: regionsOf(a) | regionsOf(b), bit };
}

export const write = (value: Value): string =>
  `${value.secret ? 'S' : 'P'}${value.exact ?? '*'}:${value.regions.toString(36)}${value.bit ? 'b' : ''}`;

const LIMIT = 2 ** 32;
const within = (value: number): number | null => (Number.isSafeInteger(value) && value >= 0 ? value : null);

/** Arithmetic on known numbers. Whatever would wrap or needs more than 53 bits becomes unknown instead. */
const FOLDED: Readonly<Record<string, (a: number, b: number) => number | null>> = {
  add: (a, b) => within(a + b),
  sub: (a, b) => within(a - b),
  mul: (a, b) => within(a * b),
  shl: (a, b) => within(a * 2 ** b),
  shr_u: (a, b) => within(Math.floor(a / 2 ** b)),
  and: (a, b) => (a < 2 ** 31 && b < 2 ** 31 ? a & b : null),
  or: (a, b) => (a < 2 ** 31 && b < 2 ** 31 ? a | b : null),
};

/** The number that `operator` of i32 or i64 makes of two; null where it is not worked out. */
export function fold(type: string, operator: string, a: number | null, b: number | null): number | null {
  const run = FOLDED[operator];
  if (run === undefined || a === null || b === null || (type !== 'i32' && type !== 'i64')) return null;
  const result = run(a, b);
  return result !== null && type === 'i32' && result >= LIMIT ? null : result;
}
