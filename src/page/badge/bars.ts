import { isElement, parentAcross, rectOf } from '../dom/safe-dom.ts';
import { type Box, middleOf, type Spot } from './spot.ts';

/** So far into what is to be seen of a page its bars reach: headers that stay, toolbars, chats. Pixels. */
const reach = 160;

/** The bar of the page that stays at this point while an element scrolls by below it. */
const barAt = (x: number, y: number, element: Element, isOurs: (target: Element) => boolean): Element | undefined => {
  const own = new Set<Node>();
  for (let node: Node | null = element; node; node = parentAcross(node)) own.add(node);
  const hit = document.elementsFromPoint(x, y).find((target) => !isOurs(target));
  for (let node: Node | null = hit ?? null; node && !own.has(node); node = parentAcross(node)) {
    if (isElement(node) && /^(fixed|sticky)$/.test(getComputedStyle(node).position)) return node;
  }
  return undefined;
};

/** What a bar over this spot leaves of an area; undefined where none lies over it. */
export const besideBar = (
  { left, top, width, height }: Spot,
  area: Box,
  element: Element,
  isOurs: (target: Element) => boolean,
): Box | undefined => {
  // Only what is near an edge can lie under one: to ask at every mark would make scrolling dear.
  if (top > area.top + reach && top + height < area.bottom - reach) return undefined;
  const bar = barAt(left + width / 2, top + height / 2, element, isOurs);
  if (!bar) return undefined;
  const rect = rectOf(bar);
  return middleOf(rect) < middleOf(area) ? { ...area, top: rect.bottom } : { ...area, bottom: rect.top };
};
