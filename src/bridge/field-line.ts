// What the page itself has in its field is plaintext that the page knows. It goes straight from the content script to
// the frame or panel that asks, never through the background.

/** What is in a field where a sealed text is to go. */
export type FieldContent =
  | { readonly kind: 'empty' }
  /** A sealed text: the new one takes its place. */
  | { readonly kind: 'token'; readonly token: string }
  /** Words that the page can read already: all of them, or the selected ones. `undo`: may the field bring them back? */
  | { readonly kind: 'text'; readonly text: string; readonly part: 'all' | 'selection'; readonly undo: Undo }
  /** Something that stays: the sealed text goes to where the caret is. */
  | { readonly kind: 'beside'; readonly reason: 'sealed' | 'too-long' };

/** `wiped` once the sealed text is in its place · `may-return` an editor may keep a history of its own. */
type Undo = 'wiped' | 'may-return';

export interface FieldReport {
  readonly content: FieldContent;
  readonly fieldKey: string;
  /** Sealed texts that the same document shows, the nearest first. The page may show whatever it likes. */
  readonly around: readonly string[];
}

export interface FieldQuestion {
  readonly to: 'field';
  /** Of the composer that asks; absent where the side panel does. */
  readonly mountId?: string;
}

/** UTF-16 units of plaintext that are taken out of a field. */
export const mostFieldText = 200_000;
