import { encodeUtf8 } from '../bytes/utf8.ts';
import { CardError } from './errors.ts';

const MAX_CHARACTERS = 64;
const MAX_BYTES = 255;
// Controls, format characters, surrogates, private use, line and paragraph separators, whatever has no shape of its
// own, and every blank but the plain space: with them one name could be made to look like another.
const HIDING = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;

/** What a person typed as a card's name: in NFC, without blanks at its ends. Throws `card-name`. */
export function normalizeName(typed: string): string {
  const name = typed.normalize('NFC').trim();
  checkName(name);
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
