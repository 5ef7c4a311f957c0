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
  readonly width: number;
  /** For a finger. */
  readonly height: number;
  /** To the eye, from its top. */
  readonly line: number;
  readonly narrow: boolean;
}

/** How high the lines of a token are together, and one of them. */
export interface Lines {
  /** Where the last of them ends. */
  readonly bottom: number;
  /** From line to line, where that is known: the letters may be higher. */
  readonly pitch: number;
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

export const middleOf = ({ top, bottom }: Pick<Box, 'top' | 'bottom'>): number => (top + bottom) / 2;

/** Is the middle of a line, and some of its length, within an area? */
export const isSeen = (line: Box, area: Box): boolean =>
  middleOf(line) > area.top && middleOf(line) < area.bottom && line.left < area.right && line.right > area.left;

/**
 * Over letters of the token, which nobody reads, and over nothing else: there it hides nothing of the page. So it looks
 * as high as a line and is no wider than it, and takes more presses only where more lines of the token follow.
 * @param line the first line of the token that is to be seen; @param area what is to be seen of the page around it
 */
export const spotFor = (line: Box, area: Box, { bottom, pitch }: Lines): Spot | undefined => {
  const left = Math.max(line.left, area.left);
  const room = Math.min(line.right, area.right) - left;
  if (!isSeen(line, area) || room < 1) return undefined;
  const more = Math.min(bottom, area.bottom) - line.bottom > 0;
  const oneLine = Math.min(badgeHeight, line.bottom - line.top, pitch);
  const height = more ? Math.min(badgeHeight, Math.min(bottom, area.bottom) - line.top) : oneLine;
  const narrow = room < wideBadge;
  return {
    left,
    top: more ? line.top : middleOf(line) - height / 2,
    width: narrow ? Math.min(narrowBadge, room) : wideBadge,
    height,
    line: Math.min(oneLine, height),
    narrow,
  };
};
