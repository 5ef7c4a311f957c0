import { type SecuritySign, signColours, signShapes } from '../../bytes/security-sign.ts';
import { makeRandomIndex } from '../random-index.ts';

/** Words of at most seven letters: three of them always fit. */
const wordsOfSign = 3;

const pick = <T>(from: readonly [T, ...T[]]): T => from[makeRandomIndex(from.length)] ?? from[0];

/** Takes one out, so that none comes twice. */
const draw = (from: string[]): string => from.splice(makeRandomIndex(from.length), 1)[0] ?? '';

/** A sign by chance. `words`: at least three, with blanks between, in the person's language. */
export const makeSign = (words: string): SecuritySign => {
  const left = words.split(' ');
  const phrase = Array.from({ length: wordsOfSign }, () => draw(left)).join(' ');
  return { phrase, colour: pick(signColours), shape: pick(signShapes) };
};
