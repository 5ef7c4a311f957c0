import { elementOf } from '../detect/element-of.ts';
import { type FoundText, isIntact } from '../detect/registry.ts';
import { checkVisibility, isElement, parentAcross, rectOf } from '../dom/safe-dom.ts';
import { type Box, clipTo, type Spot, spotFor } from './spot.ts';

/** What cuts off is looked for anew after so long: a page moves its elements about. Milliseconds. */
const clippersMs = 1_000;
/** Letters of the first line that are measured: the whole token may be megabytes. */
const measured = 24;

/** The elements around that cut off what sticks out of them. */
const clippersOf = (element: Element): Element[] => {
  const clippers: Element[] = [];
  for (let node: Node | null = element; node; node = parentAcross(node)) {
    if (!isElement(node) || node === document.documentElement || node === document.body) continue;
    const { overflowX, overflowY, position } = getComputedStyle(node);
    if (overflowX !== 'visible' || overflowY !== 'visible') clippers.push(node);
    if (position === 'fixed') break;
  }
  return clippers;
};

/** Measures tokens, one range for all: live ranges would make every change of the page dearer. */
export class Ruler {
  readonly #range = document.createRange();
  /** Of this round of measuring: a scroll container may cut off many. */
  #rects = new Map<Element, DOMRect>();
  #clippers = new WeakMap<Element, WeakRef<Element>[]>();
  #clippersSince = 0;

  /** The first line of a token in the viewport; undefined where it is gone or not shown. */
  lineOf(found: FoundText): DOMRect | undefined {
    const node = found.nodes[0]?.deref();
    if (!node || !isIntact(found)) return undefined;
    const end = Math.min(node.data.length, found.startOffset + measured);
    if (end <= found.startOffset) return undefined;
    this.#range.setStart(node, found.startOffset);
    this.#range.setEnd(node, end);
    const [line] = this.#range.getClientRects();
    return line;
  }

  /** The box of a token, without what the elements around it cut off; whole where nothing of it is to be seen. */
  boxOf(found: FoundText): Box | undefined {
    const element = elementOf(found);
    const last = found.nodes.at(-1)?.deref();
    if (!element || !this.lineOf(found) || !last) return undefined;
    this.#range.setEnd(last, Math.min(last.data.length, found.endOffset));
    const box = this.#range.getBoundingClientRect();
    const shown = clipTo(box, this.#clipsOf(element));
    this.release();
    return shown.right > shown.left && shown.bottom > shown.top ? shown : box;
  }

  spotOf(found: FoundText, viewport: Box): Spot | undefined {
    const element = elementOf(found);
    const line = this.lineOf(found);
    if (!element || !line || line.bottom < 0 || line.top > viewport.bottom) return undefined;
    if (!checkVisibility(element, { opacityProperty: true, visibilityProperty: true })) return undefined;
    return spotFor(line, clipTo(viewport, this.#clipsOf(element)), this.#rectOf(element).right);
  }

  /** After a round of measuring: a range on the page's text is work for every change of it. */
  release(): void {
    this.#rects = new Map();
    const now = performance.now();
    if (now - this.#clippersSince > clippersMs) {
      this.#clippers = new WeakMap();
      this.#clippersSince = now;
    }
    this.#range.setStart(document, 0);
    this.#range.collapse(true);
  }

  #rectOf(element: Element): DOMRect {
    const rect = this.#rects.get(element) ?? rectOf(element);
    this.#rects.set(element, rect);
    return rect;
  }

  #clipsOf(element: Element): Box[] {
    const known = this.#clippers.get(element) ?? clippersOf(element).map((clipper) => new WeakRef(clipper));
    this.#clippers.set(element, known);
    return known.flatMap((reference) => {
      const clipper = reference.deref();
      return clipper ? [this.#rectOf(clipper)] : [];
    });
  }
}
