/** The order is that of the numbers in the vault: only ever added to. */
export const signColours = ['blue', 'green', 'orange', 'red', 'violet', 'grey'] as const;
export type SignColour = (typeof signColours)[number];

/** The same. */
export const signShapes = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross'] as const;
export type SignShape = (typeof signShapes)[number];

/** What a person knows windows of Fieldseal by, and nobody else does: a few words, a colour, a shape. */
export interface SecuritySign {
  /** See `isSignPhrase`. */
  readonly phrase: string;
  readonly colour: SignColour;
  readonly shape: SignShape;
}

/** Characters. Above the most, not all of it would be seen in a small window. */
export const signPhrase = { least: 6, most: 24 } as const;

/** Whatever cannot be seen, or turns what stands beside it around: two phrases that look alike must be the same. */
const HIDING = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;

/** A phrase as it was typed, in NFC and with plain single blanks between its words. */
export const normalizeSignPhrase = (typed: string): string => typed.normalize('NFC').trim().replace(/\s+/gu, ' ');

export type SignPhraseProblem = 'short' | 'long' | 'hidden';

/** What is wrong with a normalized phrase; undefined where nothing is. */
export const signPhraseProblem = (phrase: string): SignPhraseProblem | undefined => {
  const characters = [...phrase].length;
  if (characters < signPhrase.least) return 'short';
  if (characters > signPhrase.most) return 'long';
  return HIDING.test(phrase) ? 'hidden' : undefined;
};

/** Whether a vault may hold it. */
export const isSignPhrase = (phrase: string): boolean =>
  phrase === normalizeSignPhrase(phrase) && signPhraseProblem(phrase) === undefined;
