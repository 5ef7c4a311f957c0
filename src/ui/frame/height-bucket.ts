const bucket = 40;

/** The page sees how high the frame is, so heights come in steps: they say little about the length of the text. */
export const heightBucket = (height: number): number =>
  Math.min(4000, Math.max(1, Math.ceil(height / bucket)) * bucket);
