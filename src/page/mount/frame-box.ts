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
const leastWidth = 280;
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
/** Less than this is no place to write or to read in while the other is open, too. */
const leastBeside = { composer: { width: 300, height: 360 }, reader: { width: 280, height: 240 } } as const;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
const into = (start: number, size: number, low: number, high: number): number =>
  clamp(start, low, Math.max(low, high - size));

/** What a window is laid to. `within`: the part of the viewport that it keeps to, so that another of ours has room. */
export interface Place extends Box {
  readonly within?: Box;
}

const roomOf = ({ within }: Place, { width, height }: Viewport): Box =>
  within ?? { left: margin, top: margin, right: width - margin, bottom: height - margin };

/** In a room, as near as can be to where it is wanted. */
const laid = ({ left, top, width, height }: FrameBox, room: Box): FrameBox => ({
  left: into(left, width, room.left, room.right),
  top: into(top, height, room.top, room.bottom),
  width,
  height,
});

// The page sees how large a frame is. So nothing asks for another size: it follows from what the page has itself, and is
// the same no matter who reads or writes, and whatever is said in there.

const composerHeight = (talks: boolean, width: number): number =>
  composerHeights[talks ? 'talking' : 'quiet'][width < narrow ? 1 : 0];

/**
 * Over the field, at least as large as writing needs, and always inside the window.
 * @param talks the field holds something, or the page shows sealed texts: something will be said of that
 */
export const composerBox = (field: Place, talks: boolean, viewport: Viewport): FrameBox => {
  const room = roomOf(field, viewport);
  const [most, highest] = [room.right - room.left, room.bottom - room.top];
  const width = Math.min(Math.max(field.right - field.left, leastWidth), most);
  const height = Math.max(
    Math.min(composerHeight(talks, width), highest),
    Math.min(field.bottom - field.top, mostOverField, highest),
  );
  return laid({ left: field.left, top: field.top, width, height }, room);
};

/** Is this more than half a window away from what is seen? */
export const isFarAway = ({ left, top, right, bottom }: Box, { width, height }: Viewport): boolean =>
  bottom < -height / 2 || top > height * 1.5 || right < -width / 2 || left > width * 1.5;

/** Below the token, above it where there is more room, always inside the window. `letters`: how long the token is. */
export const readerBox = (token: Place, letters: number, viewport: Viewport): FrameBox => {
  const room = roomOf(token, viewport);
  const width = Math.min(readerWidth, room.right - room.left);
  const height = Math.min(readerHeights[letters < longToken ? 'short' : 'long'], room.bottom - room.top);
  const below = token.bottom + gap;
  const above = token.top - gap - height;
  const top = below + height <= room.bottom || above < room.top ? below : above;
  return laid({ left: token.left, top, width, height }, room);
};

/** How far the shadow of a window may fall, in pixels: to the browser it covers what it falls on. */
const shadow = 16;

/** Is one over the other, or so near that its shadow is? */
export const overlap = (one: Box, other: Box): boolean =>
  Math.max(one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom) < shadow;

const edgesOf = ({ left, top, width, height }: FrameBox): Box => ({
  ...{ left, top, right: left + width, bottom: top + height },
});

/**
 * The place nearest to the wanted one that another of our windows leaves free, smaller where it must be, if there is one
 * in the window at all.
 */
export const freeBox = (wanted: FrameBox, other: Box, viewport: Viewport): FrameBox | undefined => {
  const whole = roomOf(other, viewport);
  const rooms = [
    whole,
    { ...whole, left: other.right + shadow },
    { ...whole, right: other.left - shadow },
    { ...whole, top: other.bottom + shadow },
    { ...whole, bottom: other.top - shadow },
  ];
  const lies = (room: Box): FrameBox => {
    const width = Math.min(wanted.width, room.right - room.left);
    return laid({ ...wanted, width, height: Math.min(wanted.height, room.bottom - room.top) }, room);
  };
  const way = (one: FrameBox): number => Math.abs(one.left - wanted.left) + Math.abs(one.top - wanted.top);
  const better = (one: FrameBox, best: FrameBox): boolean => {
    const [size, largest] = [one.width * one.height, best.width * best.height];
    return size === largest ? way(one) < way(best) : size > largest;
  };
  return rooms
    .map(lies)
    .filter((one) => !overlap(edgesOf(one), other) && isEnough(one, wanted))
    .reduce<FrameBox | undefined>((best, one) => (best && !better(one, best) ? best : one), undefined);
};

/** One reads in a window of such a size, with little scrolling; one that is smaller by itself has it all. */
const isEnough = ({ width, height }: FrameBox, wanted: FrameBox): boolean =>
  width >= Math.min(leastBeside.reader.width, wanted.width) &&
  height >= Math.min(leastBeside.reader.height, wanted.height);

/** How much of one side of the viewport the reader has; undefined where that is too little for both. */
const shareOf = (length: number, wanted: number, side: 'width' | 'height'): number | undefined => {
  const room = length - 2 * margin - shadow;
  const [reader, composer] = [leastBeside.reader[side], leastBeside.composer[side]];
  return room < reader + composer ? undefined : Math.min(wanted, room - composer, Math.max(reader, room / 2));
};

/** The parts of the viewport for both, if the reader has no room beside the composer as that lies alone. */
export const partsFor = (
  composer: FrameBox,
  reader: FrameBox,
  viewport: Viewport,
): { readonly composer: Box; readonly reader: Box } | undefined => {
  const lies = edgesOf(composer);
  if (freeBox(reader, lies, viewport)) return undefined;
  const whole = roomOf(lies, viewport);
  const beside = shareOf(viewport.width, reader.width, 'width');
  const below = shareOf(viewport.height, reader.height, 'height');
  if (beside !== undefined && (below === undefined || viewport.width >= viewport.height)) {
    if (composer.left + composer.width / 2 > viewport.width / 2) {
      const edge = whole.left + beside;
      return { reader: { ...whole, right: edge }, composer: { ...whole, left: edge + shadow } };
    }
    const edge = whole.right - beside;
    return { composer: { ...whole, right: edge - shadow }, reader: { ...whole, left: edge } };
  }
  if (below === undefined) return undefined;
  if (reader.top + reader.height / 2 < composer.top + composer.height / 2) {
    const edge = whole.top + below;
    return { reader: { ...whole, bottom: edge }, composer: { ...whole, top: edge + shadow } };
  }
  const edge = whole.bottom - below;
  return { composer: { ...whole, bottom: edge - shadow }, reader: { ...whole, top: edge } };
};
