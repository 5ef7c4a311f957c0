// What the page itself has in its field is plaintext that the page knows. It goes straight from the content script to
// the frame or panel that asks, never through the background.

/** What is in a field where a sealed text is to go. */
export type FieldContent =
  | { readonly kind: 'empty' }
  /** A sealed text: the new one takes its place. */
  | { readonly kind: 'token'; readonly token: string }
  /** Words that the person has selected, and that could be read whole: the sealed text takes their place. */
  | ({ readonly kind: 'text'; readonly part: 'selection' } & FieldText)
  /** Something that stays: the sealed text goes to where the caret is. `all`: what goes if the person chooses that instead. */
  | { readonly kind: 'beside'; readonly reason: BesideReason; readonly all?: FieldText | undefined };

/** `words` of whatever sort · `sealed` texts among them · `unread`: only a part could be read, an editor draws no more. */
export type BesideReason = 'words' | 'sealed' | 'too-long' | 'unread';

/** What the page can read already. */
export interface FieldText {
  readonly text: string;
  /** May the field bring it back? */
  readonly undo: Undo;
  readonly amount: FieldAmount;
}

/** How much of what would go if a sealed text took its place. */
export interface FieldAmount {
  /** As a person counts them. */
  readonly characters: number;
  readonly paragraphs: number;
  readonly images: number;
  /** Cards, dividers, mentions, tables and whatever else an editor sets among its text. */
  readonly others: number;
}

/** `wiped` once the sealed text is in its place · `may-return` an editor may keep a history of its own. */
type Undo = 'wiped' | 'may-return';

export interface FieldReport {
  readonly content: FieldContent;
  readonly fieldKey: string;
  /** Sealed texts that the same document shows, the nearest first. The page may show whatever it likes. */
  readonly around: readonly string[];
  /** All that the field holds, to be restored if the page loses it. Absent if there is nothing, or more than the limit. */
  readonly was?: string;
}

export interface FieldQuestion {
  readonly to: 'field';
  /** Of the composer that asks; absent where the side panel does. */
  readonly mountId?: string;
  /** From the side panel: another text is begun, to go beside what is in the field by now. */
  readonly another?: true;
}

/** As many sealed texts are named beside a field, and none longer than that, in UTF-16 units. */
export const mostAround = 40;
export const longestAround = 200_000;

/** UTF-16 units of plaintext that are taken out of a field. */
export const mostFieldText = 200_000;
