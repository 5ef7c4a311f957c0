// Writes assembly/aes/tower-tables.ts, or prints it: node scripts/make-aes-tower.mjs [--print]
// The tables of the shuffle-based AES in assembly/aes/single.ts, made from their definitions. Each has 16 entries, one for
// every value of a nibble.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const values = (count, make) => Array.from({ length: count }, (_, i) => make(i));

/** Carry-less product modulo `modulus`, whose degree is `bits`. */
function multiply(a, b, modulus, bits) {
  let product = 0;
  for (let i = 0; i < bits; i++) if ((b >> i) & 1) product ^= a << i;
  for (let i = 2 * bits - 2; i >= bits; i--) if ((product >> i) & 1) product ^= modulus << (i - bits);
  return product;
}

// GF(2^4) modulo x^4 + x + 1.
const nibbles = values(16, (i) => i);
const times = (a, b) => multiply(a, b, 0b10011, 4);
const inverse = (a) => nibbles.find((b) => times(a, b) === 1);
const over = (a, b) => times(a, inverse(b));

// GF(2^8) as pairs hY + l with Y^2 = A·Y + A; A is one for which that polynomial has no root.
const A = nibbles.find((c) => c > 0 && nibbles.every((r) => times(r, r) !== (times(c, r) ^ c)));
const towerTimes = (a, b) => {
  const [ah, al, bh, bl] = [a >> 4, a & 15, b >> 4, b & 15];
  const hh = times(A, times(ah, bh));
  return ((hh ^ times(ah, bl) ^ times(al, bh)) << 4) | (hh ^ times(al, bl));
};

// The map from AES's field: x goes to a root of AES's polynomial x^8 + x^4 + x^3 + x + 1.
const power = (g, n) => (n === 0 ? 1 : towerTimes(power(g, n - 1), g));
const root = values(256, (i) => i).find((g) => g > 1 && [8, 4, 3, 1, 0].reduce((sum, n) => sum ^ power(g, n), 0) === 0);
const linear = (images) => (a) => images.reduce((sum, image, i) => sum ^ ((a >> i) & 1 ? image : 0), 0);
const toTower = linear(values(8, (i) => power(root, i)));
const back = values(256, (i) => i).sort((a, b) => toTower(a) - toTower(b));
const fromTower = (t) => back[t];

// FIPS 197 §5.1.1 without its constant: bit i is the sum of bits i, i+4, i+5, i+6, i+7.
const affine = linear(values(8, (i) => [0, 1, 2, 3, 4].reduce((sum, k) => sum ^ (1 << ((i + k) & 7)), 0)));
const substituted = (t) => affine(fromTower(t));
const multiple = (a, c) => multiply(a, c, 0x11b, 8);
const double = (a) => multiple(a, 2);
const afterAffine = values(256, (i) => i).sort((a, b) => affine(a) - affine(b));
const unaffine = (a) => afterAffine[a];

// (hY + l)^-1 = (hY + l + A·h) / n with n = l^2 + A·l·h + A·h^2. The two look-ups give n / (l + A·h) and
// n / (l + A·h + A·l); call their inverses u and v, then the lower nibble of the result is u and the upper one follows:
const inverseFrom = (u, v) => (over(u ^ over(u ^ v, A), A) << 4) | u;

/** Any index from 128 on makes a shuffle give zero: the inverse of what stands for infinity, as sums with it do. */
const INFINITE = 128;
const byNibble = (make) => [INFINITE, ...nibbles.slice(1).map(make)];
/** By a nibble's inverse; and infinity's is zero, to which everything here maps zero. */
const byInverse = (make) => nibbles.map((a) => (a === 0 ? 0 : make(inverse(a))));
const fromU = (make) => byInverse((u) => make(substituted(inverseFrom(u, 0))));
const fromV = (make) => byInverse((v) => make(substituted(inverseFrom(0, v))));
const triple = (a) => a ^ double(a);
// The inverse cipher carries what is to be inverted next: the inverse affine map is in every table that leads there.
const toInverse = (a) => toTower(unaffine(a));
const invertedFromU = (c) => byInverse((u) => toInverse(multiple(fromTower(inverseFrom(u, 0)), c)));
const invertedFromV = (c) => byInverse((v) => toInverse(multiple(fromTower(inverseFrom(0, v)), c)));

const tables = {
  INVERSE: ['inverses of nibbles', byNibble(inverse)],
  A_OVER: ['A divided by nibbles', byNibble((a) => over(A, a))],
  TOWER_LOW: ['to the tower, lower nibble', nibbles.map((a) => toTower(a))],
  TOWER_HIGH: ['to the tower, upper nibble', nibbles.map((a) => toTower(a << 4))],
  SUB_U: ['SubBytes by the inverse of u, in the tower', fromU(toTower)],
  SUB_V: ['SubBytes by the inverse of v, in the tower', fromV(toTower)],
  SUB2_U: ['twice that', fromU((a) => toTower(double(a)))],
  SUB2_V: ['twice that', fromV((a) => toTower(double(a)))],
  SUB3_U: ['three times that', fromU((a) => toTower(triple(a)))],
  SUB3_V: ['three times that', fromV((a) => toTower(triple(a)))],
  OUT_U: ['SubBytes by the inverse of u, in AES’s own field', fromU((a) => a)],
  OUT_V: ['SubBytes by the inverse of v, in AES’s own field', fromV((a) => a)],
  ENTER_LOW: ['the inverse affine map, then to the tower, lower nibble', nibbles.map((a) => toInverse(a))],
  ENTER_HIGH: ['the same, upper nibble', nibbles.map((a) => toInverse(a << 4))],
  LEAVE_U: ['inverses by the inverse of u, in AES’s own field', byInverse((u) => fromTower(inverseFrom(u, 0)))],
  LEAVE_V: ['inverses by the inverse of v, in AES’s own field', byInverse((v) => fromTower(inverseFrom(0, v)))],
  INV14_U: ['fourteen times inverses, then as ENTER, by the inverse of u', invertedFromU(14)],
  INV14_V: ['the same by the inverse of v', invertedFromV(14)],
  INV11_U: ['eleven times, likewise', invertedFromU(11)],
  INV11_V: ['eleven times, likewise', invertedFromV(11)],
  INV13_U: ['thirteen times, likewise', invertedFromU(13)],
  INV13_V: ['thirteen times, likewise', invertedFromV(13)],
  INV9_U: ['nine times, likewise', invertedFromU(9)],
  INV9_V: ['nine times, likewise', invertedFromV(9)],
};

// Shuffles as lists: byte i of the result is byte list[i] of what is shuffled.
const bytes = values(16, (i) => i);
const shiftRows = bytes.map((i) => (i & 3) | ((i + 4 * (i & 3)) & 12));
const turn = (rows) => bytes.map((i) => (i & 12) | ((i + rows) & 3));
const then = (first, second) => second.map((i) => first[i]);
const reversed = (list) => bytes.map((i) => list.indexOf(i));
const shiftRowsTimes = (n) => (n === 0 ? bytes : then(shiftRows, shiftRowsTimes(n - 1)));
/** What `list` is on a state that lacks `n` times ShiftRows. */
const drifted = (list, n) => then(then(shiftRowsTimes(n), list), reversed(shiftRowsTimes(n)));
const byDrift = (make) => values(4, make).flat();

Object.assign(tables, {
  TURN_1: [
    'columns turned by one row, where ShiftRows is missing 0, 1, 2, 3 times',
    byDrift((n) => drifted(turn(1), n)),
  ],
  TURN_3: ['columns turned by three rows, likewise', byDrift((n) => drifted(turn(3), n))],
  BACK: ['the inverse of ShiftRows, 0, 1, 2, 3 times', byDrift((n) => reversed(shiftRowsTimes(n)))],
  TWICE: ['ShiftRows twice', shiftRowsTimes(2)],
  TURN_BACK: [
    'columns turned by 0, 1, 2, 3 rows, then the inverse of ShiftRows',
    byDrift((n) => then(turn(n), reversed(shiftRows))),
  ],
});

const lines = Object.entries(tables).map(
  ([name, [what, table]]) =>
    `/** ${what} */\nexport const ${name}: usize = memory.data<u8>([${table.join(', ')}], 16);\n`,
);
const head = '// Written by scripts/make-aes-tower.mjs; its comments define every table.\n\n';
const file = head + lines.join('');
if (process.argv.includes('--print')) process.stdout.write(file);
else writeFileSync(fileURLToPath(new URL('../assembly/aes/tower-tables.ts', import.meta.url)), file);
