import { ClosedHost } from './dom/closed-host.ts';
import { make } from './dom/make.ts';
import { type WordName, word } from './words.ts';

const css = `button{all:initial;color-scheme:light dark;position:absolute;left:16px;top:16px;box-sizing:border-box;width:min(360px,calc(100vw - 32px));padding:12px;border:1px solid light-dark(#a8480b,#ffab70);border-radius:10px;background:light-dark(#fff,#1d2530);color:light-dark(#1d2530,#f2f4f7);font:14px/1.4 system-ui,sans-serif;pointer-events:auto}
button::after{content:attr(aria-label)}button:focus-visible{outline:3px solid}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`;
const shownMs = 12_000;
const saidMs = 4_000;
/** Until what is said aloud comes: after the browser has told of the field that got the focus back. */
const sayMs = 300;

/** One plain sentence over the page, where there is no other place to say it. Never anything but the words of a key. */
export class Notice {
  readonly #closed = new ClosedHost(css);
  readonly #box = make('button', '');
  #onPress: (() => void) | undefined;
  readonly #live = make('div', '');
  readonly #said = make('div', 'said');
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(signal: AbortSignal) {
    this.#box.setAttribute('data-fieldseal', 'notice');
    this.#box.addEventListener('click', ({ isTrusted }) => {
      this.#closed.remove();
      if (isTrusted) this.#onPress?.();
    });
    this.#live.setAttribute('role', 'alert');
    this.#said.setAttribute('role', 'status');
    this.#closed.root.append(this.#live, this.#said);
    signal.addEventListener('abort', () => this.#closed.remove());
  }

  isHost(target: EventTarget | null): boolean {
    return target === this.#closed.host;
  }

  /** `onPress`: what the sentence offers. `ms`: how long it stays where nothing takes it away before. */
  show(name: WordName, onPress?: () => void, ms = shownMs): void {
    this.#onPress = onPress;
    this.#box.setAttribute('aria-label', word(name));
    this.#live.append(this.#box);
    this.#raise(ms);
  }

  hide(): void {
    this.#closed.remove();
  }

  /** For those who hear and do not see what was done; to be seen it is already. */
  say(name: WordName): void {
    this.#box.remove();
    this.#said.textContent = '';
    this.#raise(saidMs);
    setTimeout(() => {
      this.#said.textContent = word(name);
    }, sayMs);
  }

  #raise(ms: number): void {
    this.#closed.raise(document.activeElement);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#closed.remove(), ms);
  }
}
