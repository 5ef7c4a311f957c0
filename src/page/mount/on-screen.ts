import type { ScreenPress } from '../../bridge/page-commands.ts';
import { hear } from '../dom/hear.ts';
import type { PagePress } from '../field/page-press.ts';

/** Device-independent pixels: a window is no whole number of a zoomed page's. */
const tolerance = 2;

/** An event of the pointer, and the window at that moment. */
interface Sight {
  readonly clientX: number;
  readonly clientY: number;
  readonly left: number;
  readonly top: number;
  readonly sizes: readonly number[];
  readonly ratio: number;
}

const sizesNow = (): readonly number[] => [outerWidth, innerWidth, outerHeight, innerHeight];

/** What of the window is not page, across and down: a bar or a panel that comes moves the page on the screen. */
const rest = ([outerWide = 0, wide = 0, outerHigh = 0, high = 0]: readonly number[], zoom: number) =>
  [outerWide - wide * zoom, outerHigh - high * zoom] as const;

/**
 * Where a place on the screen is in this document: measured at the last event of the pointer. A page can turn and
 * stretch a frame as it likes, but not the screen.
 */
export class OnScreen {
  #last: Sight | undefined;

  constructor(signal: AbortSignal) {
    // Not `pointerover`: the browser makes one up where the window has moved under a pointer that rests.
    hear<PointerEvent>(['pointermove', 'pointerdown'], (event) => this.#note(event), signal);
  }

  #note({ isTrusted, clientX, clientY, screenX: x, screenY: y }: PointerEvent): void {
    if (!isTrusted) return;
    const ratio = devicePixelRatio;
    this.#last = { clientX, clientY, left: x - screenX, top: y - screenY, sizes: sizesNow(), ratio };
  }

  /** Without a place where it cannot be known. */
  placeOf({ screenX: x, screenY: y, at: then, zoom }: ScreenPress): PagePress | Pick<PagePress, 'at'> {
    const last = this.#last;
    const at = then - performance.timeOrigin;
    if (!last || last.ratio !== devicePixelRatio || visualViewport?.scale !== 1) return { at };
    const [before, now] = [rest(last.sizes, zoom), rest(sizesNow(), zoom)];
    if (Math.abs(before[0] - now[0]) + Math.abs(before[1] - now[1]) > tolerance * zoom) return { at };
    const place = (client: number, offset: number, on: number): number => client + (on - offset) / zoom;
    return { x: place(last.clientX, last.left, x - screenX), y: place(last.clientY, last.top, y - screenY), at };
  }
}
