import type { FoundText } from '../detect/registry.ts';
import { mendFromMessages, sourceOf } from './mend.ts';
import { recogniseSite } from './recognise.ts';
import type { Mender, Shelf } from './sites-link.ts';
import { type Whole, wholeIn } from './whole-in.ts';

/** Texts that are looked after; a page that shows more broken ones is not helped. */
const most = 40;
/** What has not come after so many changes of the page does not come. */
const tries = 20;
/** The rest of a text that a site cut comes soon after its beginning. Milliseconds. */
const soonMs = 150;
/** Characters of a source that are looked at. */
const longestSource = 4_000_000;

/** Puts whole texts in place of broken ones on a shelf, where it is known how the site cuts or changes them. */
class SiteMender implements Mender {
  readonly #shelf: Shelf;
  /** With how often they are looked at further. */
  readonly #broken = new Map<FoundText, number>();
  readonly #whole = new Map<FoundText, FoundText>();
  /** What was fetched, by what the page shows of it: redrawn it is the same text. */
  readonly #fetched = new Map<string, Whole>();
  readonly #changed = new WeakSet<FoundText>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  add(found: FoundText): void {
    if (this.#broken.size < most) this.#broken.set(found, tries);
    const known = this.#fetched.get(found.token);
    if (known) this.#replace(found, known);
    else this.trySoon();
  }

  remove(found: FoundText): FoundText | undefined {
    const shown = this.#whole.get(found);
    this.#broken.delete(found);
    this.#whole.delete(found);
    return shown;
  }

  wholeOf(found: FoundText): FoundText | undefined {
    return this.#whole.get(found);
  }

  trySoon(): void {
    if (this.#broken.size === 0 || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#mendAll(), soonMs);
  }

  siteChanged(found: FoundText): boolean {
    return this.#changed.has(found);
  }

  hasSource(found: FoundText): boolean {
    const site = recogniseSite();
    return site !== undefined && sourceOf(site, found) !== undefined;
  }

  async fromSource(found: FoundText, signal: AbortSignal): Promise<FoundText | undefined> {
    const source = await readSource(found, signal);
    if (!source) return undefined;
    this.#fetched.set(found.token, source);
    return this.#replace(found, source);
  }

  #mendAll(): void {
    this.#timer = undefined;
    const site = recogniseSite();
    if (!site) return;
    for (const [found, left] of this.#broken) {
      if (left === 0) continue;
      this.#broken.set(found, left - 1);
      const mended = mendFromMessages(site, found);
      if (mended?.kind === 'changed') this.#changed.add(found);
      else if (mended) this.#replace(found, mended);
    }
  }

  #replace(found: FoundText, { token, armor }: Whole): FoundText {
    const { problem: _, ...rest } = found;
    const one: FoundText = { ...rest, token, shown: found.token, kind: armor };
    if (!this.#broken.delete(found)) return one;
    this.#shelf.remove(found);
    this.#whole.set(found, one);
    this.#shelf.add(one);
    return one;
  }
}

export const makeMender = (shelf: Shelf): Mender => new SiteMender(shelf);

const readSource = async (found: FoundText, signal: AbortSignal): Promise<Whole | undefined> => {
  const site = recogniseSite();
  const url = site && sourceOf(site, found);
  if (!url) return undefined;
  const text = await fetch(url, { credentials: 'same-origin', redirect: 'error', signal })
    .then((answer) => (answer.ok ? answer.text() : undefined))
    .catch(() => undefined);
  return text === undefined ? undefined : wholeIn(text.slice(0, longestSource), found.token);
};
