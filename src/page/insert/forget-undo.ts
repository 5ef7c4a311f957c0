import { parentOf, tagOf } from '../dom/safe-dom.ts';

/**
 * Makes the browser forget what undoing and redoing in this field would bring back. It does so for a field that leaves
 * its place, and for nothing less: a value that was set leaves the earlier keys in the history, and Ctrl+Z with Ctrl+Y
 * types them again. The field comes back to its place at once; the focus stays in it. Other fields keep their history,
 * and so does an editor that has one of its own.
 */
export const forgetUndo = (element: HTMLElement): void => {
  const parent = parentOf(element);
  // Elements of the page's own making would hear of it, and the whole body is no mere field.
  if (!(parent instanceof Element || parent instanceof ShadowRoot) || element === document.body) return;
  if (tagOf(element).includes('-')) return;
  const mark = document.createComment('');
  const { moveBefore } = (parent instanceof Element ? Element : DocumentFragment).prototype;
  Node.prototype.insertBefore.call(parent, mark, element);
  moveBefore.call(parent, element, mark);
  mark.remove();
};
