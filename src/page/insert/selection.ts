import { contains, rootOf } from '../dom/safe-dom.ts';
import type { Field } from '../field/field.ts';
import type { Stretch } from '../field/stretch.ts';

/** The selection where an element stands: a shadow tree has its own. */
export const selectionAt = (element: Element): Selection | null => {
  const root = rootOf(element);
  const inShadow =
    root instanceof ShadowRoot && 'getSelection' in root ? (root.getSelection as () => Selection | null) : null;
  return inShadow ? (Reflect.apply(inShadow, root, []) as Selection | null) : document.getSelection();
};

const inRich = (element: HTMLElement): Stretch | undefined => {
  const selection = selectionAt(element);
  if (!selection || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!contains(element, range.startContainer) || !contains(element, range.endContainer)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { start, end: start + range.toString().length };
};

/** What is selected in a field, or where its caret is; undefined where that cannot be told. */
export const selectionIn = ({ kind, element }: Field): Stretch | undefined => {
  if (kind === 'rich') return inRich(element);
  // Addresses and the like have none.
  const { selectionStart: start, selectionEnd: end } = element;
  return start === null || end === null ? undefined : { start, end };
};

/** The selected words as they are read, with their line breaks. */
export const selectedTextIn = ({ kind, element }: Field): string =>
  kind === 'rich'
    ? (selectionAt(element)?.toString() ?? '')
    : element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0);
