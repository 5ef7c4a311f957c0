import { isConnected, parentElementOf } from '../dom/safe-dom.ts';
import { boxAround } from './element-of.ts';

/** So far from the screen a token is read, in time to be marked when it comes into view. */
const rootMargin = '800px 0px';

/** Beginnings of tokens that nobody sees yet: to read them costs far more than to wait until they come near. */
export class Far {
  readonly #waiting = new WeakMap<Element, Set<Text>>();
  readonly #observer: IntersectionObserver;

  /** `read` is told of beginnings that have come near, and are still in the document. */
  constructor(read: (beginnings: readonly Text[]) => void, signal: AbortSignal) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        const near = entries.flatMap(({ isIntersecting, target, boundingClientRect }) => {
          if (isIntersecting) return this.#take(target);
          // Of an element without a box it is never told that it is near.
          if (boundingClientRect.width === 0) {
            for (const text of this.#waiting.get(target) ?? []) this.add(text, boxAround(text));
          }
          return [];
        });
        if (near.length > 0) read(near);
      },
      { rootMargin },
    );
    signal.addEventListener('abort', () => this.#observer.disconnect());
  }

  /** False where it cannot be told whether it is near. */
  add(beginning: Text, element: Element | null | undefined = parentElementOf(beginning)): boolean {
    if (!element) return false;
    this.#waiting.set(element, (this.#waiting.get(element) ?? new Set<Text>()).add(beginning));
    this.#observer.observe(element);
    return true;
  }

  #take(element: Element): Text[] {
    this.#observer.unobserve(element);
    const texts = [...(this.#waiting.get(element) ?? [])].filter(isConnected);
    this.#waiting.delete(element);
    return texts;
  }
}
