import { amongOurs } from '../../bridge/among-ours.ts';
import { callBackground } from '../../bridge/background-client.ts';
import { documentElementOf, isElement, matches, method } from '../dom/safe-dom.ts';
import { Limiter } from '../limiter.ts';
import { Pickers } from './picker.ts';

/** What the browser draws over all else, the latest on top. */
const those = ':popover-open,:modal,:fullscreen,select:open';
/** All that is open among them, and may be named as they are: from `x` or `MANUAL` to `manual` nothing closes. */
const mayBeAmongOurs = ':root>div[popover]';
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
  /** Do we hear of all that comes into the top layer of the document? A page that came before us may keep it from us. */
  readonly hears: () => boolean;
  readonly isOurs: (element: Element) => boolean;
  readonly windows: () => readonly Standing[];
  /** Puts all of them on top of everything. */
  readonly raise: () => void;
}

/**
 * Keeps our windows the last in the top layer: what a page paints over them there no hit test finds for sure, neither ours
 * nor the browser's.
 */
export class TopLayer {
  readonly pickers = new Pickers();
  readonly #ours: Ours;
  readonly #entries = new Limiter(entries.most, entries.withinMs);
  /** Each that was there when we last looked: was it among ours then? */
  #known = new Map<Element, boolean>();
  /** What a page moves to where our hosts are, or names as they are, may have come in elsewhere, where nobody heard it. */
  readonly #moved = new MutationObserver((records) => {
    const nodes = records.flatMap(({ target, addedNodes }) => [target, ...addedNodes]);
    for (const node of nodes)
      if (isElement(node) && matches(node, mayBeAmongOurs) && !this.#ours.isOurs(node)) this.entering(node);
  });

  constructor(ours: Ours) {
    this.#ours = ours;
  }

  /** A window is about to come. */
  arriving(): void {
    this.#moved.observe(documentElementOf(document), { childList: true });
    this.#moved.observe(document, { attributeFilter: ['popover'], subtree: true });
  }

  /**
   * This is about to come into it. Once it has, and before that is painted, we are on top again: also where it is closed by
   * then, as what is closed can be kept there.
   */
  entering(element: Element): void {
    if (this.#ours.windows().length === 0) return;
    this.#known.delete(element);
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
      if (this.#ours.windows().length > 0) return;
      this.#moved.disconnect();
      void callBackground('page.cleared', {}).catch(() => undefined);
    });
  }

  #raise(): void {
    if (this.#entries.allow(performance.now())) this.#ours.raise();
    else for (const one of this.#ours.windows()) one.giveUp();
  }

  /** Has anything come into it, or to be among ours, since this was asked last? */
  #anyNew(): boolean {
    const theirs = this.pickers.all(those).filter((element) => !this.#ours.isOurs(element));
    const now = new Map(theirs.map((element) => [element, matches(element, amongOurs)]));
    const any = [...now].some(([element, among]) => {
      const before = this.#known.get(element);
      return before === undefined || (among && !(before && this.#ours.hears()));
    });
    this.#known = now;
    return any;
  }
}
