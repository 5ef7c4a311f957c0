import type { FoundText } from '../detect/registry.ts';
import { make, makeIcon } from '../dom/make.ts';
import { word } from '../words.ts';
import { type BadgeState, hintOf, labelOf, spokenOf } from './badge-state.ts';
import type { Spot } from './spot.ts';

/** A shield with a keyhole. */
export const shield =
  'M12 2 4 5v6c0 5 3.4 9.300 8 11 4.600-1.700 8-6 8-11V5l-8-3Zm0 6a2.200 2.200 0 0 1 1.100 4.100V16h-2.200v-3.900A2.200 2.200 0 0 1 12 8Z';

/** Characters: with blanks to this number every label goes past the end of a mark, which clips it. */
const longest = 60;

/** The button on one token. */
export class Badge {
  readonly button = make('button', '');
  readonly #label = make('span', '');
  #state: BadgeState | undefined;
  #narrow = false;
  #size = '';
  /** Its place among the marks that are shown, in reading order, and how many these are. */
  #place = [1, 1];

  constructor(found: FoundText, onPress: (found: FoundText) => void) {
    this.button.setAttribute('data-fieldseal', 'badge');
    this.button.append(makeIcon(shield), this.#label);
    this.button.addEventListener('click', (press) => {
      if (press.isTrusted) onPress(found);
    });
  }

  show(state: BadgeState): void {
    if (state === this.#state) return;
    this.#state = state;
    // The browser tells a page how large a text is that it paints. A blank before it, too: letters may stand out to the left.
    this.#label.setAttribute('data-label', `\u00a0${word(labelOf(state))}`.padEnd(longest, '\u00a0'));
    const hint = hintOf(state);
    this.button.title = hint === undefined ? '' : word(hint);
    this.#dress();
    this.#name();
  }

  number(at: number, of: number): void {
    if (this.#place[0] === at && this.#place[1] === of) return;
    this.#place = [at, of];
    this.#name();
  }

  place({ left, top, width, height, line, narrow }: Spot, scale: number): void {
    if (narrow !== this.#narrow) {
      this.#narrow = narrow;
      this.#dress();
    }
    const { style } = this.button;
    const size = `${width / scale} ${height / scale} ${line / scale}`;
    if (size !== this.#size) {
      this.#size = size;
      style.width = `${width / scale}px`;
      style.setProperty('--h', `${height / scale}px`);
      style.setProperty('--l', `${line / scale}px`);
    }
    style.transform = `translate(${Math.round(left / scale)}px,${Math.round(top / scale)}px)`;
  }

  #dress(): void {
    this.button.className = `${this.#state ?? ''}${this.#narrow ? ' narrow' : ''}`;
  }

  #name(): void {
    const state = this.#state ?? 'sealed';
    const parts = [word(labelOf(state)), ...this.#place.map(String)];
    this.button.setAttribute('aria-label', word(spokenOf(state), parts));
  }
}
