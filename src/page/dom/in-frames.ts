import { isConnected, rectOf, viewOf } from './safe-dom.ts';

// A field may stand in a frame whose document we can look into, while what is laid over it stands in this one.

type Edges = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/** The frames of this document and of those between, from the inside, that an element stands in; none = it stands here. */
const framesAround = (element: Element): readonly Element[] | undefined => {
  const frames: Element[] = [];
  for (let view: Window | null = viewOf(element); view !== window; view = view.parent) {
    const frame = view?.frameElement;
    if (!view || !frame || !isConnected(frame)) return undefined;
    frames.push(frame);
  }
  return frames;
};

/** What stands for an element in this document: itself, or the frame that it is in. */
export const standInOf = (element: Element): Element | null => {
  const frames = framesAround(element);
  return frames ? (frames.at(-1) ?? element) : null;
};

/** Where an element is in this document's viewport, as far as its frames show it; undefined where it is not there. */
export const rectHere = (element: Element): DOMRect | undefined => boxHere(element, rectOf(element));

/** The same for a box in the viewport of its document. */
export const boxHere = (element: Element, box: Edges): DOMRect | undefined => {
  const frames = isConnected(element) ? framesAround(element) : undefined;
  return frames?.reduce(
    (inner, frame) => {
      const outer = rectOf(frame);
      const [left, top] = [outer.left + frame.clientLeft, outer.top + frame.clientTop];
      const clip = (at: number, from: number, to: number): number => Math.max(from, Math.min(at, to));
      const [x, right] = [clip(left + inner.left, left, outer.right), clip(left + inner.right, left, outer.right)];
      const [y, bottom] = [clip(top + inner.top, top, outer.bottom), clip(top + inner.bottom, top, outer.bottom)];
      return new DOMRect(x, y, right - x, bottom - y);
    },
    new DOMRect(box.left, box.top, box.right - box.left, box.bottom - box.top),
  );
};
