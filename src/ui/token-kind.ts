/** What a pasted or found text seems to be, by its first marker. Only the keeper can tell whether it really is. */
export type TokenKind = 'card' | 'sealed';

/** Cards begin with `FSEAL1c`; anything else is left to the opener, which gives a typed error. */
export const tokenKind = (text: string): TokenKind => {
  const marker = /FSEAL[12][a-z]/.exec(text);
  return marker?.[0] === 'FSEAL1c' ? 'card' : 'sealed';
};
