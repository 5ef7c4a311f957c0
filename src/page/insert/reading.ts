import type { Stretch } from '../field/stretch.ts';

/** What is no text, with the text that stands in it: an image, a card, a divider, a table. */
export interface FieldObject extends Stretch {
  readonly kind: 'image' | 'other';
}

/** What a field holds, as far as it can be read. */
export interface Reading {
  /** Rich text has a line break for each beginning of a block, and U+FFFC for each object. */
  readonly text: string;
  readonly objects: readonly FieldObject[];
  /** Where there may be more of it: some editors draw no more than is on the screen, or hide what is folded. */
  readonly holes: readonly number[];
  /** Where a boundary of the document is in the text; undefined outside of it. */
  offsetOf(node: Node, offset: number): number | undefined;
  /** Where a stretch of the text is in the document. */
  rangeOf(stretch: Stretch): Range | undefined;
}

export const objectMark = '\uFFFC';
