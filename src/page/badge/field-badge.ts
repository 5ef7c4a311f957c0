import { ClosedHost } from '../dom/closed-host.ts';
import { make, makeIcon } from '../dom/make.ts';
import { isConnected, rectOf } from '../dom/safe-dom.ts';
import type { Field } from '../field/field.ts';
import { word } from '../words.ts';
import { shield } from './badge.ts';
import { badgeCss, badgeHeight, fieldBadge } from './badge-css.ts';

const checkMs = 300;
const gap = 4;

interface FieldBadgeEvents {
  readonly onPress: (field: Field) => void;
  /** It lies on top of everything now. */
  readonly onRaised: () => void;
}

/** The button at a field whose sealed text could be changed. It says the same no matter who can open that. */
export class FieldBadge {
  readonly #closed = new ClosedHost(badgeCss);
  readonly #button = make('button', 'field-edit');
  readonly #events: FieldBadgeEvents;
  #field: Field | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(events: FieldBadgeEvents, signal: AbortSignal) {
    this.#events = events;
    const label = make('span', '');
    label.setAttribute('data-label', `\u00a0${word('field_edit')}`);
    this.#button.setAttribute('data-fieldseal', 'field-badge');
    this.#button.setAttribute('aria-label', word('field_edit'));
    this.#button.append(makeIcon(shield), label);
    // The focus stays in the field: without it there would be nothing to offer.
    this.#button.addEventListener('mousedown', (press) => press.preventDefault());
    this.#button.addEventListener('click', (press) => this.#press(press));
    this.#closed.layer.append(this.#button);
    for (const type of ['scroll', 'resize'] as const) {
      window.addEventListener(type, () => this.#place(), { capture: true, passive: true, signal });
    }
    signal.addEventListener('abort', () => this.offer(undefined));
  }

  isHost(target: EventTarget | null): boolean {
    return target === this.#closed.host;
  }

  /** Undefined takes it away, unless the person stands on it. */
  offer(field: Field | undefined): void {
    if (!field && document.activeElement === this.#closed.host) return;
    this.#field = field;
    clearInterval(this.#timer);
    if (field) {
      this.#timer = setInterval(() => this.#place(), checkMs);
      if (!this.#closed.shown) this.#raise(field);
      this.#place();
    } else this.#closed.remove();
  }

  #raise(field: Field): void {
    this.#closed.raise(field.element);
    this.#events.onRaised();
  }

  #press(press: MouseEvent): void {
    const field = this.#field;
    if (!press.isTrusted || !field) return;
    this.#button.blur();
    this.offer(undefined);
    this.#events.onPress(field);
  }

  /** At the upper right corner of the field, above it where there is room. */
  #place(): void {
    const field = this.#field;
    if (!field) return;
    if (!isConnected(field.element)) {
      this.offer(undefined);
      return;
    }
    const { right, top } = rectOf(field.element);
    const above = top - badgeHeight - gap;
    const x = Math.max(gap, Math.min(right, window.innerWidth - gap) - fieldBadge);
    this.#button.style.transform = `translate(${Math.round(x)}px,${Math.round(above >= 0 ? above : Math.max(0, top) + gap)}px)`;
  }
}
