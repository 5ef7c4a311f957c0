import { callBackground } from '../../bridge/background-client.ts';
import { matches, method } from '../dom/safe-dom.ts';
import { Limiter } from '../limiter.ts';
import { Pickers } from './picker.ts';

/** What the browser draws over all else, the latest on top. */
const those = ':popover-open,:modal,:fullscreen,select:open';
/** Pages that show hints are on top now and then. One that goes on is left. */
const entries = { most: 24, withinMs: 5_000 };

const animationsIn = method<Document, [], Animation[]>(Document.prototype.getAnimations);
const animationsInRoot = method<ShadowRoot, [], Animation[]>(ShadowRoot.prototype.getAnimations);
/**
 * The effect of a transition wins over all rules, important ones of ours too, and a page may give it another target and
 * other keyframes. So it keeps in the top layer what is closed, hides a backdrop, or masks a host of ours.
 */
const misleads = ({ effect }: Animation, isOurs: (element: Element) => boolean): boolean => {
  if (!(effect instanceof KeyframeEffect)) return false;
  const { target, pseudoElement } = effect;
  return (
    pseudoElement === '::backdrop' ||
    (target !== null && isOurs(target)) ||
    effect.getKeyframes().some((one) => 'overlay' in one)
  );
};

/** One of our windows. */
interface Standing {
  /** Something may have been over it. */
  unsettle(): void;
  /** The page does not leave it alone. */
  giveUp(): void;
}

interface Ours {
  readonly isOurs: (element: Element) => boolean;
  readonly windows: () => readonly Standing[];
  /** Puts all of them on top of everything. They hang in a closed tree, and are none of what is found there. */
  readonly raise: () => void;
}

/**
 * Keeps our windows the last in the top layer: what a page paints over them there no hit test finds for sure, neither ours
 * nor the browser's.
 */
export class TopLayer {
  readonly pickers: Pickers;
  readonly #ours: Ours;
  readonly #entries = new Limiter(entries.most, entries.withinMs);
  /** All of the page's that was there when we last looked. */
  #known: ReadonlySet<Element> = new Set();

  constructor(ours: Ours) {
    this.#ours = ours;
    this.pickers = new Pickers(ours.isOurs);
  }

  /**
   * This is about to come into it. Once it has, and before that is painted, we are on top again: also where it is closed by
   * then, as what is closed can be kept there.
   */
  entering(element: Element): void {
    if (this.#ours.windows().length === 0) return;
    this.#known = new Set([...this.#known].filter((one) => one !== element));
    queueMicrotask(() => {
      if (this.#anyNew() || !matches(element, those)) this.#raise();
    });
    // Where the person had it come, it comes after that.
    requestAnimationFrame(() => void (this.#anyNew() && this.#raise()));
  }

  /** Has anything come into it unheard, from a tree of its own? It may have been painted. */
  look(): void {
    const all = [...animationsIn(document), ...this.pickers.roots.flatMap((root) => animationsInRoot(root))];
    const misleading = all.filter((one) => misleads(one, this.#ours.isOurs));
    for (const one of misleading) one.cancel();
    if (!this.#anyNew() && misleading.length === 0) return;
    for (const one of this.#ours.windows()) one.unsettle();
    this.#raise();
  }

  /** A window has gone. */
  left(): void {
    // Another one may take its place within this call.
    queueMicrotask(() => {
      if (this.#ours.windows().length === 0) void callBackground('page.cleared', {}).catch(() => undefined);
    });
  }

  /** Puts our windows on top, for they were seen not to be. */
  raise(): void {
    this.#ours.raise();
  }

  #raise(): void {
    if (this.#entries.allow(performance.now())) this.#ours.raise();
    else for (const one of this.#ours.windows()) one.giveUp();
  }

  /** Has anything come into it since this was asked last? */
  #anyNew(): boolean {
    const before = this.#known;
    this.#known = new Set(this.pickers.all(those));
    return [...this.#known].some((element) => !before.has(element));
  }
}
