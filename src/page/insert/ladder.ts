import type { InsertOutcome } from '../../bridge/views.ts';
import { claimedMs, recheckMs, settleMs, type Target } from './ladder-target.ts';
import { lent } from './lent.ts';
import { poll } from './poll.ts';
import { putBack } from './put-back.ts';
import { type Readback, readBack } from './read-back.ts';

const taken = (state: Readback): boolean => state !== 'unchanged' && state !== 'changed';

/** Waits until the token has arrived, and once more whether it stays and stays alone. Gives whether it was ever there. */
const arrives = async (read: () => Readback, ms: number, signal: AbortSignal): Promise<boolean> => {
  const came = await poll(() => taken(read()), ms, signal);
  if (came) await lent.wait(recheckMs, signal);
  return came;
};

/** What a field was found to hold after an attempt. */
const look = (target: Target, token: string, before: readonly string[]): Readback =>
  readBack(target.texts(), token, before, target.around, target.moved?.());

/** Gives up, and the field what it held. */
const refuse = async (
  target: Target,
  token: string,
  before: readonly string[],
  signal: AbortSignal,
): Promise<InsertOutcome> => {
  const isBack = await putBack(target, token, before, signal);
  // Some make blocks of their own of what comes, and leave the one that it was put into as it was.
  if (target.isBeside?.(token) || look(target, token, before) === 'among-others') return { kind: 'disturbed' };
  return { kind: isBack ? 'refused' : 'lost' };
};

/**
 * Puts one token in place of what a field holds. Each way is given time to work before the next one is tried, because
 * one that works late and one more would insert twice. Nor is there a next one where the page had the token in hand and
 * did not keep it: then the field gets back what it held. A field that says how much it takes is asked first, since some
 * ways cut silently. What the field holds is asked before anything is made of its being gone.
 */
export const climb = async (target: Target, token: string, signal: AbortSignal): Promise<InsertOutcome> => {
  const gone = { kind: 'field-gone' } as const;
  if (!target.isThere()) return gone;
  const over = token.length - (target.maxLength ?? token.length);
  if (over > 0) return { kind: 'too-long', over };
  let first: readonly string[] | undefined;
  for (const rung of target.rungs) {
    target.select();
    await lent.wait(target.selectionMs, signal);
    if (!target.isThere()) return gone;
    // Not before the focus came: some fields clear a hint then.
    const before = target.texts();
    const read = (): Readback => look(target, token, before);
    const trace = rung();
    if (trace === 'untried') continue;
    first ??= before;
    const came = await arrives(read, trace === 'claimed' ? claimedMs : settleMs, signal);
    const state = read();
    if (state === 'doubled' || (target.around && state === 'among-others')) break;
    if (taken(state)) {
      // Who took it in hand has a history of its own, and watches what it put it into.
      if (trace !== 'claimed') target.forget?.();
      return { kind: 'inserted' };
    }
    if (!target.isThere()) return gone;
    if (came || trace !== 'left' || state !== 'unchanged') break;
  }
  return first ? refuse(target, token, first, signal) : { kind: 'refused' };
};
