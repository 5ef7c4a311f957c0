import type { FoundText } from '../detect/registry.ts';

/** Where texts are shown. */
export interface Shelf {
  add(found: FoundText): void;
  remove(found: FoundText): void;
}

/** Looks after texts that a site has cut or changed. */
export interface Mender {
  add(found: FoundText): void;
  /** Forgets it. What stands in its place on the shelf; undefined where that is the text itself. */
  remove(found: FoundText): FoundText | undefined;
  /** What stands in its place on the shelf, likewise. */
  wholeOf(found: FoundText): FoundText | undefined;
  /** The page has changed somewhere: the rest may be there now. */
  trySoon(): void;
  /** The site was recognised, and does not show its messages as it did. */
  siteChanged(found: FoundText): boolean;
  /** Is it known where this text stands as it was written? */
  hasSource(found: FoundText): boolean;
  /** Fetches that, as a person asked. The text as it is shown from now on; undefined where the source has it not. */
  fromSource(found: FoundText, signal: AbortSignal): Promise<FoundText | undefined>;
}

/** What the fourth script can do for the others, about a site whose software is known. */
export interface Sites {
  /** Gives the focus to the one field to write in. False where there is none that nobody needs to guess. */
  focusField(): boolean;
  /** Does the site keep the line breaks of this field? A chat may send each line as a message. Undefined: not known. */
  keepsLines(element: Element): boolean | undefined;
  startMending(shelf: Shelf): Mender;
}

// As for the other three scripts: see `link.ts`.
const mark = Symbol.for('fieldseal.sites');
type World = { readonly [mark]?: Sites };

/** The fourth script of a window, where it has run. */
export const sitesIn = (world: object): Sites | undefined => (world as World)[mark];

export const putSites = (sites: Sites): void => {
  if (!sitesIn(globalThis)) Object.defineProperty(globalThis, mark, { value: sites });
};
