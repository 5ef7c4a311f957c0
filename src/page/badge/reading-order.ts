import type { FoundText } from '../detect/registry.ts';
import { compareOrder } from '../dom/safe-dom.ts';
import type { Spot } from './spot.ts';

/** As the page has them one after the other; those of different shadow trees as they stand on the screen. */
export const inReadingOrder = (spots: ReadonlyMap<FoundText, Spot>): FoundText[] =>
  [...spots]
    .sort(([a, spotA], [b, spotB]) => {
      const [nodeA, nodeB] = [a.nodes[0]?.deref(), b.nodes[0]?.deref()];
      if (nodeA && nodeA === nodeB) return a.startOffset - b.startOffset;
      const order = nodeA && nodeB ? compareOrder(nodeA, nodeB) : Node.DOCUMENT_POSITION_DISCONNECTED;
      if (order & Node.DOCUMENT_POSITION_DISCONNECTED) return spotA.top - spotB.top || spotA.left - spotB.left;
      return order & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    })
    .map(([found]) => found);

/** Puts elements into this order in what holds them. The one with the focus stays where it is, or it would lose it. */
export const arrange = (parent: Element, ordered: readonly Element[], focused: Element | null): void => {
  const { children } = parent;
  if (ordered.every((element, index) => children[index] === element)) return;
  const at = focused ? ordered.indexOf(focused) : -1;
  if (at < 0) {
    parent.append(...ordered);
    return;
  }
  ordered[at]?.before(...ordered.slice(0, at));
  parent.append(...ordered.slice(at + 1));
};
