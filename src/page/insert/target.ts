import { contains, focus, innerTextOf, isConnected, textOf } from '../dom/safe-dom.ts';
import { deepActiveElement } from '../dom/shadow-roots.ts';
import { type Field, type FormControl, fieldOf, maxLengthOf, textIn } from '../field/field.ts';
import type { Stretch } from '../field/stretch.ts';
import type { Target } from './ladder.ts';
import { isWhole, placeOf, selectStretch } from './place.ts';
import { squeeze } from './read-back.ts';
import { selectionAt } from './selection.ts';

/** Works on whatever has the focus, so a page that took it away gets nothing. */
const execInsert = (element: HTMLElement, token: string) => (): void => {
  const active = deepActiveElement();
  if (active && contains(element, active)) document.execCommand('insertText', false, token);
};

/** Most rich editors read this themselves and keep their own model right by it. */
const syntheticPaste = (element: HTMLElement, token: string) => (): void => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', token);
  element.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }),
  );
};

/** The accessor of our world's prototype: a framework's own one on the element would hide the change from it. */
const setValue = (element: FormControl, value: string): void => {
  const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
};

/** Slate and Lexical hear of a selection late; the browser's own controls are in step at once. */
const richSelectionMs = 60;

/** Last, because the person cannot undo it. */
const nativeSetter = (element: FormControl, token: string) => (): void => {
  setValue(element, token);
  const init = { bubbles: true, composed: true };
  element.dispatchEvent(new InputEvent('input', { ...init, inputType: 'insertText', data: token }));
  element.dispatchEvent(new Event('change', init));
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
  rungs: [execInsert(element, token), nativeSetter(element, token)],
});

const richTarget = (element: HTMLElement, token: string): Target => ({
  isThere: () => isConnected(element) && fieldOf(element) !== null,
  texts: () => [textOf(element) ?? '', innerTextOf(element)],
  select: () => {
    focus(element);
    selectRich(element);
  },
  selectionMs: richSelectionMs,
  rungs: [syntheticPaste(element, token), execInsert(element, token)],
});

const targetOfAll = (field: Field, token: string): Target => {
  if (field.kind === 'rich') return richTarget(field.element, token);
  const maxLength = maxLengthOf(field);
  const target = controlTarget(field.element, token);
  return maxLength === undefined ? target : { ...target, maxLength };
};

/** A stretch of the field and no more: what is around it stays, or no rung is tried any further. */
const targetOfPart = (field: Field, token: string, { start, end }: Stretch): Target => {
  const all = targetOfAll(field, token);
  const text = textIn(field);
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const rungs =
    field.kind === 'rich'
      ? all.rungs
      : [execInsert(field.element, token), nativeSetter(field.element, before + token + after)];
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
    rungs: rungs.map((rung) => () => {
      if (squeeze(textIn(field)) === squeeze(text)) rung();
    }),
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
