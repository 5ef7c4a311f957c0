import type { InsertOutcome } from '../../bridge/views.ts';
import { focus, isConnected, viewOf } from '../dom/safe-dom.ts';
import type { Firewall } from '../field/firewall.ts';
import { type InsertWish, linkIn } from '../link.ts';
import { poll } from '../wait.ts';
import { careful } from './careful.ts';
import { forgetUndo } from './forget-undo.ts';
import { climb } from './ladder.ts';
import type { Target } from './ladder-target.ts';
import { targetOf } from './target.ts';

/** How many outcomes are remembered for a request that is said twice. */
const remembered = 32;

/** Milliseconds until an editor has taken its hint back. */
const hintMs = 400;

const readyTarget = (wish: InsertWish): Target | undefined => {
  const target = targetOf(wish);
  return target === 'changed' ? undefined : target;
};

/** Inserts one at a time, and each request once: the worker that asks may die and ask again. */
export class Inserter {
  readonly #outcomes = new Map<string, Promise<InsertOutcome>>();
  readonly #firewall: Firewall;
  readonly #signal: AbortSignal;
  #last: Promise<unknown> = Promise.resolve();

  constructor(firewall: Firewall, signal: AbortSignal) {
    this.#firewall = firewall;
    this.#signal = signal;
  }

  /** What became of an earlier request of this id, else `otherwise`. */
  known(requestId: string, otherwise: InsertOutcome): Promise<InsertOutcome> {
    return this.#outcomes.get(requestId) ?? Promise.resolve(otherwise);
  }

  insert(wish: InsertWish): Promise<InsertOutcome> {
    const { requestId } = wish;
    const known = this.#outcomes.get(requestId);
    if (known) return known;
    const outcome = this.#last.then(() => this.#pass(wish));
    this.#last = outcome.catch(() => undefined);
    this.#outcomes.set(requestId, outcome);
    const [oldest = ''] = this.#outcomes.keys();
    if (this.#outcomes.size > remembered) this.#outcomes.delete(oldest);
    return outcome;
  }

  /** A field in a frame is filled by our world in there: only that knows what its elements are. */
  async #pass(wish: InsertWish): Promise<InsertOutcome> {
    const view = viewOf(wish.field.element);
    if (view === window) return this.#firewall.whileInserting(() => this.#put(wish));
    return (view && linkIn(view)?.insert(wish)) ?? { kind: 'field-gone' };
  }

  async #put(wish: InsertWish): Promise<InsertOutcome> {
    const { field, token, undo } = wish;
    // Some editors write a hint into themselves while they have no focus, and take it back when it comes.
    if (isConnected(field.element)) focus(field.element);
    const target = await poll(() => readyTarget(wish), { ms: hintMs, stepMs: 20 }, this.#signal);
    if (!target) return { kind: 'changed' };
    const outcome = await climb(careful(field, target), token, this.#signal);
    if (outcome.kind === 'inserted' && undo === 'forget') forgetUndo(field.element);
    return outcome;
  }
}
