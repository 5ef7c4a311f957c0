import type { FoundText } from '../detect/registry.ts';
import { make, makeIcon } from '../dom/make.ts';
import { word } from '../words.ts';
import { type BadgeState, helpOf, labelOf } from './badge-state.ts';
import type { Spot } from './spot.ts';

/** A shield with a keyhole. */
export const shield =
  'M12 2 4 5v6c0 5 3.4 9.300 8 11 4.600-1.700 8-6 8-11V5l-8-3Zm0 6a2.200 2.200 0 0 1 1.100 4.100V16h-2.200v-3.900A2.200 2.200 0 0 1 12 8Z';

/** The button beside one token. */
export class Badge {
  readonly button = make('button', '');
  readonly #label = make('span', '');
  #state: BadgeState | undefined;
  #narrow = false;

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
    const label = word(labelOf(state));
    this.#label.setAttribute('data-label', label);
    this.button.setAttribute('aria-label', label);
    this.button.title = word(helpOf(state) ?? labelOf(state));
    this.#dress();
  }

  place(spot: Spot, scale: number): void {
    if (spot.narrow !== this.#narrow) {
      this.#narrow = spot.narrow;
      this.#dress();
    }
    this.button.style.transform = `translate(${Math.round(spot.left / scale)}px,${Math.round(spot.top / scale)}px)`;
  }

  #dress(): void {
    this.button.className = `${this.#state ?? ''}${this.#narrow ? ' narrow' : ''}`;
  }
}
