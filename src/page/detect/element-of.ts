import { isElement, parentElementOf, parentOf } from '../dom/safe-dom.ts';
import type { FoundText } from './registry.ts';

/** The element a token stands in; in a bare shadow tree its host. */
export const elementOf = (found: FoundText): Element | undefined => {
  const node = found.nodes[0]?.deref();
  if (!node) return undefined;
  const parent = parentElementOf(node) ?? parentOf(node);
  if (parent instanceof ShadowRoot) return parent.host;
  return parent && isElement(parent) ? parent : undefined;
};
