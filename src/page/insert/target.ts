import { contains, focus, innerTextOf, isConnected, textOf } from '../dom/safe-dom.ts';
import { deepActiveElement } from '../dom/shadow-roots.ts';
import { type Field, type FormControl, fieldOf, isSpeck, maxLengthOf, roomOf, textIn } from '../field/field.ts';
import type { Stretch } from '../field/stretch.ts';
import type { Rung, Target, Trace } from './ladder.ts';
import { shapeFor } from './lines.ts';
import { isWhole, placeOf, selectStretch } from './place.ts';
import { squeeze } from './read-back.ts';
import { selectionAt } from './selection.ts';

/** Works on whatever has the focus, so a page that took it away gets nothing. Only where it worked is `input` heard. */
const exec = (element: HTMLElement, command: 'insertText' | 'insertHTML', text: string): Trace => {
  const active = deepActiveElement();
  if (!active || !contains(element, active)) return 'left';
  let trace: Trace = 'left';
  const hear = (): void => {
    trace = 'done';
  };
  window.addEventListener('input', hear, true);
  try {
    document.execCommand(command, false, text);
  } finally {
    window.removeEventListener('input', hear, true);
  }
  return trace;
};

/** As text, lines would come one by one, and the page could step in between. There is no markup in a token. */
const execInsert = (element: HTMLElement, text: string): Rung[] => {
  const lines = text.split('\n');
  const inOne = (): Trace => exec(element, 'insertText', lines.join(''));
  return lines.length === 1 ? [inOne] : [() => exec(element, 'insertHTML', lines.join('<br>')), inOne];
};

/** Most rich editors read this themselves and keep their own model right by it. */
const syntheticPaste = (element: HTMLElement, token: string) => (): Trace => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', token);
  const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true });
  return element.dispatchEvent(paste) ? 'left' : 'claimed';
};

/** The accessor of our world's prototype: a framework's own one on the element would hide the change from it. */
const setValue = (element: FormControl, value: string): void => {
  const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
};

/** Slate and Lexical hear of a selection late; the browser's own controls are in step at once. */
const richSelectionMs = 60;

/** Last, because the person cannot undo it. */
const nativeSetter = (element: FormControl, token: string) => (): Trace => {
  setValue(element, token);
  const init = { bubbles: true, composed: true };
  element.dispatchEvent(new InputEvent('input', { ...init, inputType: 'insertText', data: token }));
  element.dispatchEvent(new Event('change', init));
  return 'done';
};

const selectRich = (element: HTMLElement): void => selectionAt(element)?.selectAllChildren(element);

const controlTarget = (element: FormControl, token: string): Omit<Target, 'maxLength'> => ({
  isThere: () => isConnected(element) && fieldOf(element) !== null,
  texts: () => [element.value],
  select: () => {
    focus(element);
    element.select();
  },
  selectionMs: 0,
  rungs: [...execInsert(element, token), nativeSetter(element, token)],
});

/** In an editor that draws its text itself the browser knows of no selection: only the editor's own keys make one. */
const pressSelectAll = (element: HTMLElement): void => {
  const control = /^Mac/.test(navigator.platform) ? { metaKey: true } : { ctrlKey: true };
  const key = { key: 'a', code: 'KeyA', keyCode: 65, ...control, bubbles: true, cancelable: true, composed: true };
  for (const type of ['keydown', 'keyup']) element.dispatchEvent(new KeyboardEvent(type, key));
};

const drawnTarget = (field: Field, token: string): Target => {
  const { element } = field;
  return {
    isThere: () => isConnected(element) && fieldOf(element) !== null,
    // It may hold no more than what is near the caret, but what the editor drew is there as well.
    texts: () => [textIn(field), textOf(roomOf(field)) ?? ''],
    select: () => {
      focus(element);
      pressSelectAll(element);
    },
    selectionMs: richSelectionMs,
    rungs: [syntheticPaste(element, token)],
  };
};

const richTarget = (element: HTMLElement, token: string): Target => ({
  isThere: () => isConnected(element) && fieldOf(element) !== null,
  texts: () => [textOf(element) ?? '', innerTextOf(element)],
  select: () => {
    focus(element);
    selectRich(element);
  },
  selectionMs: richSelectionMs,
  rungs: [syntheticPaste(element, token), ...execInsert(element, token)],
});

const targetOfAll = (field: Field, token: string): Target => {
  const shaped = shapeFor(field, token);
  if (isSpeck(field)) return drawnTarget(field, shaped);
  if (field.kind === 'rich') return richTarget(field.element, shaped);
  const maxLength = maxLengthOf(field);
  const target = controlTarget(field.element, shaped);
  return maxLength === undefined ? target : { ...target, maxLength };
};

/** A stretch of the field and no more: what is around it stays, or no rung is tried any further. */
const targetOfPart = (field: Field, token: string, { start, end }: Stretch): Target => {
  const all = targetOfAll(field, token);
  const text = textIn(field);
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const shaped = shapeFor(field, token, before.length + after.length);
  const rungs =
    field.kind === 'rich'
      ? all.rungs
      : [...execInsert(field.element, shaped), nativeSetter(field.element, before + shaped + after)];
  return {
    ...all,
    ...(all.maxLength === undefined ? {} : { maxLength: all.maxLength - before.length - after.length }),
    texts: () => [textIn(field)],
    around: { before: squeeze(before), after: squeeze(after) },
    select: () => {
      focus(field.element);
      if (field.kind === 'rich') selectStretch(field.element, { start, end });
      else field.element.setSelectionRange(start, end);
    },
    rungs: rungs.map((rung) => () => (squeeze(textIn(field)) === squeeze(text) ? rung() : 'left')),
  };
};

/** A field of the page, ready for one token; `changed` where it holds something else than when it was looked at. */
export const targetOf = (field: Field, token: string): Target | 'changed' => {
  const { held } = field;
  if (!held || !isConnected(field.element)) return targetOfAll(field, token);
  const place = placeOf(field, held);
  if (!place) return 'changed';
  return isWhole(held) ? targetOfAll(field, token) : targetOfPart(field, token, place);
};
