import { type FieldContent, mostFieldText } from '../../bridge/field-line.ts';
import type { FoundArmor } from '../../bytes/armor.ts';
import { editContextOf, innerTextOf, textOf } from '../dom/safe-dom.ts';
import { type Field, roomOf } from '../field/field.ts';
import type { Held } from '../field/stretch.ts';
import { amountOf } from './amount.ts';
import { command, type HeldKeys, type Key, tellOfClipboard, tellOfKey } from './keys.ts';
import { lent } from './lent.ts';
import { squeeze } from './read-back.ts';
import { selectedTextIn } from './selection.ts';
import { type FindArmored, isBlank, tokensIn } from './tokens.ts';

// Editors that draw their text themselves: the page's own code decides what is in the element that hears of keys, and
// draws no more than is on the screen. What can be had is what such an editor would copy, and what its keys do.

/** What is to be seen now. Some editors measure with letters that nobody sees. */
export const drawnText = (field: Field): string => {
  const room = roomOf(field);
  return (room instanceof HTMLElement ? innerTextOf(room) : textOf(room)) ?? '';
};

/** What an editor has put into its element to be copied, and what is still there: nothing that anybody selected. */
const leftThere = new WeakMap<Element, string>();

/** What the editor would copy now: the selection, or for many the line of the caret. Empty where it tells nothing. */
export const copyFrom = (field: Field): string => {
  const { kind, element } = field;
  const before = kind === 'control' ? element.value : '';
  const data = new DataTransfer();
  tellOfClipboard(element, 'copy', data);
  const copied = data.getData('text/plain');
  if (kind !== 'control') return copied;
  // That stays where it is, as after any copy: given back what it had, the editor would take that for typed just now.
  if (element.value !== before) leftThere.set(element, element.value);
  return copied || selectedTextIn(field);
};

/** Does the editor say that something is selected? */
export const isSelecting = (field: Field): boolean => {
  const { kind, element } = field;
  const context = editContextOf(element);
  if (context) return context.selectionStart !== context.selectionEnd;
  if (kind !== 'control' || element.selectionStart === element.selectionEnd) return false;
  const { value, selectionStart, selectionEnd } = element;
  if (leftThere.get(element) !== value) return true;
  // The line of the caret, or by now the same words selected? Only the line is put there once more.
  element.value = '';
  copyFrom(field);
  if (element.value !== '') return false;
  element.value = value;
  element.setSelectionRange(selectionStart, selectionEnd);
  leftThere.delete(element);
  return true;
};

/** A piece of a token of fewer characters may be any word. */
const leastPiece = 20;

/** The token whose line the caret is in, as far as that can be told. */
const tokenAtCaret = (field: Field, line: string, findArmored: FindArmored): FoundArmor | undefined => {
  const near = lent.textIn(field);
  const at =
    editContextOf(field.element)?.selectionStart ?? (field.kind === 'control' ? field.element.selectionStart : 0);
  const caret = at ?? 0;
  const here = tokensIn(near, findArmored).find(({ start, end }) => start <= caret && caret <= end);
  if (here) return here;
  const piece = squeeze(line);
  const holds = ({ text }: FoundArmor): boolean =>
    (piece.length >= leastPiece && text.includes(piece)) || piece.includes(text);
  return tokensIn(drawnText(field), findArmored).find(holds);
};

/** What the editor would copy: the selection, or else the line of the caret. */
const contentOf = (field: Field, text: string, selecting: boolean, findArmored: FindArmored): FieldContent => {
  const token = selecting ? tokensIn(text, findArmored)[0] : tokenAtCaret(field, text, findArmored);
  if (token && (!selecting || squeeze(text) === token.text)) return { kind: 'token', token: token.text };
  if (selecting && !isBlank(text) && text.length <= mostFieldText) {
    const amount = amountOf({ text, objects: [] }, { start: 0, end: text.length }, text);
    return { kind: 'text', part: 'selection', text, undo: 'may-return', amount };
  }
  const isEmpty = [text, lent.textIn(field), drawnText(field)].every(isBlank);
  return isEmpty ? { kind: 'empty' } : { kind: 'beside', reason: 'unread' };
};

/** What is to be done in an editor that draws its text itself. */
export const heldInDrawn = (field: Field, findArmored: FindArmored): Held => {
  const selecting = isSelecting(field);
  const text = copyFrom(field);
  return { text, start: 0, end: 0, content: contentOf(field, text, selecting, findArmored) };
};

/** Only the editor's own keys make a selection in it. */
const press = (element: HTMLElement, key: Key, held: HeldKeys = {}): void => {
  tellOfKey(element, 'keydown', key, held);
  tellOfKey(element, 'keyup', key, held);
};

/**
 * Has the editor select a token, or the line of the caret with it in it, and gives what is to be pasted there: the words
 * around it as they are. Undefined where it would copy anything else. Some tell late that something is selected, and copy
 * the line where nothing is: so first one character is asked for.
 */
const seize = (field: Field, old: string, token: string): string | undefined => {
  const { element } = field;
  const isOld = (): boolean => squeeze(copyFrom(field)) === old;
  if (isSelecting(field) && isOld()) return token;
  press(element, 'Home');
  press(element, 'ArrowRight', { shiftKey: true });
  if ([...copyFrom(field)].length === 1) {
    press(element, 'End', { shiftKey: true });
    const line = copyFrom(field);
    if (line.split(old).length === 2 && !/[\r\n]/.test(line.replace(old, ''))) return line.replace(old, token);
    press(element, 'a', command);
    if (isOld()) return token;
  }
  press(element, 'ArrowRight');
  return undefined;
};

/** The lines of several carets: each would get what is pasted. */
const several = /\n./s;

/** Brings the editor to where a paste does what the person was told, and gives what to paste; undefined: nothing. */
export const makeReady = (field: Field, { content, text }: Held, token: string): string | undefined => {
  if (content.kind === 'token') return seize(field, content.token, token);
  if (content.kind === 'text') return isSelecting(field) && copyFrom(field) === text ? token : undefined;
  if (isSelecting(field)) press(field.element, 'ArrowRight');
  if (isSelecting(field)) return undefined;
  const line = copyFrom(field);
  const isThere = content.kind !== 'beside' || text === '' || line === text;
  return isThere && !several.test(line) ? token : undefined;
};
