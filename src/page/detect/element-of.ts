import { contains, isElement, parentAcross } from '../dom/safe-dom.ts';
import type { FoundText } from './registry.ts';

/** The nearest element around a node that has a box: one of `display: contents` is nowhere on the screen. */
export const boxAround = (node: Node): Element | undefined => {
  for (let at = parentAcross(node); at; at = parentAcross(at)) {
    if (isElement(at) && getComputedStyle(at).display !== 'contents') return at;
  }
  return undefined;
};

/** The element that a token stands in, with all of its lines; in a bare shadow tree its host. */
export const elementOf = (found: FoundText): Element | undefined => {
  const node = found.nodes[0]?.deref();
  const last = found.nodes.at(-1)?.deref();
  const first = node && boxAround(node);
  for (let at = first; at && last; at = boxAround(at)) if (contains(at, last)) return at;
  return first;
};
