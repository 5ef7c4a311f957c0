import type { Box } from '../badge/spot.ts';

/** Nobody sees sooner than this that a window has gone from where they are about to press. Milliseconds. */
export const unseenMs = 1_000;

const edges = ['left', 'top', 'right', 'bottom'] as const;

/**
 * What is changed now is on the screen once the picture after this one begins: until then a page can stand still for as long
 * as it likes.
 */
export const onceSeen = (then: () => void): void => void requestAnimationFrame(() => void requestAnimationFrame(then));

/** Where a window stands, and stood until a moment ago. */
export class Stood {
  /** `until`: when it was last to be seen there; without end as long as it may be. */
  #places: { readonly box: Box; until: number }[] = [];
  readonly #seen: (then: () => void) => void;

  constructor(seen = onceSeen) {
    this.#seen = seen;
  }

  /** It stands there now. Times in milliseconds. */
  note(box: Box, now: number): void {
    const last = this.#places.at(-1);
    if (last && edges.every((edge) => last.box[edge] === box[edge])) return;
    if (last) this.#end(last);
    const still = this.#places.filter(({ until }) => now - until < unseenMs);
    this.#places = [...still, { box, until: Number.POSITIVE_INFINITY }];
  }

  /** The person has closed it. */
  clear(): void {
    this.#places = [];
  }

  /** At that time, which may have passed. */
  has({ x, y }: { readonly x: number; readonly y: number }, then: number): boolean {
    return this.#places.some(
      ({ box, until }) => then - until < unseenMs && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
    );
  }

  #end(place: { until: number }): void {
    this.#seen(() => {
      place.until = performance.now();
    });
  }
}
