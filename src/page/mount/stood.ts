import type { Box } from '../badge/spot.ts';

/** Nobody sees sooner than this that a window has gone from where they are about to press. Milliseconds. */
const unseenMs = 1_000;

/** Where a window stands, and stood until a moment ago. */
export class Stood {
  #places: readonly { readonly box: Box; readonly at: number }[] = [];

  /** It stands there now. Times in milliseconds. */
  note(box: Box, now: number): void {
    const last = this.#places.at(-1)?.box;
    const same = last && last.left === box.left && last.top === box.top && last.right === box.right;
    const before = same && last.bottom === box.bottom ? this.#places.slice(0, -1) : this.#places;
    this.#places = [...before.filter(({ at }) => now - at < unseenMs), { box, at: now }];
  }

  has({ x, y }: { readonly x: number; readonly y: number }, now: number): boolean {
    return this.#places.some(
      ({ box, at }) => now - at < unseenMs && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
    );
  }
}
