// What the analysis knows of a value: whether a secret is in it, its number where it is always the same, the buffers it
// may point into, and whether it is one bit.

export interface Value {
  readonly secret: boolean;
  /** The number, where it is the same in every run; unsigned. */
  readonly exact: number | null;
  /**
   * The constant in a number that is not known: 4096 of 4096 + i, 0 of what has none, null where paths differ. It names
   * the buffer that an address lies in, and is the lowest one where a pointer moves.
   */
  readonly part: number | null;
  /** Regions (Layout), as bits, that other constants in its making pointed into. Of no meaning where `exact` is known. */
  readonly regions: bigint;
  /** Zero or one: the result of a comparison. */
  readonly bit: boolean;
}

export const unknown = (secret: boolean, regions = 0n, bit = false, part: number | null = 0): Value => ({
  secret,
  exact: null,
  part,
  regions,
  bit,
});

export const number = (exact: number): Value => ({
  secret: false,
  exact,
  part: exact,
  regions: 0n,
  bit: exact === 0 || exact === 1,
});

const same = (a: Value, b: Value): boolean =>
  a.secret === b.secret && a.exact === b.exact && a.part === b.part && a.regions === b.regions && a.bit === b.bit;

export const sameAll = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.every((value, i) => {
    const other = b[i];
    return other !== undefined && same(value, other);
  });

/** Where numbers point: Layout. */
export interface Places {
  regionsOf(value: Value): bigint;
  /** The constant that both have in common: where they lie in one buffer, its beginning. */
  commonPart(a: number | null, b: number | null): number | null;
  behind(pointer: Value, offset: number): Value;
}

/** What is true of both. */
export function join(a: Value, b: Value, places: Places): Value {
  const bit = a.bit && b.bit;
  const secret = a.secret || b.secret;
  if (a.exact !== null && a.exact === b.exact) return { ...a, secret, bit };
  const part = places.commonPart(a.part, b.part);
  const kept = (value: Value) => (value.exact === null ? value.regions : 0n);
  const regions = part === null ? places.regionsOf(a) | places.regionsOf(b) : kept(a) | kept(b);
  return { secret, exact: null, part, regions, bit };
}

export const write = ({ secret, exact, part, regions, bit }: Value): string =>
  `${secret ? 'S' : 'P'}${exact ?? `*${part}`}:${regions.toString(36)}${bit ? 'b' : ''}`;

/** The constant part of a sum or a difference of i32; null where a part is not known. */
export function sumOfParts(operator: string, a: Value | undefined, b: Value | undefined): number | null {
  if (!a || !b || a.part === null || b.part === null) return null;
  if (operator === 'i32.add') return (a.part + b.part) | 0;
  return operator === 'i32.sub' ? (a.part - b.part) | 0 : null;
}

export const LIMIT = 2 ** 32;
const within = (value: number): number | null => (Number.isSafeInteger(value) && value >= 0 ? value : null);

const bit = (value: boolean): number => (value ? 1 : 0);
/** Comparisons of unsigned numbers, and of signed ones where no sign is set. */
const COMPARED: Readonly<Record<string, (a: number, b: number) => number>> = {
  eq: (a, b) => bit(a === b),
  eqz: (a) => bit(a === 0),
  ne: (a, b) => bit(a !== b),
  lt: (a, b) => bit(a < b),
  gt: (a, b) => bit(a > b),
  le: (a, b) => bit(a <= b),
  ge: (a, b) => bit(a >= b),
};
const WIDTHS: Readonly<Record<string, number>> = { i32: 32, i64: 64 };

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
  const width = WIDTHS[type];
  if (a === null || b === null || width === undefined) return null;
  const compare = COMPARED[operator.replace(/_[su]$/, '')];
  if (compare) return operator.endsWith('_s') && Math.max(a, b) >= LIMIT / 2 ? null : compare(a, b);
  // A shift goes by its amount modulo the width.
  const result = FOLDED[operator]?.(a, /^sh/.test(operator) ? b % width : b) ?? null;
  return result !== null && type === 'i32' && result >= LIMIT ? null : result;
}
