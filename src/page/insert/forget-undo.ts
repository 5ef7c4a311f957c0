import { parentOf, tagOf } from '../dom/safe-dom.ts';
import { wrapOf } from './wrap.ts';

/**
 * Makes the browser forget what undoing and redoing in this field would bring back. It does so for a field that leaves
 * its place, and for nothing less: a value that was set leaves the earlier keys in the history, and Ctrl+Z with Ctrl+Y
 * types them again. It goes to where it is; the focus stays in it. Other fields keep their history.
 * Not to be used on a field whose editor did the change itself: it has a history of its own, and watches its elements.
 */
export const forgetUndo = (element: HTMLElement): void => {
  // An editor that looks at its element from outside could take one that moves for lost.
  const moved = wrapOf(element);
  const parent = parentOf(moved);
  const kind = [Element, ShadowRoot].find((one) => parent instanceof one);
  // Elements of the page's own making would hear of it, and the whole body is no mere field.
  if (!kind || element === document.body || tagOf(element).includes('-')) return;
  kind.prototype.moveBefore.call(parent, moved, moved);
};
