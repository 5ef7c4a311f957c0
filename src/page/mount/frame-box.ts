import type { Box } from '../badge/spot.ts';

/** A frame's place in the viewport, in CSS pixels. */
export interface FrameBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
export interface Viewport {
  readonly width: number;
  readonly height: number;
}

const margin = 8;
const least = { width: 280, height: 180 };
/** Over a field as high as the window: in its lower corners stand chats and buttons of the pages, which would lie over us. */
const mostOverField = 560;
const readerWidth = 440;
const gap = 6;
/** Pixels, of a wide and of a narrow frame: in that one all that is said beside the text takes more lines. */
const composerHeights = { quiet: [400, 480], talking: [480, 600] } as const;
const narrow = 420;
/** Letters of a sealed text that is worth a higher window: of some ten lines and more. */
const longToken = 1_500;
const readerHeights = { short: 360, long: 520 } as const;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
const within = (start: number, size: number, room: number): number =>
  clamp(start, margin, Math.max(margin, room - margin - size));

// The page sees how large a frame is. So nothing asks for another size: it follows from what the page has itself, and is
// the same no matter who reads or writes, and whatever is said in there.

const heightFor = (wanted: number, viewport: Viewport): number => Math.min(wanted, viewport.height - 2 * margin);

const composerHeight = (talks: boolean, width: number): number =>
  composerHeights[talks ? 'talking' : 'quiet'][width < narrow ? 1 : 0];

/**
 * Over the field, at least as large as writing needs, and always inside the window.
 * @param talks the field holds something, or the page shows sealed texts: something will be said of that
 */
export const composerBox = (field: Box, talks: boolean, viewport: Viewport): FrameBox => {
  const width = clamp(field.right - field.left, least.width, Math.max(least.width, viewport.width - 2 * margin));
  const fits = Math.min(width, viewport.width - 2 * margin);
  const height = Math.max(
    heightFor(composerHeight(talks, fits), viewport),
    Math.min(field.bottom - field.top, mostOverField, viewport.height - 2 * margin),
  );
  return {
    left: within(field.left, fits, viewport.width),
    top: within(field.top, height, viewport.height),
    width: fits,
    height,
  };
};

/** Is this more than half a window away from what is seen? */
export const isFarAway = ({ left, top, right, bottom }: Box, { width, height }: Viewport): boolean =>
  bottom < -height / 2 || top > height * 1.5 || right < -width / 2 || left > width * 1.5;

/** Below the token, above it where there is more room, always inside the window. `letters`: how long the token is. */
export const readerBox = (token: Box, letters: number, viewport: Viewport): FrameBox => {
  const width = Math.min(readerWidth, viewport.width - 2 * margin);
  const height = heightFor(letters < longToken ? readerHeights.short : readerHeights.long, viewport);
  const below = token.bottom + gap;
  const above = token.top - gap - height;
  const top = below + height <= viewport.height - margin || above < margin ? below : above;
  return { left: within(token.left, width, viewport.width), top: within(top, height, viewport.height), width, height };
};

/** How far the shadow of a window may fall, in pixels: to the browser it covers what it falls on. */
const shadow = 16;

/** Is one over the other, or so near that its shadow is? */
export const overlap = (one: Box, other: Box): boolean =>
  Math.max(one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom) < shadow;

const edgesOf = ({ left, top, width, height }: FrameBox): Box => ({
  ...{ left, top, right: left + width, bottom: top + height },
});

/** The place nearest to the wanted one that another of our windows leaves free, if there is one in the window at all. */
export const freeBox = (wanted: FrameBox, other: Box, viewport: Viewport): FrameBox | undefined => {
  const { left, top, width, height } = wanted;
  const places = [
    wanted,
    { ...wanted, left: other.right + shadow },
    { ...wanted, left: other.left - shadow - width },
    { ...wanted, top: other.bottom + shadow },
    { ...wanted, top: other.top - shadow - height },
  ];
  const fits = (one: FrameBox): boolean =>
    one.left === within(one.left, width, viewport.width) && one.top === within(one.top, height, viewport.height);
  const way = (one: FrameBox): number => Math.abs(one.left - left) + Math.abs(one.top - top);
  return places
    .filter((one) => fits(one) && !overlap(edgesOf(one), other))
    .reduce<FrameBox | undefined>((best, one) => (best && way(best) <= way(one) ? best : one), undefined);
};
