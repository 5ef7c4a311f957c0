import { onGlass, type Place } from '../glass.ts';

/** Where something in the page was pressed last, in the viewport, and when. */
export interface PagePress extends Place {
  readonly at: number;
}

/** A press that was heard. */
export interface HeardPress extends PagePress {
  /** Where that was on the glass. */
  readonly seen: Place;
  readonly event: MouseEvent;
}

/** What it is judged by. Its place is missing where nobody knows it: it may be that of the composer. */
export type JudgedPress = Pick<HeardPress, 'at'> & Partial<Pick<HeardPress, 'seen'>>;

export const pressOf = (event: MouseEvent): HeardPress => {
  const { clientX: x, clientY: y, timeStamp: at } = event;
  return { x, y, at, seen: onGlass({ x, y }), event };
};

interface OfTouch {
  readonly sourceCapabilities?: { readonly firesTouchEvents: boolean } | null;
}

/** The browser makes it of a touch, as the finger goes up: long after the press, where the finger stayed. */
export const isAfterTouch = (event: MouseEvent & OfTouch): boolean =>
  event.type === 'mousedown' && event.sourceCapabilities?.firesTouchEvents === true;

/** Presses of which it is not known yet what they were meant for. */
export class Asked {
  /** Is there a composer somewhere in this tab? */
  near = false;
  #count = 0;

  get open(): boolean {
    return this.#count > 0;
  }

  /** `then`: they were meant for the composer. */
  add(missed: Promise<boolean>, then: () => void): void {
    this.#count++;
    void missed.then((is) => {
      if (is) then();
      this.#count--;
    });
  }
}

/** A script of the page that hears of a press may move the focus for so long. Later the person may be typing again. Milliseconds. */
const promptMs = 300;

/**
 * Does the focus move by this press, if it moves now? The browser moves it right after `mousedown` unless the page prevents
 * that, and a script of the page may while the press is told. The page could tell it once more: then it is not trusted.
 */
export const movesFocus = ({ isTrusted, eventPhase, timeStamp, type, defaultPrevented }: MouseEvent): boolean =>
  isTrusted && (eventPhase > 0 ? performance.now() - timeStamp < promptMs : type === 'mousedown' && !defaultPrevented);
