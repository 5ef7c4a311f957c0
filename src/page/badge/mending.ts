import { callBackground } from '../../bridge/background-client.ts';
import type { FoundText } from '../detect/registry.ts';
import { type Mender, type Shelf, sitesIn } from '../sites/sites-link.ts';

/** Hands texts that a site has cut or changed to the fourth script, which is brought for the first of them. */
export class Mending {
  readonly #shelf: Shelf;
  readonly #broken = new Set<FoundText>();
  #mender: Mender | undefined;
  #bringing: Promise<void> | undefined;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  add(found: FoundText): void {
    this.#shelf.add(found);
    if (found.problem !== 'truncated' && found.problem !== 'damaged') return;
    if (this.#mender) this.#mender.add(found);
    else {
      this.#broken.add(found);
      this.#bringing ??= this.#bring();
    }
  }

  /** Gives what was shown of it: the whole text, where that is known. */
  remove(found: FoundText): FoundText {
    this.#broken.delete(found);
    const shown = this.#mender?.remove(found) ?? found;
    this.#shelf.remove(shown);
    return shown;
  }

  /** What is shown of these: the whole text, where that is known. */
  shown(all: Iterable<FoundText>): readonly FoundText[] {
    return [...all].map((found) => this.#mender?.wholeOf(found) ?? found);
  }

  /** Undefined where the fourth script is not here. */
  get mender(): Mender | undefined {
    return this.#mender;
  }

  /** The same, once the script that is on its way has come. */
  async settled(): Promise<Mender | undefined> {
    await this.#bringing;
    return this.#mender;
  }

  async #bring(): Promise<void> {
    await callBackground('page.sites', {}).catch(() => undefined);
    this.#mender = sitesIn(globalThis)?.startMending(this.#shelf);
    // Where it could not be had, the next broken text has it asked for again.
    this.#bringing = undefined;
    if (!this.#mender) return;
    for (const found of this.#broken) this.#mender.add(found);
    this.#broken.clear();
  }
}
