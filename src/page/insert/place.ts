import { type Field, textIn } from '../field/field.ts';
import type { Held, Stretch } from '../field/stretch.ts';
import { squeeze } from './read-back.ts';
import { selectionAt } from './selection.ts';

/** Is it all of the field that is to be replaced? */
export const isWhole = ({ text, start, end }: Held): boolean => squeeze(text.slice(0, start) + text.slice(end)) === '';

/**
 * Where in a field the stretch is now that was looked at then. Undefined where the field says something else meanwhile:
 * nobody saw what would be replaced.
 */
export const placeOf = (field: Field, held: Held): Stretch | undefined => {
  const now = textIn(field);
  const { text, start, end } = held;
  if (now === text) return { start, end };
  if (isWhole(held)) return squeeze(now) === squeeze(text) ? { start: 0, end: now.length } : undefined;
  const wanted = text.slice(start, end);
  const at = wanted === '' ? -1 : now.indexOf(wanted);
  return at < 0 || now.indexOf(wanted, at + 1) >= 0 ? undefined : { start: at, end: at + wanted.length };
};

/** Selects a stretch of a rich text; at the edges of blocks the narrower of two readings. */
export const selectStretch = (element: HTMLElement, { start, end }: Stretch): void => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  range.selectNodeContents(element);
  let begun = false;
  let offset = 0;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const next = offset + node.data.length;
    if (!begun && (start < next || (start === end && start <= next))) {
      range.setStart(node, start - offset);
      begun = true;
    }
    if (begun && end <= next) {
      range.setEnd(node, end - offset);
      break;
    }
    offset = next;
  }
  const selection = selectionAt(element);
  selection?.removeAllRanges();
  selection?.addRange(range);
};
