import { badgeHeight, narrowBadge, wideBadge } from './badge-css.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a badge stands, in CSS pixels of the viewport. */
export interface Spot {
  readonly left: number;
  readonly top: number;
  readonly narrow: boolean;
}

/** The part of a box that others leave of it. */
export const clipTo = (box: Box, clips: readonly Box[]): Box =>
  clips.reduce(
    (rest, clip) => ({
      left: Math.max(rest.left, clip.left),
      top: Math.max(rest.top, clip.top),
      right: Math.min(rest.right, clip.right),
      bottom: Math.min(rest.bottom, clip.bottom),
    }),
    box,
  );

/**
 * Over the first letters of a token, which nobody reads: there it hides nothing of the page. Undefined where the
 * middle of that line is not to be seen.
 * @param line the first line of the token; @param area what is to be seen of the page around it; @param room how far
 * right text may go there
 */
export const spotFor = (line: Box, area: Box, room: number): Spot | undefined => {
  const middle = (line.top + line.bottom) / 2;
  const shown = middle > area.top && middle < area.bottom && line.left < area.right && line.right > area.left;
  if (!shown || line.right - line.left < 1) return undefined;
  const narrow = Math.min(room, area.right) - line.left < wideBadge;
  const width = narrow ? narrowBadge : wideBadge;
  return {
    left: Math.max(area.left, Math.min(line.left, area.right - width)),
    top: middle - badgeHeight / 2,
    narrow,
  };
};
