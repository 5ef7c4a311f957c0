import { matches, parentElementOf, parentOf, tagOf } from '../dom/safe-dom.ts';

/**
 * The outermost element in which a field stands alone: an editor that looks at its element from outside may take one that
 * moves for lost, and what is around it is none of its business.
 */
const wrapOf = (element: Element): Element => {
  const parent = parentElementOf(element);
  const isAlone = parent && parent !== document.body && matches(element, ':only-child');
  return isAlone && !tagOf(parent).includes('-') ? wrapOf(parent) : element;
};

/**
 * Makes the browser forget what undoing and redoing in this field would bring back. It does so for a field that leaves
 * its place, and for nothing less: a value that was set leaves the earlier keys in the history, and Ctrl+Z with Ctrl+Y
 * types them again. The field comes back to its place at once; the focus stays in it. Other fields keep their history.
 * Not to be used on a field whose editor did the change itself: it has a history of its own, and watches its elements.
 */
export const forgetUndo = (element: HTMLElement): void => {
  const moved = wrapOf(element);
  const parent = parentOf(moved);
  const kind = [Element, ShadowRoot].find((one) => parent instanceof one);
  // Elements of the page's own making would hear of it, and the whole body is no mere field.
  if (!kind || element === document.body || tagOf(element).includes('-')) return;
  const mark = document.createComment('');
  Element.prototype.before.call(moved, mark);
  kind.prototype.moveBefore.call(parent, moved, mark);
  mark.remove();
};
