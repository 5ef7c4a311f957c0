import { makeId } from '../../bridge/wire.ts';
import { hear } from '../dom/hear.ts';
import { blur, focus, isFrame } from '../dom/safe-dom.ts';
import { deepActiveElement } from '../dom/shadow-roots.ts';
import type { Ears } from './ears.ts';
import { mayInherit } from './inherits.ts';
import { beganLate } from './late.ts';
import { Asked, type HeardPress, isAfterTouch, movesFocus, type PagePress, pressOf } from './page-press.ts';
import { composed, insertionEvents, isForBrowser, moved, typed } from './typed.ts';

/** A page that takes the focus back within the same call does not keep us in a circle. */
const mostDeflections = 20;
/** By a press the window gets the keys first, and then the press. Milliseconds. */
const pressMs = 40;

/**
 * Keys meant for a composer must not reach the page, not even when a script of the page takes the focus away from it:
 * while armed, everything typed at the page is dropped, until the person really points at the page again.
 */
export class Firewall {
  #armed = false;
  #held = false;
  readonly asked = new Asked();
  #known: Promise<void> | undefined;
  #learned: (() => void) | undefined;
  /** Since this document came it is armed, for one that stood here before; `told`: and that was said. */
  #anew: boolean | 'told' = false;
  #taken: Element | undefined;
  #inserting = 0;
  readonly #isOurs: (target: EventTarget | null) => boolean;
  readonly #ears: Ears;
  readonly #signal: AbortSignal;
  #quiet = false;
  /** When the person last pointed at the page itself; milliseconds since 1970. */
  #pointed = 0;
  /** By which the focus is about to leave a window of ours, unless the page has it stay there. */
  #press: MouseEvent | undefined;
  #pressed: HeardPress | undefined;
  /** The background knows whether a page opened this window: here that can be hidden. */
  readonly inherits = mayInherit();
  /** Later the page has had its turn: its listeners may come before ours. */
  #first = !beganLate() && !(window.opener && this.inherits) && document.readyState === 'loading';
  /** An event of a name that no page can guess. */
  readonly #probe = makeId();
  #probed = false;

  /** `isOurs`: one of our hosts, whose buttons must go on working. */
  constructor(isOurs: (target: EventTarget | null) => boolean, ears: Ears, signal: AbortSignal) {
    this.#isOurs = isOurs;
    this.#ears = ears;
    this.#signal = signal;
    this.#listen();
  }

  /** Are our listeners the first of this document, as they have always been? What a page erased once it may come before. */
  get guarded(): boolean {
    this.#probed = false;
    window.dispatchEvent(new Event(this.#probe));
    this.#first &&= this.#probed;
    return this.#first;
  }

  /** After `document.open`, which removes the listeners: meanwhile the page may have taken the focus. Gives `guarded`. */
  reinstall(): boolean {
    const guarded = this.#renew();
    this.#tellFirst();
    if (this.#armed && window.parent !== window && !this.#isOurs(document.activeElement)) this.#deflect();
    return guarded;
  }

  /** Where the page comes before us, a person who was writing when it came must be told. */
  #tellFirst(): void {
    if (this.#anew && !this.#first) this.#ears.took();
  }

  #renew(): boolean {
    const { guarded } = this;
    this.#listen();
    return guarded;
  }

  /** As early as can be, so that no listener of the page comes first. */
  #listen(): void {
    hear(typed, this.#swallow, this.#signal);
    hear(composed, this.#onComposition, this.#signal);
    hear(moved, this.#hush, this.#signal);
    hear([this.#probe], this.#onProbe, this.#signal);
    hear(['pointerdown', 'mousedown'], this.#onPress, this.#signal);
    hear(['focus'], this.#onFocus, this.#signal);
    hear(['pagehide'], this.#onLeave, this.#signal);
  }

  get armed(): boolean {
    return this.#armed;
  }

  /** Is it not known yet whether it is? Then `known` settles once it is. */
  get held(): boolean {
    return this.#held;
  }

  get known(): Promise<void> | undefined {
    return this.#known;
  }

  /** What had the focus when we first took it away, since this was armed: a field that comes back to life as the popup closes. */
  get taken(): Element | undefined {
    return this.#taken;
  }

  /** The last press in this document, on ours too. A listener that came later the page could keep from hearing of it. */
  get pressed(): PagePress | undefined {
    return this.#pressed;
  }

  /**
   * A composer has the focus since then, or is about to have it: keys are kept from the page, unless the person has
   * pointed at it since. 0: no more. `away`: the person writes in the side panel.
   */
  arm(since = Number.POSITIVE_INFINITY, away?: true): void {
    // A click that is yet to come was made before the clock was set back.
    if (since && since <= this.#pointed && this.#pointed <= Date.now()) return;
    if (!this.#armed) this.#taken = undefined;
    this.#armed = since > 0;
    this.#held = this.#anew = false;
    this.#learned?.();
    this.#known = this.#learned = undefined;
    if (since) this.#renew();
    if (away) this.#letGo();
  }

  /** Whether to arm is not known yet: until then nothing typed passes, but the focus stays where it is. */
  hold(): void {
    this.#held = true;
    this.#known ??= new Promise((resolve) => {
      this.#learned = resolve;
    });
  }

  /** It is known now, unless something newer was heard meanwhile. */
  release(armed: boolean): void {
    if (!this.#held) return;
    const anew = armed && window.parent === window && !beganLate();
    this.arm(armed ? undefined : 0, anew || undefined);
    this.#anew = anew;
    this.#tellFirst();
  }

  /** Lets through what our own insertion makes the browser say, but no keys. */
  async whileInserting<T>(insert: () => Promise<T>): Promise<T> {
    this.#inserting++;
    try {
      return await insert();
    } finally {
      this.#inserting--;
    }
  }

  readonly #keeps = (): boolean => this.#armed || this.#held || this.asked.open;

  readonly #onProbe = (): void => {
    this.#probed = true;
  };

  readonly #swallow = (event: Event): void => {
    if (!this.#keeps() || !event.isTrusted) return;
    if (this.#inserting > 0 && insertionEvents.has(event.type)) return;
    event.stopImmediatePropagation();
    // Of our buttons; but nobody writes in what we put into the page, not even where all of the page is.
    if (event.type.startsWith('key') && this.#isOurs(event.target)) return;
    if (!(event instanceof KeyboardEvent && isForBrowser(event))) event.preventDefault();
    if (!event.cancelable) this.#letGo();
    if (event.type === 'keydown' && this.#armed) this.#onKey(event as KeyboardEvent);
  };

  /** Whoever has no mouse comes to a page that was loaded again by Escape, once they were told. */
  #onKey({ key }: KeyboardEvent): void {
    if (this.#anew === 'told' && key === 'Escape') {
      this.#point();
      // What had the focus until we took it away.
      if (this.#taken instanceof HTMLElement) focus(this.#taken);
      return;
    }
    if (this.#anew && key.length === 1) {
      this.#anew = 'told';
      this.#ears.anew();
    }
    this.#ears.astray();
  }

  /** Not only trusted ones: the browser itself marks the end of a composition as untrusted. */
  readonly #onComposition = (event: Event): void => {
    if (!this.#keeps()) return;
    event.stopImmediatePropagation();
    this.#letGo();
  };

  /**
   * Only a press that moves the focus is for the page: the page may have it stay in the composer, where the person goes on
   * writing, and take it later, before any timer of ours.
   */
  readonly #onPress = (event: MouseEvent): void => {
    if (!event.isTrusted) return;
    if (!(this.#pressed && isAfterTouch(event))) this.#pressed = pressOf(event);
    if (this.#isOurs(event.target)) return;
    const { x, y } = this.#pressed;
    const missed = this.#ears.missed(this.#pressed);
    if (missed instanceof Promise) this.asked.add(missed, () => this.arm());
    if (missed === true) this.arm();
    else if (!this.#isElsewhere) this.#point();
    // On a scrollbar the focus stays where it is.
    else if (document.elementFromPoint(x, y)) {
      this.#press = event;
      setTimeout(() => {
        this.#press = undefined;
      });
    }
  };

  /** Has a window of ours the focus, or may it have it for all that is known here? */
  get #isElsewhere(): boolean {
    if (window.parent !== window) return !document.hasFocus();
    const active = deepActiveElement();
    return this.#isOurs(document.activeElement) && active !== null && isFrame(active);
  }

  #point(): void {
    const kept = this.#keeps();
    this.#pointed = Date.now();
    this.#press = undefined;
    this.arm(0);
    if (kept) this.#ears.pointed();
  }

  /** Someone who comes back to it finds no composer there; but perhaps they write beside it. */
  readonly #onLeave = ({ isTrusted }: Event): void => {
    if (!isTrusted) return;
    this.arm(0);
    this.hold();
  };

  /** Within the very call by which a script of the page took the focus, it is taken back. */
  readonly #onFocus = (event: Event): void => {
    if (this.#quiet) {
      event.stopImmediatePropagation();
      return;
    }
    if (event.isTrusted && this.#press && movesFocus(this.#press)) this.#point();
    const { target } = event;
    if (!this.#armed || this.#inserting > 0 || !event.isTrusted) return;
    const took = (): void => void (this.#armed && !this.#isOurs(document.activeElement) && this.#ears.took());
    if (target === window && !this.#first) setTimeout(took, pressMs);
    if (this.#isOurs(target) || this.#isOurs(document.activeElement)) return;
    if (window.parent !== window) this.#deflect();
    // In a frame it may have been a click in there: the watch over the composer judges it.
    else if (target instanceof Element && !isFrame(target)) {
      event.stopImmediatePropagation();
      this.#letGo();
      this.#quietly(this.#ears.astray);
    }
  };

  readonly #hush = (event: Event): void => {
    if (this.#quiet && event.isTrusted) event.stopImmediatePropagation();
  };

  /**
   * In a frame inside the page the page may have listened before us: it made the frame, or reopened its document.
   * So the focus goes on to the document around it, where we were first.
   */
  #deflect(): void {
    this.#letGo();
    this.#quietly(() => {
      for (let tries = 0; tries < mostDeflections && document.hasFocus(); tries++) window.parent.focus();
    });
    // The browser ends the call by giving the focus to the element all the same, within a frame that has none.
    queueMicrotask(() => {
      if (this.#armed && !this.#isOurs(document.activeElement)) this.#letGo();
    });
  }

  /** Takes the focus from whatever has it in this document. */
  #letGo(): void {
    const { activeElement } = document;
    if (!activeElement) return;
    // A body has it where nothing else has.
    const none = !this.#taken || this.#taken instanceof HTMLBodyElement;
    if (this.#armed && none) this.#taken = deepActiveElement() ?? undefined;
    this.#quietly(() => blur(activeElement));
  }

  /** Moves the focus, and the page hears nothing of it. */
  #quietly(move: () => void): void {
    if (this.#quiet) return;
    this.#quiet = true;
    move();
    this.#quiet = false;
  }
}
