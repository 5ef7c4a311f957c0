import type { Box } from '../badge/spot.ts';

/** Nobody sees sooner than this that a window has gone from where they are about to press. Milliseconds. */
export const unseenMs = 1_000;

const edges = ['left', 'top', 'right', 'bottom'] as const;

/** Where a window stands, and stood until a moment ago. */
export class Stood {
  #places: readonly { readonly box: Box; readonly at: number }[] = [];

  /** It stands there now, and where it stood until now it was to be seen until now. Times in milliseconds. */
  note(box: Box, now: number): void {
    const last = this.#places.at(-1);
    const same = last && edges.every((edge) => last.box[edge] === box[edge]);
    const before = this.#places.slice(0, -1).filter(({ at }) => now - at < unseenMs);
    this.#places = [...before, ...(last && !same ? [{ box: last.box, at: now }] : []), { box, at: now }];
  }

  has({ x, y }: { readonly x: number; readonly y: number }, now: number): boolean {
    return this.#places.some(
      ({ box, at }) => now - at < unseenMs && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
    );
  }
}
