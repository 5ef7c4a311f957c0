import type { FoundArmor } from '../../bytes/armor.ts';
import type { Stretch } from '../field/stretch.ts';

/** The first script has it; here it would weigh as much as all the rest. */
export type FindArmored = (text: string) => readonly FoundArmor[];

/** Nothing that a person sees: an object counts as something. */
export const isBlank = (text: string): boolean => !/[^\s\u200B\uFEFF]/.test(text);

export const tokensIn = (text: string, findArmored: FindArmored): readonly FoundArmor[] =>
  findArmored(text).filter(({ kind }) => kind !== 'card');

const touches = (token: FoundArmor, { start, end }: Stretch): boolean => token.start <= end && token.end >= start;

/** Nothing else is in `stretch` but the token, or the stretch is in the token. */
const isJust = (text: string, token: FoundArmor, stretch: Stretch): boolean =>
  touches(token, stretch) &&
  isBlank(text.slice(stretch.start, token.start)) &&
  isBlank(text.slice(token.end, stretch.end));

/**
 * The token that is meant: it is selected, the caret is in it, or it is all there is and the caret is not in a line beside
 * it. Whoever has the caret before or after one amid other words is about to write there.
 */
export const tokenMeant = (
  text: string,
  tokens: readonly FoundArmor[],
  selection: Stretch | undefined,
): FoundArmor | undefined => {
  if (selection && selection.start < selection.end) return tokens.find((token) => isJust(text, token, selection));
  const [only] = tokens;
  const inside = selection && tokens.find(({ start, end }) => start < selection.start && selection.end < end);
  if (inside || !only || !isJust(text, only, { start: 0, end: text.length })) return inside;
  return !selection || touches(only, selection) ? only : undefined;
};
