/** Where something in the page was pressed last, in the viewport, and when. */
export interface PagePress {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

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
