import { isConnected, isElement, parentAcross, rectOf } from '../dom/safe-dom.ts';
import { type Box, middleOf, type Spot } from './spot.ts';

/** So far into what is to be seen of a page its bars reach: headers that stay, toolbars, chats. Pixels. */
const reach = 160;
/** How often bars are looked for: hit tests are expensive while a page scrolls. Milliseconds. */
const lookMs = 250;

const isAround = (outer: Element, element: Element): boolean => {
  for (let node: Node | null = element; node; node = parentAcross(node)) if (node === outer) return true;
  return false;
};

/** What the page keeps in its place over texts that are scrolled by below it. */
export class Bars {
  readonly #isOurs: (target: Element) => boolean;
  #known = new Map<Element, DOMRect>();
  #looking = true;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(isOurs: (target: Element) => boolean) {
    this.#isOurs = isOurs;
  }

  /** What a bar over this spot leaves of an area; undefined where none lies over it. */
  beside(spot: Spot, area: Box, element: Element): Box | undefined {
    const x = spot.left + spot.width / 2;
    const y = spot.top + spot.height / 2;
    const rect = this.#over(x, y, element) ?? this.#lookAt(spot, area, [x, y], element);
    if (!rect) return undefined;
    return middleOf(rect) < middleOf(area) ? { ...area, top: rect.bottom } : { ...area, bottom: rect.top };
  }

  /** A bar may have moved or gone by the next round. */
  endRound(now: number): void {
    if (this.#looking) this.#lookedAt = now;
    this.#looking = now - this.#lookedAt > lookMs;
    for (const bar of this.#known.keys()) {
      if (isConnected(bar)) this.#known.set(bar, rectOf(bar));
      else this.#known.delete(bar);
    }
  }

  forget(): void {
    this.#known = new Map();
    this.#looking = true;
  }

  #over(x: number, y: number, element: Element): DOMRect | undefined {
    for (const [bar, rect] of this.#known) {
      const hit = x > rect.left && x < rect.right && y > rect.top && y < rect.bottom;
      if (hit && !isAround(bar, element)) return rect;
    }
    return undefined;
  }

  /** Only what is near an edge can lie under one. */
  #lookAt({ top, height }: Spot, area: Box, [x, y]: [number, number], element: Element): DOMRect | undefined {
    if (!this.#looking || (top > area.top + reach && top + height < area.bottom - reach)) return undefined;
    const hit = document.elementsFromPoint(x, y).find((target) => !this.#isOurs(target));
    for (let node: Node | null = hit ?? null; node; node = parentAcross(node)) {
      if (!isElement(node)) continue;
      if (isAround(node, element)) return undefined;
      if (!/^(fixed|sticky)$/.test(getComputedStyle(node).position)) continue;
      const rect = rectOf(node);
      this.#known.set(node, rect);
      return rect;
    }
    return undefined;
  }
}
