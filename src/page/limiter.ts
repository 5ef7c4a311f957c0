/** Lets something happen so often within a time, so that a page that goes on fighting is not fought for ever. */
export class Limiter {
  readonly #most: number;
  readonly #withinMs: number;
  #times: number[] = [];

  constructor(most: number, withinMs: number) {
    this.#most = most;
    this.#withinMs = withinMs;
  }

  /** True, and noted, where it has happened less than `most` times within the time before `now`. */
  allow(now: number): boolean {
    this.#times = this.#times.filter((time) => now - time < this.#withinMs);
    if (this.#times.length >= this.#most) return false;
    this.#times.push(now);
    return true;
  }
}
