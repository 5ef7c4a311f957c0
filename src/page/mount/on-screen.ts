import type { ScreenPress } from '../../bridge/page-commands.ts';
import type { JudgedPress } from '../field/page-press.ts';
import { onGlass, type Place } from '../glass.ts';

/** CSS pixels: a window is no whole number of them where it is zoomed. */
const tolerance = 2;

const windowNow = () => [outerWidth, innerWidth, outerHeight, innerHeight, devicePixelRatio, screenX, screenY] as const;

type Edges = ReturnType<typeof windowNow>;

/** Only of a window that has no other bars and panels now can it be told where in it the page is. */
const isAsBefore = ([outer, inner, outerHigh, high, ratio]: Edges, zoom: number): boolean => {
  const [outerNow, innerNow, outerHighNow, highNow, ratioNow] = windowNow();
  const across = (outerNow - outer) / zoom - innerNow + inner;
  const down = (outerHighNow - outerHigh) / zoom - highNow + high;
  return ratio === ratioNow && Math.hypot(across, down) < tolerance;
};

/**
 * Where a place on the screen is on the glass of this document: measured at the last event of the pointer. A page can turn and
 * stretch a frame as it likes, but not the screen.
 */
export class OnScreen {
  /** Where the pointer was on the screen and on the glass, and the window at that moment. */
  #last: readonly [PointerEvent, Place, Edges] | undefined;

  constructor(signal: AbortSignal) {
    const note = (event: PointerEvent): void => {
      if (event.isTrusted) this.#last = [event, onGlass(event), windowNow()];
    };
    // Not `pointerover`: the browser makes one up where the window has moved under a pointer that rests.
    for (const type of ['pointermove', 'pointerdown'] as const)
      window.addEventListener(type, note, { capture: true, signal });
  }

  /** Without a place where it cannot be known. */
  placeOf({ screenX: x, screenY: y, at: then, zoom }: ScreenPress): JudgedPress {
    const at = then - performance.timeOrigin;
    const [event, place, edges] = this.#last ?? [];
    if (!(event && place && edges && isAsBefore(edges, zoom))) return { at };
    const across = (x - screenX - event.screenX + edges[5]) / zoom;
    const down = (y - screenY - event.screenY + edges[6]) / zoom;
    return { seen: { x: place.x + across, y: place.y + down }, at };
  }
}
