import { contains, focus, innerTextOf, isConnected, rootOf, textOf } from '../dom/safe-dom.ts';
import { deepActiveElement } from '../dom/shadow-roots.ts';
import { type Field, type FormControl, fieldOf, maxLengthOf } from '../field/field.ts';
import type { Target } from './ladder.ts';

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

const selectRich = (element: HTMLElement): void => {
  const root = rootOf(element);
  const inShadow =
    root instanceof ShadowRoot && 'getSelection' in root ? (root.getSelection as () => Selection | null) : null;
  const selection = inShadow ? Reflect.apply(inShadow, root, []) : document.getSelection();
  selection?.selectAllChildren(element);
};

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

/** A field of the page, ready for one token. */
export const targetOf = (field: Field, token: string): Target => {
  if (field.kind === 'rich') return richTarget(field.element, token);
  const maxLength = maxLengthOf(field);
  const target = controlTarget(field.element, token);
  return maxLength === undefined ? target : { ...target, maxLength };
};
