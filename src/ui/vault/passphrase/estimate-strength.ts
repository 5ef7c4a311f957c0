import { type Match, ZxcvbnFactory } from '@zxcvbn-ts/core';
import graphs from '@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs';
import words from '@zxcvbn-ts/language-common/dist/diceware.json.mjs';
import { commonPasswords } from './common-passwords.ts';
import type { Strength, StrengthReason } from './strength.ts';

const estimator = new ZxcvbnFactory({
  dictionary: { passwords: [...commonPasswords], words: [...words] },
  graphs,
  maxLength: 128,
});

/** From which bits on a level begins. At some thousand guesses a second, 60 bits take more than a million years. */
const levels = [30, 45, 60, 75] as const;

/** @param bits powers of two of guesses */
export const levelOf = (bits: number): Strength['level'] =>
  levels.filter((from) => bits >= from).length as Strength['level'];

/** Which rule found a part, in the words of the person. */
const reasonOf = ({ pattern, dictionaryName }: Match): StrengthReason | undefined => {
  switch (pattern) {
    case 'dictionary':
      if (dictionaryName === 'passwords') return 'common';
      return dictionaryName === 'userInputs' ? 'personal' : 'words';
    case 'spatial':
      return 'keyboard';
    case 'repeat':
      return 'repeat';
    case 'sequence':
      return 'sequence';
    case 'date':
    case 'regex':
      return 'date';
    default:
      return undefined;
  }
};

/** The most telling first. */
const order: readonly StrengthReason[] = [
  'common',
  'personal',
  'repeat',
  'keyboard',
  'sequence',
  'date',
  'words',
  'short',
];

const wordSet: ReadonlySet<string> = new Set(words);
const wordBits = Math.log2(words.length);
/** What the estimator takes a character for that no rule explains. */
const strayBits = Math.log2(10);

/** Words count as picked from the list, in whatever place of it they stand; what is no word, character by character. */
const strayPartBits = (token: string): number =>
  token
    .split(/[\s_.,-]+/)
    .map((part) => (wordSet.has(part.toLowerCase()) ? wordBits : [...part].length * strayBits))
    .reduce((sum, bits) => sum + bits, 0);

const partBits = ({ pattern, dictionaryName, token, guesses, baseGuesses }: Match): number => {
  if (pattern === 'separator') return 0;
  if (pattern === 'bruteforce') return strayPartBits(token);
  if (dictionaryName === 'words') return wordBits + Math.log2(guesses / baseGuesses);
  return Math.log2(guesses);
};

/**
 * How hard a passphrase is to guess for somebody who knows how people choose them, and why it is not harder.
 * @param personal what is known of the person, such as the name on their card
 */
export const estimateStrength = (passphrase: string, personal: readonly string[]): Strength => {
  const { guessesLog10, sequence } = estimator.check(passphrase, [...personal]);
  // Its own sum grants every change between words and other signs a bonus, which dice do not deserve.
  const sum = sequence.map(partBits).reduce((total, bits) => total + bits, 0);
  const bits = Math.floor(Math.min(guessesLog10 * Math.log2(10), sum));
  const level = levelOf(bits);
  if (level >= 3) return { bits, level };
  const found = new Set<StrengthReason>(['short', ...sequence.map(reasonOf).filter((reason) => reason !== undefined)]);
  const why = order.find((reason) => found.has(reason)) ?? 'short';
  return { bits, level, why };
};
