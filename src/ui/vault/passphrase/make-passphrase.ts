import words from '@zxcvbn-ts/language-common/dist/diceware.json.mjs';

/** The EFF's long word list: 7,776 words, as many as five dice show, 12.9 bits each. */
export const wordCount = words.length;
export const passphraseWords = 6;
/** How much chance there is in a passphrase of that many words, rounded down. */
export const passphraseBits = Math.floor(passphraseWords * Math.log2(wordCount));

/** The largest multiple of the words that two bytes hold: what lies above is thrown again, so that no word is likelier. */
const limit = 65_536 - (65_536 % wordCount);

const makeIndex = (): number => {
  for (;;) {
    const [thrown = limit] = crypto.getRandomValues(new Uint16Array(1));
    if (thrown < limit) return thrown % wordCount;
  }
};

/** Six words of the list, each picked by chance, with spaces between. */
export const makePassphrase = (): string =>
  Array.from({ length: passphraseWords }, () => words[makeIndex()] ?? '').join(' ');
