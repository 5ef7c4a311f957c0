import { elementOf } from './element-of.ts';
import type { FoundText } from './registry.ts';

/** Tells when sealed texts come near the screen: what shows them need not be there before. */
export class Near {
  readonly #observer: IntersectionObserver;

  constructor(onNear: () => void, signal: AbortSignal) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onNear();
      },
      { rootMargin: '100px' },
    );
    signal.addEventListener('abort', () => this.stop());
  }

  watch(found: FoundText): void {
    const element = elementOf(found);
    if (element) this.#observer.observe(element);
  }

  stop(): void {
    this.#observer.disconnect();
  }
}
