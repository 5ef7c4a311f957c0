import type { Core } from '../../crypto/core.ts';
import { RecoveryKeyError } from '../errors.ts';

// 256 random bits as 13 groups of five characters: four digits of base 32 and one to check the group and its place.
// 13 × 20 bits hold the key and the first four bits of its SHA-256.

export const recoveryKeyLength = 32;
/** Crockford's: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const recoveryGroups = 13;
const dataDigits = 4;
const groupLength = dataDigits + 1;
const lookAlikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
/** What people and printers put between groups. */
const separators = /[\s\p{Pd}\p{Cf}_.,:;/|·•]/gu;

/** The groups, in order, upper-case. They are strings, which cannot be wiped: shown once, and dropped. */
export const encodeRecoveryKey = (core: Core, key: Uint8Array): string[] => {
  if (key.length !== recoveryKeyLength) throw new RangeError(`recovery key of ${key.length} bytes`);
  const digits = toDigits(key, core);
  return Array.from({ length: recoveryGroups }, (_, group) => {
    const data = digits.slice(group * dataDigits, (group + 1) * dataDigits);
    return [...data, checkDigit(data, group)].map((digit) => alphabet[digit] ?? '').join('');
  });
};

/**
 * Takes either letter case, anything between the groups, and O, I, L for 0, 1, 1. The caller wipes the 32 bytes.
 * @throws RecoveryKeyError naming the groups that were mistyped
 */
export const parseRecoveryKey = (core: Core, text: string): Uint8Array => {
  const characters = [...text.normalize('NFKC').replace(separators, '').toUpperCase()];
  const groups = Math.ceil(characters.length / groupLength);
  if (characters.length !== recoveryGroups * groupLength)
    throw new RecoveryKeyError('recovery-key-length', { groups, expected: recoveryGroups });
  const digits = characters.map((character) => alphabet.indexOf(lookAlikes[character] ?? character));
  const wrong = Array.from({ length: recoveryGroups }, (_, group) => group).filter(
    (group) => !isGroupRight(digits.slice(group * groupLength, (group + 1) * groupLength), group),
  );
  const [first] = wrong;
  if (first !== undefined)
    throw new RecoveryKeyError('recovery-key-group', {
      group: first + 1,
      groups: wrong.map((group) => group + 1).join(','),
    });
  const data = digits.filter((_, at) => at % groupLength < dataDigits);
  return fromDigits(data, core);
};

/** Whether what was typed is group number `group`, from 1, of this key: for the question after the sheet was printed. */
export const isRecoveryGroup = (groups: readonly string[], group: number, typed: string): boolean => {
  const canonical = [...typed.normalize('NFKC').replace(separators, '').toUpperCase()]
    .map((character) => lookAlikes[character] ?? character)
    .join('');
  return canonical.length === groupLength && canonical === groups[group - 1];
};

const isGroupRight = (digits: readonly number[], group: number): boolean =>
  !digits.includes(-1) && checkDigit(digits.slice(0, dataDigits), group) === digits[dataDigits];

/**
 * A sum over GF(32) with a different factor for each place: one wrong digit, and two that changed places, always show.
 * The group's number is part of it: so do two groups that changed places.
 */
const checkDigit = (data: readonly number[], group: number): number => {
  let sum = group + 1;
  for (const digit of data) sum = double(sum) ^ digit;
  return double(sum);
};

/** Times x in GF(32) modulo x⁵ + x² + 1. */
const double = (value: number): number => ((value << 1) ^ (value & 0x10 ? 0x25 : 0)) & 0x1f;

const toDigits = (key: Uint8Array, core: Core): number[] => {
  const digits: number[] = [];
  let bits = 0;
  let held = 0;
  for (const byte of [...key, core.sha256(key)[0] ?? 0]) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) digits.push((held >> (bits - 5)) & 0x1f);
    held &= (1 << bits) - 1;
  }
  return digits.slice(0, recoveryGroups * dataDigits);
};

const fromDigits = (digits: readonly number[], core: Core): Uint8Array => {
  const bytes = new Uint8Array(recoveryKeyLength + 1);
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    held = (held << 5) | digit;
    bits += 5;
    if (bits < 8) continue;
    bytes[at++] = held >> (bits - 8);
    bits -= 8;
    held &= (1 << bits) - 1;
  }
  const key = bytes.slice(0, recoveryKeyLength);
  bytes.fill(0);
  const check = (core.sha256(key)[0] ?? 0) >> 4;
  if (check === held) return key;
  key.fill(0);
  throw new RecoveryKeyError('recovery-key-checksum');
};
