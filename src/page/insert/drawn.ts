import { mostFieldText } from '../../bridge/field-line.ts';
import type { FoundArmor } from '../../bytes/armor.ts';
import { editContextOf, textOf } from '../dom/safe-dom.ts';
import { type Field, roomOf, textIn } from '../field/field.ts';
import type { Held } from '../field/stretch.ts';
import { command, type HeldKeys, heard, isMac, type Key, tellOfKey } from './keys.ts';
import { squeeze } from './read-back.ts';
import { type FindArmored, isBlank, tokensIn } from './tokens.ts';

// Editors that draw their text themselves: the page's own code decides what is in the element that hears of keys, and
// draws no more than is on the screen. What can be had is what such an editor would copy, and what its keys do.

/** What is drawn now. */
export const drawnText = (field: Field): string => textOf(roomOf(field)) ?? '';

/** Does the editor say that something is selected? */
export const isSelecting = ({ kind, element }: Field): boolean => {
  const context = editContextOf(element);
  if (context) return context.selectionStart !== context.selectionEnd;
  return kind === 'control' && element.selectionStart !== element.selectionEnd;
};

/** Some put what is to be copied into the element instead: it gets back what it had. */
const selectedInside = ({ kind, element }: Field): string =>
  kind === 'control' ? element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0) : '';

/** What the editor would copy now: the selection, or for many the line of the caret. Empty where it tells nothing. */
export const copyFrom = (field: Field): string => {
  const { kind, element } = field;
  const before = kind === 'control' ? [element.value, element.selectionStart, element.selectionEnd] : [];
  const clipboardData = new DataTransfer();
  element.dispatchEvent(new ClipboardEvent('copy', { ...heard, clipboardData }));
  const copied = clipboardData.getData('text/plain') || selectedInside(field);
  if (kind === 'control' && element.value !== before[0]) {
    element.value = String(before[0]);
    element.setSelectionRange(Number(before[1]), Number(before[2]));
  }
  return copied;
};

/** A piece of a token of fewer characters may be any word. */
const leastPiece = 20;

/** The token whose line the caret is in, as far as that can be told. */
const tokenAtCaret = (field: Field, line: string, findArmored: FindArmored): FoundArmor | undefined => {
  const near = textIn(field);
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

/** What is to be done in an editor that draws its text itself. */
export const heldInDrawn = (field: Field, findArmored: FindArmored): Held => {
  const selecting = isSelecting(field);
  const copied = copyFrom(field);
  const held = { text: copied, start: 0, end: 0 };
  const [token] = selecting ? tokensIn(copied, findArmored) : [tokenAtCaret(field, copied, findArmored)];
  if (token && (!selecting || squeeze(copied) === token.text))
    return { ...held, content: { kind: 'token', token: token.text } };
  if (selecting && !isBlank(copied) && copied.length <= mostFieldText) {
    const paragraphs = copied.split('\n').filter((line) => !isBlank(line)).length;
    const amount = { characters: [...copied.trim()].length, paragraphs, images: 0, others: 0 };
    return { ...held, content: { kind: 'text', part: 'selection', text: copied, undo: 'may-return', amount } };
  }
  if (isBlank(copied) && isBlank(textIn(field)) && isBlank(drawnText(field)))
    return { ...held, content: { kind: 'empty' } };
  return { ...held, content: { kind: 'beside', reason: 'unread' } };
};

/** What is held to go by words. */
const byWord = isMac ? { altKey: true } : command;

/** Only the editor's own keys make a selection in it. */
const press = (element: HTMLElement, key: Key, held: HeldKeys = {}): void => {
  tellOfKey(element, 'keydown', key, held);
  tellOfKey(element, 'keyup', key, held);
};

/** Has the editor select a token, and gives whether it would copy that and nothing else. */
const seize = (field: Field, token: string): boolean => {
  const { element } = field;
  const has = (): boolean => squeeze(copyFrom(field)) === token;
  if (isSelecting(field) && has()) return true;
  press(element, 'ArrowLeft', byWord);
  press(element, 'ArrowRight', { ...byWord, shiftKey: true });
  if (isSelecting(field) && has()) return true;
  press(element, 'a', command);
  if (has()) return true;
  press(element, 'ArrowRight');
  return false;
};

/** Brings the editor to where a paste does what the person was told, or gives false: then nothing is pasted. */
export const makeReady = (field: Field, { content, text }: Held): boolean => {
  if (content.kind === 'token') return seize(field, content.token);
  if (content.kind === 'text') return isSelecting(field) && copyFrom(field) === text;
  if (isSelecting(field)) press(field.element, 'ArrowRight');
  return !isSelecting(field) && (content.kind !== 'beside' || text === '' || copyFrom(field) === text);
};
