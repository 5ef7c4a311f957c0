import type { WorkBudget } from './work-budget.ts';

/** Work that can be stopped between two steps. */
export type Task = Iterator<void, void>;

const sliceMs = 4;
/** A busy page is never idle: after this the slice is done all the same. */
const patienceMs = 150;

/** Does its tasks in short slices, as much as the budget allows. */
export class WorkQueue {
  #tasks: Task[] = [];
  #planned = false;
  readonly #budget: WorkBudget;
  readonly #signal: AbortSignal;

  constructor(budget: WorkBudget, signal: AbortSignal) {
    this.#budget = budget;
    this.#signal = signal;
    signal.addEventListener('abort', () => {
      this.#tasks = [];
    });
  }

  /** When the page is idle. */
  add(task: Task): void {
    this.#tasks.push(task);
    this.#plan();
  }

  /** A slice at once where there is time, and the rest when the page is idle. */
  start(task: Task): void {
    this.#tasks.push(task);
    if (!this.#planned && this.#tasks.length === 1 && this.#budget.delay(performance.now()) === 0) this.#work();
    else this.#plan();
  }

  #work(): void {
    this.#planned = false;
    if (this.#signal.aborted) return;
    const from = performance.now();
    let now = from;
    for (let task = this.#tasks[0]; task && now - from < sliceMs; now = performance.now()) {
      if (task.next().done) this.#tasks.shift();
      task = this.#tasks[0];
    }
    this.#budget.spend(now - from, now);
    if (this.#tasks.length > 0) this.#plan();
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    const delay = this.#budget.delay(performance.now());
    if (delay > 0) setTimeout(() => this.#work(), delay);
    else requestIdleCallback(() => this.#work(), { timeout: patienceMs });
  }
}
