import type { ScreenPress } from '../../bridge/page-commands.ts';
import type { PagePress } from '../field/page-press.ts';

/** CSS pixels: a window is no whole number of them where it is zoomed. */
const tolerance = 2;

const windowNow = () => [outerWidth, innerWidth, outerHeight, innerHeight, devicePixelRatio, screenX, screenY] as const;

type Edges = ReturnType<typeof windowNow>;

/** Only of a window that has no other bars and panels now can it be told where in it the page is. */
const isAsBefore = ([outer, inner, outerHigh, high, ratio]: Edges, zoom: number): boolean => {
  const [outerNow, innerNow, outerHighNow, highNow, ratioNow] = windowNow();
  const across = (outerNow - outer) / zoom - innerNow + inner;
  const down = (outerHighNow - outerHigh) / zoom - highNow + high;
  return ratio === ratioNow && Math.hypot(across, down) < tolerance && visualViewport?.scale === 1;
};

/**
 * Where a place on the screen is in this document: measured at the last event of the pointer. A page can turn and
 * stretch a frame as it likes, but not the screen.
 */
export class OnScreen {
  /** An event of the pointer, and the window at that moment. */
  #last: readonly [PointerEvent, Edges] | undefined;

  constructor(signal: AbortSignal) {
    const note = (event: PointerEvent): void => {
      if (event.isTrusted) this.#last = [event, windowNow()];
    };
    // Not `pointerover`: the browser makes one up where the window has moved under a pointer that rests.
    for (const type of ['pointermove', 'pointerdown'] as const)
      window.addEventListener(type, note, { capture: true, signal });
  }

  /** Without a place where it cannot be known. */
  placeOf({ screenX: x, screenY: y, at: then, zoom }: ScreenPress): PagePress | Pick<PagePress, 'at'> {
    const at = then - performance.timeOrigin;
    const [event, edges] = this.#last ?? [];
    if (!(event && edges && isAsBefore(edges, zoom))) return { at };
    const across = (x - screenX - event.screenX + edges[5]) / zoom;
    const down = (y - screenY - event.screenY + edges[6]) / zoom;
    return { x: event.clientX + across, y: event.clientY + down, at };
  }
}
