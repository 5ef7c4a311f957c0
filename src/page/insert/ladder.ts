import type { InsertOutcome } from '../../bridge/views.ts';
import { poll, wait } from '../wait.ts';
import { type Around, type Readback, readBack } from './read-back.ts';

/** One way of putting text into a field. It may do nothing, do it later, or do it and say it did not. */
export type Rung = () => void;

/** A field as the ladder sees it. */
export interface Target {
  readonly maxLength?: number;
  isThere(): boolean;
  /** Everything it holds, read in each way that is to be trusted. */
  texts(): readonly string[];
  /** Where only a part is replaced: what stands around it and must stay, as `squeeze` leaves it. */
  readonly around?: Around;
  /** Gives it the focus and selects what is to be replaced. */
  select(): void;
  /** Milliseconds until what stands behind the field knows of the selection. */
  readonly selectionMs: number;
  /** In the order in which they are to be tried. */
  readonly rungs: readonly Rung[];
}

/** Milliseconds. Measured on fifteen editors: TinyMCE for one pastes late. */
export interface LadderTimes {
  readonly settle: number;
  readonly step: number;
  readonly recheck: number;
}
export const ladderTimes: LadderTimes = { settle: 400, step: 20, recheck: 120 };

const taken = (state: Readback): boolean => state === 'exact' || state === 'among-others' || state === 'doubled';

/** Waits until the token has arrived, and once more whether it stays and stays alone. */
const settle = async (read: () => Readback, times: LadderTimes, signal: AbortSignal): Promise<Readback> => {
  await poll(() => (taken(read()) ? true : undefined), { ms: times.settle, stepMs: times.step }, signal);
  await wait(times.recheck, signal);
  return read();
};

/**
 * Puts one token in place of what a field holds. Each way is given time to work before the next one is tried, because
 * one that works late and one more would insert twice. A field that says how much it takes is asked first, since some
 * ways cut silently.
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
  const before = target.texts();
  const read = (): Readback => readBack(target.texts(), token, before, target.around);
  for (const rung of target.rungs) {
    target.select();
    await wait(target.selectionMs, signal);
    if (!target.isThere()) return { kind: 'field-gone' };
    rung();
    const state = await settle(read, times, signal);
    if (!target.isThere()) return { kind: 'field-gone' };
    if (state === 'doubled') return { kind: 'refused' };
    if (target.around && state === 'among-others') return { kind: 'disturbed' };
    if (taken(state)) return { kind: 'inserted' };
  }
  return { kind: 'refused' };
};
