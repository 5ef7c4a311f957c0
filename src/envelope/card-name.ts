import { encodeUtf8 } from '../bytes/utf8.ts';
import { CardError } from './errors.ts';

const MAX_CHARACTERS = 64;
const MAX_BYTES = 255;
// Controls, format characters, surrogates, private use, line and paragraph separators, whatever has no shape of its
// own, and every blank but the plain space: with them one name could be made to look like another.
const HIDING = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;

// Signs that could be read as one of our marks beside a name: ticks and boxes, locks and keys, shields, stars, medals, badges,
// letters and shapes in circles, arrows. Cards made before this was refused may carry them, so it is no part of the format.
const MARKS = new RegExp(
  `[${[
    '©®™℠√∨⋁˅˯',
    '\\u2190-\\u23FF\\u2460-\\u24FF\\u25A0-\\u27BF\\u2900-\\u297F\\u2B00-\\u2BFF',
    '\\u{1F100}-\\u{1F1E5}\\u{1F200}-\\u{1F2FF}\\u{1F650}-\\u{1F67F}\\u{1F780}-\\u{1F8FF}\\u{1F534}-\\u{1F53D}',
    '\\u{1F31F}\\u{1F396}\\u{1F397}\\u{1F3C5}\\u{1F3C6}\\u{1F3F5}\\u{1F44C}\\u{1F44D}\\u{1F4A0}\\u{1F4AE}\\u{1F4AF}\\u{1F4DB}',
    '\\u{1F50F}-\\u{1F513}\\u{1F518}\\u{1F530}\\u{1F5DD}\\u{1F5F4}-\\u{1F5F9}\\u{1F6E1}\\u{1F947}-\\u{1F949}',
  ].join('')}]`,
  'u',
);

// What is put around a letter, or so much of it upon one that it lies over the lines beside it (UTS #39 §5.4).
const STACKED = /\p{Me}|(\p{Mn})\1|\p{Mn}{5}/u;

/** Could a sign in it be taken for one of our marks, or lie over our words? */
export const hasMarks = (name: string): boolean => MARKS.test(name) || STACKED.test(name.normalize('NFD'));

/** Throws `card-name`. */
export function refuseMarks(name: string): void {
  if (hasMarks(name)) throw new CardError('card-name', { limit: MAX_CHARACTERS });
}

/** The name without such signs; empty where nothing else is left. */
export const withoutMarks = (name: string): string =>
  (STACKED.test(name.normalize('NFD')) ? name.normalize('NFD').replace(/\p{M}/gu, '') : name)
    .replace(new RegExp(MARKS, 'gu'), '')
    .replace(/ +/g, ' ')
    .trim()
    .normalize('NFC');

/** What a person typed as a card's name: in NFC, without blanks at its ends, and without marks. Throws `card-name`. */
export function normalizeName(typed: string): string {
  const name = typed.normalize('NFC').trim();
  checkName(name);
  refuseMarks(name);
  return name;
}

/** Throws `card-name` where a card may not carry it. */
export function checkName(name: string): void {
  const characters = [...name].length;
  const fits = characters >= 1 && characters <= MAX_CHARACTERS && encodeUtf8(name).length <= MAX_BYTES;
  if (!fits || HIDING.test(name) || name !== name.normalize('NFC').trim()) {
    throw new CardError('card-name', { limit: MAX_CHARACTERS });
  }
}
