// Writes assembly/aes/tower-tables.ts, or prints it: node scripts/make-aes-tower.mjs [--print]
// The tables of the shuffle-based AES in assembly/aes/single.ts, made from their definitions. Each has 16 entries, one for
// every value of a nibble or of its logarithm.
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

// GF(2^4) modulo x^4 + x + 1; x generates its 15 units.
const times = (a, b) => multiply(a, b, 0b10011, 4);
const exp = [1];
for (let i = 1; i < 15; i++) exp.push(times(exp[i - 1], 2));
const log = (a) => exp.indexOf(a);

// GF(2^8) as pairs hY + l with Y^2 = Y + lambda; lambda is one for which that polynomial has no root.
const lambda = values(16, (i) => i).find((c) => values(16, (r) => times(r, r) ^ r).every((v) => v !== c));
const towerTimes = (a, b) => {
  const [ah, al, bh, bl] = [a >> 4, a & 15, b >> 4, b & 15];
  const hh = times(ah, bh);
  return ((hh ^ times(ah, bl) ^ times(al, bh)) << 4) | (times(hh, lambda) ^ times(al, bl));
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
const double = (a) => multiply(a, 2, 0x11b, 8);

/** Any index from 128 on makes a shuffle give zero; the logarithm of zero is that, and stays it when one is added. */
const LOG_OF_ZERO = 192;
const byLog = (make) => [...exp.map(make), 0];

const tables = {
  LOG: ['logarithms of nibbles', values(16, (a) => (a === 0 ? LOG_OF_ZERO : log(a)))],
  EXP: ['nibbles by logarithm', byLog((a) => a)],
  NORM_HIGH: ['lambda times the square', values(16, (a) => times(lambda, times(a, a)))],
  LOG_INVERSE: ['logarithms of inverses', values(16, (a) => (a === 0 ? 0 : (15 - log(a)) % 15))],
  TOWER_LOW: ['to the tower, lower nibble', values(16, (a) => toTower(a))],
  TOWER_HIGH: ['to the tower, upper nibble', values(16, (a) => toTower(a << 4))],
  SUB_HIGH: ['SubBytes of hY, by the logarithm of h, in the tower', byLog((h) => toTower(substituted(h << 4)))],
  SUB_LOW: ['SubBytes of l, by the logarithm of l, in the tower', byLog((l) => toTower(substituted(l)))],
  SUB2_HIGH: ['twice that', byLog((h) => toTower(double(substituted(h << 4))))],
  SUB2_LOW: ['twice that', byLog((l) => toTower(double(substituted(l))))],
  OUT_HIGH: ['SubBytes of hY, by the logarithm of h, in AES’s own field', byLog((h) => substituted(h << 4))],
  OUT_LOW: ['SubBytes of l, by the logarithm of l, in AES’s own field', byLog((l) => substituted(l))],
};

const lines = Object.entries(tables).map(
  ([name, [what, table]]) =>
    `/** ${what} */\nexport const ${name}: usize = memory.data<u8>([${table.join(', ')}], 16);\n`,
);
const head = '// Written by scripts/make-aes-tower.mjs; its comments define every table.\n\n';
const file = head + lines.join('');
if (process.argv.includes('--print')) process.stdout.write(file);
else writeFileSync(fileURLToPath(new URL('../assembly/aes/tower-tables.ts', import.meta.url)), file);
