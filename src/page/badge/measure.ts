import { elementOf } from '../detect/element-of.ts';
import { type FoundText, isIntact } from '../detect/registry.ts';
import { checkVisibility, isElement, parentAcross, rectOf } from '../dom/safe-dom.ts';
import { Bars } from './bars.ts';
import { Letters } from './letters.ts';
import { type Box, clipTo, isSeen, type Lines, middleOf, type Spot, spotFor } from './spot.ts';

/** What cuts off, and how high a token is, is looked for again after so long: a page moves its elements about. Milliseconds. */
const keptMs = 1_000;

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
  readonly #bars: Bars;
  /** Of this round of measuring: a scroll container may cut off many. */
  #rects = new Map<Element, DOMRect>();
  #clippers = new WeakMap<Element, WeakRef<Element>[]>();
  /** `bottom` is counted from the top of the first line. */
  #lines = new WeakMap<FoundText, Lines>();
  #keptSince = 0;

  /** `isOurs` knows what we have laid over the page. */
  constructor(isOurs: (target: Element) => boolean) {
    this.#bars = new Bars(isOurs);
  }

  /** The box of a token, without what the elements around it cut off; whole where nothing of it is to be seen. */
  boxOf(found: FoundText): Box | undefined {
    const element = elementOf(found);
    const first = found.nodes[0]?.deref();
    const last = found.nodes.at(-1)?.deref();
    if (!element || !first || !last || !this.#firstOf(found)) return undefined;
    this.#range.setStart(first, Math.min(first.data.length, found.startOffset));
    this.#range.setEnd(last, Math.min(last.data.length, found.endOffset));
    const box = this.#range.getBoundingClientRect();
    const shown = clipTo(box, this.#clipsOf(element));
    this.release();
    return shown.right > shown.left && shown.bottom > shown.top ? shown : box;
  }

  /** On the first line of it that is to be seen; undefined where none is. */
  spotOf(found: FoundText, viewport: Box): Spot | undefined {
    const element = elementOf(found);
    const first = this.#firstOf(found);
    if (!element || !first || first.top > viewport.bottom) return undefined;
    const lines = this.#linesOf(found, first, element);
    if (lines.bottom < viewport.top) return undefined;
    if (!checkVisibility(element, { opacityProperty: true, visibilityProperty: true })) return undefined;
    const area = clipTo(viewport, this.#clipsOf(element));
    const spot = this.#spotIn(found, first, lines, area);
    const beside = spot && this.#bars.beside(spot, area, element);
    return beside ? this.#spotIn(found, first, lines, beside) : spot;
  }

  /** After a round of measuring: a range on the page's text is work for every change of it. */
  release(): void {
    this.#rects = new Map();
    const now = performance.now();
    this.#bars.endRound(now);
    if (now - this.#keptSince > keptMs) {
      this.#bars.forget();
      this.#clippers = new WeakMap();
      this.#lines = new WeakMap();
      this.#keptSince = now;
    }
    this.#range.setStart(document, 0);
    this.#range.collapse(true);
  }

  /** The first line; undefined where the token is gone or not shown. */
  #firstOf(found: FoundText): DOMRect | undefined {
    return isIntact(found) ? new Letters(found, this.#range).lineAt(0) : undefined;
  }

  #spotIn(found: FoundText, first: Box, lines: Lines, area: Box): Spot | undefined {
    if (isSeen(first, area)) return spotFor(first, area, lines);
    const line = this.#lineIn(found, area);
    return line && spotFor(line, area, lines);
  }

  /** The first line of a token that is to be seen, where its beginning is above that or left of it. */
  #lineIn(found: FoundText, area: Box): Box | undefined {
    const letters = new Letters(found, this.#range);
    const line = letters.lineAt(letters.firstWhere((one) => middleOf(one) > area.top));
    if (!line || line.right > area.left) return line;
    // One long line that is scrolled sideways.
    const within = letters.firstWhere((one) => one.left >= area.left || one.top > line.bottom);
    const rest = letters.lineAt(within);
    return rest && rest.top < line.bottom ? rest : undefined;
  }

  #linesOf(found: FoundText, first: DOMRect, element: Element): Lines {
    const known = this.#lines.get(found) ?? this.#measureLines(found, first, element);
    this.#lines.set(found, known);
    return { ...known, bottom: first.top + known.bottom };
  }

  #measureLines(found: FoundText, first: DOMRect, element: Element): Lines {
    const letters = new Letters(found, this.#range);
    const last = letters.lineAt(letters.length - 1) ?? first;
    const pitch = Number.parseFloat(getComputedStyle(element).lineHeight);
    return {
      bottom: Math.max(first.bottom, last.bottom) - first.top,
      pitch: pitch > 0 ? pitch : Number.POSITIVE_INFINITY,
    };
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
