import type { FieldContent } from '../../bridge/field-line.ts';

/** A part of a field's text, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What a field held when somebody began to write for it, and which part of that the sealed text will replace. */
export interface Held extends Stretch {
  readonly content: FieldContent;
  /** All of it as `insert/reading.ts` gives it; the stretch counts in it. Of a drawn editor: what it would copy. */
  readonly text: string;
  /** Of rich text: where the stretch was then, in the nodes of then. */
  readonly range?: Range | undefined;
}
