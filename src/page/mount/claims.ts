import type { Box } from '../badge/spot.ts';
import { boxHere } from '../dom/in-frames.ts';
import { documentElementOf, viewOf } from '../dom/safe-dom.ts';
import type { PagePress } from '../field/page-press.ts';
import type { Readable } from '../link.ts';
import { composerBox, isFarAway, type Place, partsFor, readerBox } from './frame-box.ts';
import type { MountKind } from './mount.ts';
import { viewportNow } from './viewport.ts';

/** A press in the document of an element, as if it had been in this one. */
export const pressHere = (element: Element | null, press: PagePress | undefined): PagePress | undefined => {
  if (!(element && press)) return press;
  const { x, y } = press;
  const here = boxHere(element, { left: x, right: x, top: y, bottom: y });
  // The clock of a frame began at another time.
  return here && { x: here.x, y: here.y, at: performance.now() };
};

/** Where a sealed text is in this document. */
export const textBox = ({ element, box }: Pick<Readable, 'element' | 'box'>): (() => Box | undefined) => {
  // A page that draws its texts again puts other elements in their place, in the same document.
  const view = element && viewOf(element);
  const around = view && documentElementOf(view.document);
  return () => {
    const there = box();
    return there && around ? boxHere(around, there) : there;
  };
};

/** What a window is for. */
export interface Claim {
  /** Where that is now in the viewport; undefined where it is not there any more. */
  readonly box: () => Box | undefined;
  /** Composer: it will speak of something. */
  readonly talks?: boolean;
  readonly token?: string;
}

/** The parts of the viewport that both keep to where there is room for both in that way alone. */
export const partsOf = (composer?: Claim, reader?: Claim): Readonly<Record<MountKind, Box>> | undefined => {
  const [field, text] = [composer?.box(), reader?.box()];
  const viewport = viewportNow();
  if (!(field && text) || isFarAway(text, viewport)) return undefined;
  const over = composerBox(field, composer?.talks === true, viewport);
  return partsFor(over, readerBox(text, reader?.token?.length ?? 0, viewport), viewport);
};

/** What is laid to a box, in a part of the viewport. */
export const placeIn = ({ left, top, right, bottom }: Box, within: Box | undefined): Place => ({
  ...{ left, top, right, bottom },
  ...(within && { within }),
});
