/**
 * Can this document not hold our frame, as far as it tells? An opaque origin (a sandbox) loads none; a page that
 * is cross-origin isolated blocks what does not say it may be embedded. What cannot be told shows when the frame does
 * not answer.
 */
export const blocksFrames = (): boolean => globalThis.origin === 'null' || globalThis.crossOriginIsolated;
