import { mostFieldText } from '../../bridge/field-line.ts';
import type { FoundArmor } from '../../bytes/armor.ts';
import { mayHoldArmor } from '../../bytes/armor-text.ts';
import { findAll, innerTextOf } from '../dom/safe-dom.ts';
import { type Field, isSpeck, textIn } from '../field/field.ts';
import type { Held, Stretch } from '../field/stretch.ts';
import { selectedTextIn, selectionIn } from './selection.ts';

const blank = (text: string): boolean => !/[^\s\u200B\uFEFF]/.test(text);
const touches = (token: FoundArmor, { start, end }: Stretch): boolean => token.start <= end && token.end >= start;

/** Nothing else is in `stretch` but the token, or the stretch is in the token. */
const isJust = (text: string, token: FoundArmor, { start, end }: Stretch): boolean =>
  touches(token, { start, end }) &&
  blank(text.slice(start, Math.max(start, token.start))) &&
  blank(text.slice(Math.min(end, token.end), end));

/** The first script has it; here it would weigh as much as all the rest. */
export type FindArmored = (text: string) => readonly FoundArmor[];

const tokensIn = (text: string, findArmored: FindArmored): readonly FoundArmor[] =>
  mayHoldArmor(text) ? findArmored(text).filter(({ kind }) => kind !== 'card') : [];

/** The token that is meant: it is selected, the caret is at it, or it is all there is. */
const tokenMeant = (
  text: string,
  tokens: readonly FoundArmor[],
  selection: Stretch | undefined,
): FoundArmor | undefined => {
  if (selection && selection.start < selection.end) return tokens.find((token) => isJust(text, token, selection));
  const [only] = tokens;
  const touched = selection && tokens.find((token) => touches(token, selection));
  return touched ?? (only && isJust(text, only, { start: 0, end: text.length }) ? only : undefined);
};

/** Editors that show a hint in an empty field put it among its text. */
const placeholders = '[data-slate-placeholder],.cm-placeholder';

const wordsOf = (field: Field): string =>
  field.kind === 'control' || isSpeck(field) ? textIn(field) : innerTextOf(field.element);

const heldText = (field: Field, text: string, selection: Stretch | undefined): Held => {
  const undo = field.kind === 'control' && !isSpeck(field) ? 'wiped' : 'may-return';
  const selected = selection && !blank(text.slice(selection.start, selection.end)) ? selection : undefined;
  const stretch = selected ?? { start: 0, end: text.length };
  if (stretch.end - stretch.start > mostFieldText) return beside(text, selection, 'too-long');
  const words = selected ? selectedTextIn(field) : wordsOf(field);
  return { text, ...stretch, content: { kind: 'text', text: words, part: selected ? 'selection' : 'all', undo } };
};

const beside = (text: string, selection: Stretch | undefined, reason: 'sealed' | 'too-long'): Held => {
  const at = selection?.end ?? text.length;
  return { text, start: at, end: at, content: { kind: 'beside', reason } };
};

/** Looks at a field once, at the moment when a person asks to write for it. */
const heldIn = (field: Field, findArmored: FindArmored): Held => {
  const text = textIn(field);
  const all = { text, start: 0, end: text.length };
  const empty = blank(text) || (field.kind === 'rich' && findAll(field.element, placeholders).length > 0);
  if (empty) return { ...all, content: { kind: 'empty' } };
  // An editor that draws its text itself can only be told to replace all of it.
  const selection = isSpeck(field) ? undefined : selectionIn(field);
  const tokens = tokensIn(text, findArmored);
  const token = tokenMeant(text, tokens, selection);
  if (token) return { text, start: token.start, end: token.end, content: { kind: 'token', token: token.text } };
  const selected = selection !== undefined && !blank(text.slice(selection.start, selection.end));
  if (tokens.length > 0 && !selected) return beside(text, selection, 'sealed');
  return heldText(field, text, selection);
};

/** The field together with what is in it now. */
export const lookInto = (field: Field, findArmored: FindArmored): Field => ({
  ...field,
  held: heldIn(field, findArmored),
});
