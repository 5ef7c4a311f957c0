/**
 * Keys meant for a composer must not reach the page, not even when a script of the page takes the focus away from it:
 * while armed, everything typed at the page is dropped, until the person really points at the page again.
 */
const typed = [
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'textInput',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'paste',
  'drop',
] as const;
/** What our own insertion causes with the browser's help. */
const insertionEvents = new Set<string>(['beforeinput', 'input', 'textInput', 'paste']);

/** A page that takes the focus back within the same call does not keep us in a circle. */
const mostDeflections = 20;

export class Firewall {
  #armed = false;
  #held = false;
  #inserting = 0;
  readonly #isOurs: (target: EventTarget | null) => boolean;
  readonly #onDropped: () => void;
  readonly #signal: AbortSignal;
  #deflecting = false;

  /** `isOurs`: a host of ours, whose buttons must go on working. `onDropped`: a key went astray. */
  constructor(isOurs: (target: EventTarget | null) => boolean, onDropped: () => void, signal: AbortSignal) {
    this.#isOurs = isOurs;
    this.#onDropped = onDropped;
    this.#signal = signal;
    this.install();
  }

  /** As early as can be, so that no listener of the page comes first. Again after `document.open`, which removes them. */
  install(): void {
    const options = { capture: true, signal: this.#signal };
    for (const type of typed) window.addEventListener(type, this.#swallow, options);
    window.addEventListener('pointerdown', this.#onPointer, { ...options, passive: true });
    window.addEventListener('focus', this.#onFocus, { ...options, passive: true });
  }

  get armed(): boolean {
    return this.#armed;
  }

  arm(armed: boolean): void {
    this.#armed = armed;
    this.#held = false;
    if (armed) this.install();
  }

  /** Whether to arm is not known yet: until then nothing typed passes, but the focus stays where it is. */
  hold(): void {
    this.#held = true;
  }

  /** It is known now, unless something newer was heard meanwhile. */
  release(armed: boolean): void {
    if (this.#held) this.arm(armed);
  }

  /** Lets through what an insertion of ours makes the browser say, but no keys. */
  async whileInserting<T>(insert: () => Promise<T>): Promise<T> {
    this.#inserting++;
    try {
      return await insert();
    } finally {
      this.#inserting--;
    }
  }

  readonly #swallow = (event: Event): void => {
    if (!(this.#armed || this.#held) || !event.isTrusted) return;
    if (this.#inserting > 0 && insertionEvents.has(event.type)) return;
    event.stopImmediatePropagation();
    if (this.#isOurs(event.target)) return;
    event.preventDefault();
    if (event.type === 'keydown' && this.#armed) this.#onDropped();
  };

  readonly #onPointer = (event: Event): void => {
    if (!event.isTrusted || this.#isOurs(event.target)) return;
    this.#armed = false;
    this.#held = false;
  };

  /**
   * In a frame inside the page the page may have listened before us: it made the frame, or opened its document anew.
   * So the focus does not stay there: it goes on to the document around it, where we were first.
   */
  readonly #onFocus = (event: Event): void => {
    if (!this.#armed || this.#inserting > 0 || !event.isTrusted || window.parent === window) return;
    if (this.#deflecting) return;
    this.#deflecting = true;
    for (let tries = 0; tries < mostDeflections && document.hasFocus(); tries++) window.parent.focus();
    this.#deflecting = false;
  };
}
