import { isElement, parentAcross } from '../dom/safe-dom.ts';
import type { FoundText } from './registry.ts';

/** The nearest element around a node that has a box: one of `display: contents` is nowhere on the screen. */
export const boxAround = (node: Node): Element | undefined => {
  for (let at = parentAcross(node); at; at = parentAcross(at)) {
    if (isElement(at) && getComputedStyle(at).display !== 'contents') return at;
  }
  return undefined;
};

/** The element a token stands in; in a bare shadow tree its host. */
export const elementOf = (found: FoundText): Element | undefined => {
  const node = found.nodes[0]?.deref();
  return node && boxAround(node);
};
