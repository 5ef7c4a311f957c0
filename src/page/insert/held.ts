import { type BesideReason, type FieldText, mostFieldText } from '../../bridge/field-line.ts';
import { findAll, innerTextOf } from '../dom/safe-dom.ts';
import { type Field, isSpeck, type LookedField } from '../field/field.ts';
import type { Held, Stretch } from '../field/stretch.ts';
import { amountOf } from './amount.ts';
import { heldInDrawn } from './drawn.ts';
import { factsOf } from './field-facts.ts';
import { readField } from './read-field.ts';
import type { Reading } from './reading.ts';
import { rangeIn, selectedTextIn, selectionIn } from './selection.ts';
import { type FindArmored, isBlank, tokenMeant, tokensIn } from './tokens.ts';

const textOfStretch = (field: Field, reading: Reading, stretch: Stretch, words: string): FieldText => ({
  text: words,
  undo: field.kind === 'control' ? 'wiped' : 'may-return',
  amount: amountOf(reading, stretch, words),
});

/** Selected is what is not blank and could be read whole: nothing of it may be drawn later, or lie folded. */
const selectedOf = ({ text, holes }: Reading, selection: Stretch | undefined): Stretch | undefined => {
  if (!selection || isBlank(text.slice(selection.start, selection.end))) return undefined;
  const start = text.slice(0, selection.start).trimEnd().length;
  const end = text.length - text.slice(selection.end).trimStart().length;
  if (holes.some((hole) => hole >= start && hole <= end)) return undefined;
  return selection;
};

/** Everything stays, and the sealed text goes to the caret: at the end of what is selected, or of all. */
const beside = (
  field: Field,
  reading: Reading,
  selection: Stretch | undefined,
  sealed: boolean,
): Pick<Held, 'start' | 'end' | 'content'> => {
  const { text, holes } = reading;
  const at = selection?.end ?? text.length;
  const put = (reason: BesideReason, whole?: FieldText) => ({
    ...{ start: at, end: at },
    content: { kind: 'beside', reason, all: whole } as const,
  });
  if (sealed) return put('sealed');
  if (holes.length > 0) return put('unread');
  // Of a control what was read is as it stands there.
  const words = field.kind === 'control' || text.length > mostFieldText ? text : innerTextOf(field.element);
  return words.length > mostFieldText
    ? put('too-long')
    : put('words', textOfStretch(field, reading, { start: 0, end: text.length }, words));
};

/** Has somebody begun something there, be it without a word yet? */
const isShaped = ({ kind, element }: Field): boolean =>
  kind === 'rich' && findAll(element, 'li,dt,blockquote,table,hr,img[src]').length > 0;

const placeIn = (
  field: Field,
  reading: Reading,
  findArmored: FindArmored,
  another?: boolean,
): Pick<Held, 'start' | 'end' | 'content'> => {
  const { text, holes } = reading;
  const selected = selectionIn(field, reading);
  const selection = another && selected ? { start: selected.end, end: selected.end } : selected;
  if (isBlank(text) && holes.length === 0) {
    const end = isShaped(field) && selection ? selection.end : text.length;
    return { start: isShaped(field) ? end : 0, end, content: { kind: 'empty' } };
  }
  const tokens = tokensIn(text, findArmored);
  const token = tokenMeant(text, tokens, selection);
  if (token && !another) return { start: token.start, end: token.end, content: { kind: 'token', token: token.text } };
  const part = selectedOf(reading, selection);
  const words = part ? selectedTextIn(field) : '';
  // Another one goes behind the sealed text that the caret is in, which stays whole.
  if (!part || words.length > mostFieldText) return beside(field, reading, token ?? selection, tokens.length > 0);
  const what = textOfStretch(field, reading, part, words);
  return { ...part, content: { kind: 'text', part: 'selection', ...what } };
};

/** Looks at a field once, at the moment when a person asks to write for it. */
const heldIn = (field: Field, findArmored: FindArmored, another?: boolean): Held => {
  // What an editor draws itself could not be told apart: there it stays as it was looked at.
  if (isSpeck(field)) return (another && field.held) || heldInDrawn(field, findArmored);
  const reading = readField(field);
  const place = placeIn(field, reading, findArmored, another);
  const caret = field.kind === 'rich' && place.start === place.end ? rangeIn(field.element)?.cloneRange() : undefined;
  caret?.collapse(false);
  return { ...place, text: reading.text, range: caret };
};

/**
 * The field together with what is in it now. `left`: the one that was empty when the focus left it: what it shows now is
 * a hint of the editor's own, which goes when the focus comes back. No hint begins a list or a table. What an editor draws
 * itself is never in the field that the focus left. `another`: beside what is in there already.
 */
export const lookInto = (field: Field, findArmored: FindArmored, left?: Element, another?: boolean): LookedField => {
  const held: Held =
    left === field.element && !document.hasFocus() && !isSpeck(field) && !isShaped(field)
      ? { text: '', start: 0, end: 0, content: { kind: 'empty' } }
      : heldIn(field, findArmored, another);
  return { ...field, held, facts: factsOf({ ...field, held }) };
};
