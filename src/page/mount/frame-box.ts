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
/** A page sees how high our host is. Steps say little about how long the text in it is. */
const step = 40;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
const within = (start: number, size: number, room: number): number =>
  clamp(start, margin, Math.max(margin, room - margin - size));

const heightFor = (wanted: number, viewport: Viewport): number =>
  Math.min(Math.max(least.height, Math.ceil(wanted / step) * step), viewport.height - 2 * margin);

/** Over the field, at least as large as writing needs, and always inside the window. */
export const composerBox = (field: Box, wanted: number, viewport: Viewport): FrameBox => {
  const width = clamp(field.right - field.left, least.width, Math.max(least.width, viewport.width - 2 * margin));
  const fits = Math.min(width, viewport.width - 2 * margin);
  const height = Math.max(
    heightFor(wanted, viewport),
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

/** Below the token, above it where there is more room, always inside the window. */
export const readerBox = (token: Box, wanted: number, viewport: Viewport): FrameBox => {
  const width = Math.min(readerWidth, viewport.width - 2 * margin);
  const height = heightFor(wanted, viewport);
  const below = token.bottom + gap;
  const above = token.top - gap - height;
  const top = below + height <= viewport.height - margin || above < margin ? below : above;
  return { left: within(token.left, width, viewport.width), top: within(top, height, viewport.height), width, height };
};
