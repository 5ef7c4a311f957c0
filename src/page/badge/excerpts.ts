import type { FoundText } from '../detect/registry.ts';

/** By so many characters a text is known again: prefix, version, kind, length and some of the body. */
const beginning = 24;
/** Shorter ones hold little more than a length: enough where the page shows a text that begins so. */
const short = 12;

/** Tells which texts are cut copies of others that the page shows whole, as lists, notifications and previews have them. */
export class Excerpts {
  /** How many whole texts begin so. */
  readonly #wholes = new Map<string, Set<FoundText>>();

  add(found: FoundText): void {
    if (found.problem !== undefined || found.shown !== undefined) return;
    for (const size of [beginning, short]) {
      const key = found.token.slice(0, size);
      this.#wholes.set(key, (this.#wholes.get(key) ?? new Set()).add(found));
    }
  }

  remove(found: FoundText): void {
    for (const size of [beginning, short]) {
      const key = found.token.slice(0, size);
      const here = this.#wholes.get(key);
      here?.delete(found);
      if (here?.size === 0) this.#wholes.delete(key);
    }
  }

  /** Whole texts that this one is cut from, or was put together to be. */
  wholesOf({ token, problem, shown }: FoundText): Iterable<FoundText> {
    if (problem !== 'truncated' && shown === undefined) return [];
    const size = token.length < beginning ? short : beginning;
    return this.#wholes.get(token.slice(0, size)) ?? [];
  }
}
