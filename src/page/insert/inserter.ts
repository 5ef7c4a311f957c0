import type { InsertOutcome } from '../../bridge/views.ts';
import { focus, isConnected } from '../dom/safe-dom.ts';
import type { Firewall } from '../field/firewall.ts';
import { type InsertWish, linkIn, type Writing } from '../link.ts';
import { careful } from './careful.ts';
import { climb } from './ladder.ts';
import { lent } from './lent.ts';
import { poll } from './poll.ts';
import { targetOf } from './target.ts';

/** How many outcomes are remembered for a request that is said twice. */
const remembered = 32;

/** Milliseconds until an editor has taken its hint back. */
const hintMs = 400;

/** Inserts one at a time, and each request once: the worker that asks may die and ask again. */
export const makeInserter = (firewall: Firewall, signal: AbortSignal): Omit<Writing, 'look'> => {
  const outcomes = new Map<string, Promise<InsertOutcome>>();
  let last: Promise<unknown> = Promise.resolve();
  const put = async (wish: InsertWish): Promise<InsertOutcome> => {
    const { field, token, undo } = wish;
    // Some editors write a hint into themselves while they have no focus, and take it back when it comes.
    if (isConnected(field.element)) focus(field.element);
    const target = await poll(() => targetOf(wish), hintMs, signal);
    if (!target) return { kind: 'changed' };
    return climb(careful(field, target, undo), token, signal);
  };
  /** A field in a frame is filled by our world in there: only that knows what its elements are. */
  const pass = async (wish: InsertWish): Promise<InsertOutcome> => {
    const view = lent.viewOf(wish.field.element);
    if (view === window) return firewall.whileInserting(() => put(wish));
    return (view && linkIn(view)?.insert(wish)) ?? { kind: 'field-gone' };
  };
  return {
    known: async (requestId, otherwise) => outcomes.get(requestId) ?? otherwise,
    insert: (wish) => {
      const known = outcomes.get(wish.requestId);
      if (known) return known;
      const outcome = last.then(() => pass(wish));
      last = outcome.catch(() => undefined);
      outcomes.set(wish.requestId, outcome);
      const [oldest = ''] = outcomes.keys();
      if (outcomes.size > remembered) outcomes.delete(oldest);
      return outcome;
    },
  };
};
