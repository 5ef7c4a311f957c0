import { ClosedHost } from './dom/closed-host.ts';
import { make } from './dom/make.ts';
import { type WordName, word } from './words.ts';

const css = `
.notice{all:initial;position:absolute;left:16px;top:16px;box-sizing:border-box;width:min(360px,calc(100vw - 32px));padding:12px 14px;border:1px solid #a8480b;border-radius:10px;background:#fff;color:#1d2530;font:14px/1.4 system-ui,sans-serif;pointer-events:auto;cursor:pointer;box-shadow:0 4px 24px #0006;text-align:start}
.notice::after{content:attr(data-text)}
.notice:focus-visible{outline:3px solid #1f5fbf;outline-offset:1px}
@media(prefers-color-scheme:dark){.notice{background:#1d2530;color:#f2f4f7;border-color:#ffab70}.notice:focus-visible{outline-color:#7fb0ff}}
`;
const shownMs = 12_000;

/** One plain sentence over the page, where there is no other place to say it. Never anything but the words of a key. */
export class Notice {
  readonly #closed = new ClosedHost(css);
  readonly #box = make('button', 'notice');
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(signal: AbortSignal) {
    this.#box.type = 'button';
    this.#box.setAttribute('data-fieldseal', 'notice');
    this.#box.addEventListener('click', () => this.#closed.remove());
    const live = make('div', '');
    live.setAttribute('role', 'alert');
    live.append(this.#box);
    this.#closed.root.append(live);
    signal.addEventListener('abort', () => this.#closed.remove());
  }

  isHost(target: EventTarget | null): boolean {
    return target === this.#closed.host;
  }

  show(name: WordName): void {
    const text = word(name);
    this.#box.setAttribute('data-text', text);
    this.#box.setAttribute('aria-label', text);
    this.#closed.raise(document.activeElement);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#closed.remove(), shownMs);
  }
}
