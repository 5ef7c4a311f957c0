/**
 * Can this document not hold a frame of ours, as far as it tells? An opaque origin (a sandbox) loads none; a page that
 * is cross-origin isolated blocks what does not say it may be embedded. What cannot be told shows when the frame does
 * not answer.
 */
export const blocksFrames = (): boolean => globalThis.origin === 'null' || globalThis.crossOriginIsolated;

/** Pixels: in less nobody sees what they write. */
const least = { width: 280, height: 180 };

/** Is this a frame within a page, and too small to write in? Ours would be cut off at its edges. */
export const isTooSmall = (): boolean =>
  window.parent !== window && (window.innerWidth < least.width || window.innerHeight < least.height);
