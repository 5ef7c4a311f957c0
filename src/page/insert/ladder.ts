import type { InsertOutcome } from '../../bridge/views.ts';
import { poll, wait } from '../wait.ts';
import { putBack } from './put-back.ts';
import { type Around, nothingAround, type Readback, readAmong, readBack } from './read-back.ts';

/**
 * What became of an attempt as far as its events tell. `claimed`: the page cancelled one, to do it in its own way, perhaps
 * later. `done`: the browser did it. `left`: neither, and still it may come.
 */
export type Trace = 'left' | 'claimed' | 'done';

/** One way of putting text into a field. It may do nothing, do it later, or do it and say it did not. */
export type Rung = () => Trace;

/** A field as the ladder sees it. */
export interface Target {
  readonly maxLength?: number;
  isThere(): boolean;
  /** Everything it holds, read in each way that is to be trusted; if the field has moved, what is where it was. */
  texts(): readonly string[];
  /** Has the page put something else in its place? */
  isMoved?(): boolean;
  /** Has the page or the browser undo one step. */
  undo?(): void;
  redo?(): void;
  /** Gives it what it held at first, past every history. */
  reset?(): void;
  /** Where only a part is replaced: what stands around it and must stay, as `squeeze` leaves it. */
  readonly around?: Around;
  /** Gives it the focus and selects what is to be replaced. */
  select(): void;
  /** Milliseconds until what stands behind the field knows of the selection. */
  readonly selectionMs: number;
  /** In the order in which they are to be tried. */
  readonly rungs: readonly Rung[];
}

/** Milliseconds. Measured on the editors of tests/editors: TinyMCE for one pastes late, without having claimed it. */
export interface LadderTimes {
  /** For what nobody has claimed. */
  readonly settle: number;
  /** For what the page has claimed: it is not tried in another way after that. */
  readonly claimed: number;
  readonly step: number;
  readonly recheck: number;
}
export const ladderTimes: LadderTimes = { settle: 400, claimed: 1_500, step: 20, recheck: 120 };

const taken = (state: Readback): boolean => state === 'exact' || state === 'among-others' || state === 'doubled';

/** Waits until the token has arrived, and once more whether it stays and stays alone. Gives whether it was ever there. */
const arrives = async (read: () => Readback, ms: number, times: LadderTimes, signal: AbortSignal): Promise<boolean> => {
  const came = await poll(() => (taken(read()) ? true : undefined), { ms, stepMs: times.step }, signal);
  if (came) await wait(times.recheck, signal);
  return came === true;
};

/** What a field was found to hold after an attempt. */
const look = (target: Target, token: string, before: readonly string[]): Readback =>
  target.isMoved?.()
    ? readAmong(target.texts(), token, target.around ?? nothingAround)
    : readBack(target.texts(), token, before, target.around);

/** Gives up, and the field what it held. */
const refuse = async (
  target: Target,
  before: readonly string[],
  signal: AbortSignal,
  times: LadderTimes,
): Promise<InsertOutcome> => ({ kind: (await putBack(target, before, signal, times)) ? 'refused' : 'lost' });

/**
 * Puts one token in place of what a field holds. Each way is given time to work before the next one is tried, because
 * one that works late and one more would insert twice. Nor is there a next one where the page had the token in hand and
 * did not keep it: then the field gets back what it held. A field that says how much it takes is asked first, since some
 * ways cut silently. What the field holds is asked before anything is made of its being gone.
 */
export const climb = async (
  target: Target,
  token: string,
  signal: AbortSignal,
  times: LadderTimes = ladderTimes,
): Promise<InsertOutcome> => {
  if (!target.isThere()) return { kind: 'field-gone' };
  if (target.maxLength !== undefined && token.length > target.maxLength) {
    return { kind: 'too-long', over: token.length - target.maxLength };
  }
  let first: readonly string[] | undefined;
  for (const rung of target.rungs) {
    target.select();
    await wait(target.selectionMs, signal);
    if (!target.isThere()) return { kind: 'field-gone' };
    // Not before the focus came: some fields clear a hint then.
    const before = target.texts();
    first ??= before;
    const read = (): Readback => look(target, token, before);
    const trace = rung();
    const came = await arrives(read, trace === 'claimed' ? times.claimed : times.settle, times, signal);
    const state = read();
    if (state === 'doubled') break;
    if (target.around && state === 'among-others') return { kind: 'disturbed' };
    if (taken(state)) return { kind: 'inserted' };
    if (!target.isThere()) return { kind: 'field-gone' };
    if (came || trace !== 'left' || state !== 'unchanged') break;
  }
  return refuse(target, first ?? [], signal, times);
};
