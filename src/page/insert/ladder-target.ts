import type { Around, Sides } from './read-back.ts';

/**
 * What became of an attempt as far as its events tell. `claimed`: the page cancelled one, to do it in its own way, perhaps
 * later. `done`: the browser did it. `left`: neither, and still it may come. `untried`: nothing was sent to the field.
 */
export type Trace = 'untried' | 'left' | 'claimed' | 'done';

/** One way of putting text into a field. It may do nothing, do it later, or do it and say it did not. */
export type Rung = () => Trace;

/** A field as the ladder sees it. */
export interface Target {
  readonly maxLength?: number | undefined;
  isThere(): boolean;
  /** Everything it holds, read in each way that is to be trusted; if the field has moved, what is where it was. */
  texts(): readonly string[];
  /** What stood around it in the page, once that has put something else in its place. */
  moved?(): Sides | undefined;
  /** Is this somewhere beside the field now? */
  isBeside?(token: string): boolean;
  /** Has the page or the browser undo one step. */
  undo?(): void;
  redo?(): void;
  /** Makes the browser forget the way back, if a person wishes that. */
  readonly forget?: (() => void) | undefined;
  /** Gives it what it held at first, past every history. */
  readonly reset?: (() => void) | undefined;
  /** What must stand around the token and nothing else, as `squeeze` leaves it; absent in a field that was blank. */
  readonly around?: Around;
  /** Gives it the focus and selects what is to be replaced. */
  select(): void;
  /** Milliseconds until what stands behind the field knows of the selection. */
  readonly selectionMs: number;
  /** In the order in which they are to be tried. */
  readonly rungs: readonly Rung[];
}

/** For what nobody has claimed. Measured on the editors of tests/editors: TinyMCE for one pastes late, without that. */
export const settleMs = 400;
/** For what the page has claimed: it is not tried in another way after that. */
export const claimedMs = 1_500;
export const recheckMs = 120;
