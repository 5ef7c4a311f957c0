import { matches, parentElementOf, tagOf } from '../dom/safe-dom.ts';

/** The outermost element in which a field stands alone. */
export const wrapOf = (element: Element): Element => {
  const parent = parentElementOf(element);
  const isAlone = parent && parent !== document.body && matches(element, ':only-child');
  return isAlone && !tagOf(parent).includes('-') ? wrapOf(parent) : element;
};
