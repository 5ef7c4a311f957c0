/** What a field is for: the words for it are `site_field_<what>` of the locale files. */
export type FieldPurpose = 'post' | 'chat' | 'page' | 'note' | 'pad' | 'ticket' | 'mail';

/** What a site does to long texts in a field. Characters. */
export interface Budget {
  /** More than this does not arrive whole. */
  readonly most: number;
  /** A longer text arrives in so many characters a message; `messages` of the profile puts it together again. */
  readonly piece?: number;
}

/** A field to write in, and where it must be. */
export interface ComposePlace {
  readonly what: FieldPurpose;
  /** Stands in pages that have the field: where this is and the field is not, the site has changed. */
  readonly on: string;
  /** Selectors from the page through its frames to the field; the field is the only visible element that any of them leads to. */
  readonly paths: readonly (readonly string[])[];
  readonly budget?: Budget;
}

/** Where received texts stand. */
export interface MessagePlace {
  /** Stands in pages that show messages: where this is and no message is, though a sealed text is, the site has changed. */
  readonly on: string;
  readonly each: string;
  /** Within a message: what its writer wrote. */
  readonly text: string;
  /** The attribute of a message that tells writers apart: pieces of one text have one writer. */
  readonly by?: string;
}

/** Where a text stands as it was written. Only on the site's own origin, and only fetched when a person asks. */
export type RawSource =
  /** The address of the page, with these in its query. */
  | { readonly query: Readonly<Record<string, string>> }
  /** A link beside the text, in the nearest element around it that `around` matches. */
  | { readonly around: string; readonly link: string };

/** What is known of one site's software, no matter who runs it. Data only: no profile has code. */
export interface SiteProfile {
  readonly id: string;
  /** Its own name, the same in every language. */
  readonly name: string;
  /** Selectors that all must match: structure, since such software is run under any address. */
  readonly marks: readonly string[];
  readonly compose: readonly ComposePlace[];
  readonly messages?: MessagePlace;
  readonly raw?: RawSource;
}
