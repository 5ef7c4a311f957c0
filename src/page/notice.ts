import { ClosedHost } from './dom/closed-host.ts';
import { make } from './dom/make.ts';
import { focus } from './dom/safe-dom.ts';
import { type WordName, word } from './words.ts';

const css = `button{all:initial;color-scheme:light dark;position:absolute;left:16px;top:16px;box-sizing:border-box;width:min(360px,calc(100vw - 32px));max-height:calc(100vh - 32px);overflow:auto;padding:12px;border:1px solid light-dark(#a8480b,#ffab70);border-radius:10px;background:light-dark(#fff,#1d2530);color:light-dark(#1d2530,#f2f4f7);font:14px/1.4 system-ui,sans-serif;pointer-events:auto}
button::after{content:attr(aria-label)}button:focus-visible{outline:3px solid #3b7ddd;outline-offset:1px}`;
/** Beside the window: there it covers nothing. */
const saidCss = `.layer>div{position:absolute;left:-9px;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`;
const shownMs = 12_000;
const saidMs = 4_000;
/** Until what is said aloud comes: after the browser has told of the field that got the focus back. */
const sayMs = 300;

export interface Offer {
  /** Figures that the sentence holds. */
  readonly values?: readonly string[];
  /** What the sentence offers. */
  readonly onPress?: () => void;
  readonly onEscape?: () => void;
  /** Is it to get the focus? One with the focus passes it on to the next in any case. */
  readonly take?: () => boolean;
  /** Gives back a focus that would go with the sentence. */
  readonly back?: () => void;
  /** How long it stays where nothing takes it away before. Milliseconds. */
  readonly ms?: number;
}

/** One plain sentence over the page, where there is no other place to say it. Never anything but the words of a key. */
export class Notice {
  readonly #onRaised: () => void;
  readonly #closed = new ClosedHost(css);
  readonly #box = make('button', '');
  readonly #live = make('div', '');
  readonly #spoken = new ClosedHost(saidCss);
  readonly #said = make('div', '');
  #offer: Offer = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saidTimer: ReturnType<typeof setTimeout> | undefined;

  /** `onRaised`: it lies on top of everything now. */
  constructor(onRaised: () => void, signal: AbortSignal) {
    this.#onRaised = onRaised;
    this.#box.setAttribute('data-fieldseal', 'notice');
    this.#box.addEventListener('click', ({ isTrusted }) => this.#end(isTrusted ? this.#offer.onPress : undefined));
    this.#box.addEventListener('keydown', (event) => this.#key(event));
    this.#live.setAttribute('role', 'alert');
    this.#said.setAttribute('role', 'status');
    this.#closed.layer.append(this.#live);
    this.#spoken.layer.append(this.#said);
    signal.addEventListener('abort', () => {
      this.#closed.remove();
      this.#spoken.remove();
    });
  }

  isHost(target: EventTarget | null): boolean {
    return target === this.#closed.host || target === this.#spoken.host;
  }

  show(name: WordName, offer: Offer = {}): void {
    const take = offer.take?.() || this.#focused;
    this.#offer = offer;
    this.#box.setAttribute('aria-label', word(name, offer.values));
    // What gets the focus is told of for that, and would be told of twice.
    (take ? this.#closed.layer : this.#live).append(this.#box);
    this.#raise(offer.ms ?? shownMs);
    if (take) focus(this.#box);
  }

  /** Takes the sentence of this offer away. False where another one stands there. */
  hide(offer: Offer): boolean {
    if (this.#closed.attached && this.#offer !== offer) return false;
    this.#hide();
    return true;
  }

  /**
   * For people who hear the screen: the page shows the result already. Not in the top layer: the browser would
   * take our window in a frame of the page for covered by it.
   */
  say(name: WordName): void {
    this.#closed.remove();
    this.#offer = {};
    this.#said.textContent = '';
    this.#spoken.hang(document.activeElement);
    clearTimeout(this.#saidTimer);
    this.#saidTimer = setTimeout(() => {
      this.#said.textContent = word(name);
      this.#saidTimer = setTimeout(() => this.#spoken.remove(), saidMs);
    }, sayMs);
  }

  /** With the keys of the person: they may write in another frame by now. */
  get #focused(): boolean {
    return document.hasFocus() && this.#closed.active === this.#box;
  }

  /** Unless what it did says something else, the sentence has been heard. */
  #end(act: (() => void) | undefined): void {
    const offer = this.#offer;
    act?.();
    if (this.#offer === offer) this.#hide();
  }

  #key(event: KeyboardEvent): void {
    // A key that is held down has not read what came up under it.
    if (event.repeat) event.preventDefault();
    if (event.key !== 'Escape' || !event.isTrusted) return;
    event.preventDefault();
    event.stopPropagation();
    this.#end(this.#offer.onEscape);
  }

  #hide(): void {
    const { back } = this.#offer;
    const hadFocus = this.#focused;
    this.#closed.remove();
    if (hadFocus) back?.();
  }

  #raise(ms: number): void {
    this.#closed.raise(document.activeElement);
    this.#onRaised();
    this.#leaveIn(ms);
  }

  /** Not while the person uses it. */
  #leaveIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#box.matches(':focus-visible,:hover') ? this.#leaveIn(ms) : this.#hide()), ms);
  }
}
