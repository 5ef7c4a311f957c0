import words from '@zxcvbn-ts/language-common/dist/diceware.json.mjs';
import { makeRandomIndex } from '../../random-index.ts';

/** The EFF's long word list: 7,776 words, as many as five dice show, 12.9 bits each. */
export const wordCount = words.length;
export const passphraseWords = 6;
/** How much chance there is in a passphrase of that many words, rounded down. */
export const passphraseBits = Math.floor(passphraseWords * Math.log2(wordCount));

/** Six words of the list, each picked by chance, with spaces between. */
export const makePassphrase = (): string =>
  Array.from({ length: passphraseWords }, () => words[makeRandomIndex(wordCount)] ?? '').join(' ');
