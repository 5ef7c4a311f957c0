import { isElement, parentOf, rootOf } from '../dom/safe-dom.ts';
import type { Field } from '../field/field.ts';
import type { Stretch } from '../field/stretch.ts';
import type { Reading } from './reading.ts';
import { isIsland } from './rich-text.ts';

/** The selection where an element stands: a shadow tree has its own. */
export const selectionAt = (element: Element): Selection | null => {
  const root = rootOf(element) as ShadowRoot & Partial<Pick<Document, 'getSelection'>>;
  return root instanceof ShadowRoot && root.getSelection ? root.getSelection() : document.getSelection();
};

/** A part of a field may be none: what is selected there has no place in the text. */
const isWritable = (element: HTMLElement, node: Node): boolean => {
  for (let at: Node | null = node; at; at = parentOf(at)) {
    if (at === element) return true;
    if (isElement(at) && isIsland(at)) return false;
  }
  return false;
};

/** What is selected in a rich text, or where its caret is, in the nodes of the document. */
export const rangeIn = (element: HTMLElement): Range | undefined => {
  const selection = selectionAt(element);
  if (!selection?.rangeCount) return undefined;
  const range = selection.getRangeAt(0);
  return isWritable(element, range.startContainer) && isWritable(element, range.endContainer) ? range : undefined;
};

export const selectRange = (element: HTMLElement, range: Range): void => {
  const selection = selectionAt(element);
  selection?.removeAllRanges();
  selection?.addRange(range);
};

/** The stretch of a reading that a range is; undefined where it is elsewhere. */
export const stretchOf = ({ offsetOf }: Reading, range: Range): Stretch | undefined => {
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  return start === undefined || end === undefined ? undefined : { start, end };
};

/** What is selected in a field, or where its caret is; undefined where that cannot be told. */
export const selectionIn = ({ kind, element }: Field, reading: Reading): Stretch | undefined => {
  if (kind === 'rich') {
    const range = rangeIn(element);
    return range && stretchOf(reading, range);
  }
  // Addresses and the like have none.
  const { selectionStart: start, selectionEnd: end } = element;
  return start === null || end === null ? undefined : { start, end };
};

/** The selected words as they are read, with their line breaks. */
export const selectedTextIn = ({ kind, element }: Field): string =>
  kind === 'rich'
    ? `${selectionAt(element) ?? ''}`
    : element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0);
