import type { ScreenPress } from '../../bridge/page-commands.ts';
import { hear } from '../dom/hear.ts';
import type { PagePress } from '../field/page-press.ts';

/** What moves the page on the screen without an event of the pointer. */
const layout = (): string => [innerWidth, innerHeight, outerWidth, outerHeight, devicePixelRatio].join();

/**
 * Where a place on the screen is in this document: measured at the last event of the pointer. A page can turn and
 * stretch a frame as it likes, but not the screen.
 */
export class OnScreen {
  #last: { readonly x: number; readonly y: number; readonly event: PointerEvent; readonly layout: string } | undefined;

  constructor(signal: AbortSignal) {
    hear<PointerEvent>(
      ['pointermove', 'pointerdown', 'pointerover'],
      (event) => {
        if (!event.isTrusted) return;
        this.#last = { x: event.screenX - screenX, y: event.screenY - screenY, event, layout: layout() };
      },
      signal,
    );
  }

  /** Undefined where it cannot be known. */
  placeOf({ screenX: x, screenY: y, zoom }: ScreenPress): PagePress | undefined {
    const last = this.#last;
    if (!last || last.layout !== layout() || visualViewport?.scale !== 1) return undefined;
    const { clientX, clientY } = last.event;
    const at = performance.now();
    return { x: clientX + (x - screenX - last.x) / zoom, y: clientY + (y - screenY - last.y) / zoom, at };
  }
}
