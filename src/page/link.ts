import type { FieldReport } from '../bridge/field-line.ts';
import type { ComposeAnswer, FrameSight, PageCommands, ScreenPress } from '../bridge/page-commands.ts';
import type { InsertOutcome } from '../bridge/views.ts';
import type { FoundArmor } from '../bytes/armor.ts';
import type { Box } from './badge/spot.ts';
import type { FoundText } from './detect/registry.ts';
import type { Field, LookedField } from './field/field.ts';
import type { Firewall } from './field/firewall.ts';
import type { HeardPress, PagePress } from './field/page-press.ts';
import type { WordName } from './words.ts';

// Up to four scripts run in our world of a page. The first is always there and small: it finds sealed texts, guards the keys
// and answers the background. The second shows marks and mounts frames, the third looks into fields and fills them, the
// fourth (`sites/`) knows the software of some sites: the background brings each only where it is needed.

/** What the first script lends the others. */
export interface Ground {
  readonly firewall: Firewall;
  readonly memory: FieldMemory;
  /** The sealed texts that are known of in the document now. */
  readonly shown: () => Iterable<FoundText>;
  readonly findArmored: (text: string) => readonly FoundArmor[];
  readonly fieldOf: (element: Element | null) => Field | null;
  readonly deepActiveElement: () => Element | null;
  readonly maxLengthOf: (field: Field) => number | undefined;
  readonly textIn: (field: Field) => string;
  readonly viewOf: (node: Element) => (Window & typeof globalThis) | null;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Brings the third script. */
  readonly bringWriting: () => Promise<Writing>;
  /** All that the first script does ends with it, and so must all that the others do. */
  readonly signal: AbortSignal;
}

/** The field that the side panel writes for. */
export interface FieldMemory {
  field: Field | undefined;
  /** The one that was empty when the focus left it last: it may show a hint since. */
  leftEmpty?: Element | undefined;
}

/** A token on its way into a field. */
export interface InsertWish {
  readonly requestId: string;
  readonly field: Field;
  readonly token: string;
  /** `forget`: what it takes the place of shall not come back by undoing, where that can be had. */
  readonly undo?: 'forget' | undefined;
  /** All that is in the field goes, as the person chose. */
  readonly replace?: 'all' | undefined;
}

/** What the third script can do for the first. */
export interface Writing {
  /** The field together with what is in it now. `another`: what is there stays, and the next sealed text goes beside it. */
  look(field: Field, another?: boolean): LookedField;
  /** Puts a token into a field, once for each request. */
  insert(wish: InsertWish): Promise<InsertOutcome>;
  /** What became of an earlier request of this id, else `otherwise`. */
  known(requestId: string, otherwise: InsertOutcome): Promise<InsertOutcome>;
}

/** What the second script can do for the first. */
export interface Tools {
  isHost(target: EventTarget | null): boolean;
  /** A key that was meant for the composer came to the page. */
  refocus(): void;
  /** Is there a composer, or was there one a moment ago? */
  composes(): boolean;
  /** A press in this document: was it meant for the composer, by what the person sees? Then that gets the focus. */
  missed(press: HeardPress): boolean;
  /** The same of a press in a frame. */
  missedThere(press: ScreenPress): boolean;
  /** Has a window of ours stood in this document? */
  hadWindow(): boolean;
  /** Something comes on top of everything. */
  entering(element: Element): void;
  appeared(found: FoundText): void;
  vanished(found: FoundText): void;
  /** Lays a reader in this document. */
  read(readable: Readable): void;
  /** A text has gone from where it stood, here or in a frame. */
  textGone(token: string): void;
  /** The page has changed somewhere. */
  changed(): void;
  /** The vault or the contacts have changed: what a text is to the person must be asked again. */
  forgetInspections(): void;
  /** The field may stand in a frame whose document can be looked into. */
  compose(field: LookedField): Promise<InPlace>;
  /** The keys cannot be kept from this document any more. */
  unguarded(): void;
  noteOutcome(mountId: string, outcome: InsertOutcome): void;
  /** The field that our composer lies over. */
  fieldOf(mountId: string): Field | undefined;
  /** What the composer of a mount is told of its field, or without one the side panel. */
  report(mountId: string | undefined): FieldReport | null;
  /** The field with the focus holds a sealed text that could be changed; undefined = none does. */
  offerEdit(field: Field | undefined): void;
  bound(mountId: string): void;
  tokenOf(mountId: string): string | null;
  sightOf(input: PageCommands['page.check']['input']): FrameSight;
  /** A frame has got the keys again. */
  regained(mountId: string): void;
  /** A composer has no keys any more. */
  lost(mountId: string, pointed: boolean): boolean;
  /** Something lies over a frame, as that says. */
  covered(mountId: string): boolean;
  /** `away`: the field does not get the focus back. */
  close(mountId: string, away?: true): void;
  closeReader(): void;
  closeAll(): void;
  notice(word: WordName, values?: readonly string[]): null;
}

/** A sealed text to be read in place; it may stand in a frame that can be looked into. */
export interface Readable {
  readonly token: string;
  readonly element: Element | null;
  /** In the viewport of its document, as is what was pressed for it. */
  box(): Box | undefined;
  readonly pressed: PagePress | undefined;
  /** Gives the focus back to what it was opened by. */
  back(): void;
}

/** Whether a composer was laid over a field that is there. */
export type InPlace = Exclude<ComposeAnswer, 'no-field'>;

/** Where the two meet, and what our world in other frames may ask. */
export interface Link {
  /** False once the site was taken back: the script may begin again, from the start. */
  readonly running: boolean;
  /** Are the keys kept from this document? Undefined while that is not known. */
  readonly armed: boolean | undefined;
  /** Could they be: do our listeners come first? */
  readonly guarded: boolean;
  /** May the document have the window of a page that opened it, which could listen in there before? */
  readonly inherits: boolean;
  /** The field that is written in, here or in the side panel. */
  readonly field: Field | undefined;
  /** Lays a composer in this document over a field of this one or of one inside it, once that was looked into. */
  compose(looked: Promise<LookedField>): Promise<InPlace>;
  /** Fills a field of this document. */
  insert(wish: InsertWish): Promise<InsertOutcome>;
  /** The second script: what is there of it, and what brings it. */
  readonly show: { readonly tools: Tools | undefined; bring(): Promise<Tools> };
  /** Takes the second script in, the first time it comes. */
  join(start: (ground: Ground) => Tools): void;
  /** The same for the third. */
  joinWriting(start: (ground: Ground) => Writing): void;
}

// A symbol, because any name could be taken by an element of the page (`<div id=…>`), in our world too; and a property
// of the world's own, which nothing of the page comes before.
const mark = Symbol.for('fieldseal.page');
type World = { readonly [mark]?: Link };

/** The link of a window; undefined where our first script does not run. Throws where it is of another origin. */
export const linkIn = (world: object): Link | undefined => (world as World)[mark];

/** Only our own script can replace it. */
export const putLink = (link: Link): void => {
  Object.defineProperty(globalThis, mark, { value: link, configurable: true });
};
