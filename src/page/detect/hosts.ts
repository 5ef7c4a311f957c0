import { findAll, firstChildOf, isConnected, isElement, tagOf } from '../dom/safe-dom.ts';
import { shadowRootOf } from '../dom/shadow-roots.ts';

// Which elements may have a shadow root: those with a dash in their name, and of the others that may (DOM, 4.8) the
// empty ones, since a host with children shows only those that its tree has slots for. Both are looked for by the
// browser itself: to go over all elements here would cost several times as much. No selector asks for a dash, so it
// leaves out what pages are mostly made of, the most frequent first.
const plainHosts = new Set(
  'article aside blockquote div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);
const uncommon = ':not(div,span,a,li,p,td,i,b,img,svg,path,g,tr,ul,br,button)';

const isCustom = (element: Element): boolean => tagOf(element).includes('-');

/** Custom elements often get their tree long after they were added; then it is looked for again. */
const secondLooks = 500;

/** Looks for the shadow trees of a page, closed ones too. */
export class HostFinder {
  readonly #known = new WeakSet<ShadowRoot>();
  readonly #late = new Set<WeakRef<Element>>();

  /** The shadow roots in a subtree that were not known yet, and those in them. */
  find(root: Node): readonly ShadowRoot[] {
    const into: ShadowRoot[] = [];
    if (isElement(root)) this.#search(root, into);
    return into;
  }

  /** The shadow roots of elements that had none when they were found. */
  findLate(): readonly ShadowRoot[] {
    const into: ShadowRoot[] = [];
    for (const reference of this.#late) {
      const element = reference.deref();
      if (!element || !isConnected(element) || this.#probe(element, into)) this.#late.delete(reference);
    }
    return into;
  }

  /** Whether it has a shadow root. */
  #probe(element: Element, into: ShadowRoot[]): boolean {
    const root = shadowRootOf(element);
    if (!root) return false;
    if (this.#known.has(root)) return true;
    this.#known.add(root);
    into.push(root);
    for (const child of root.children) this.#search(child, into);
    return true;
  }

  #search(root: Element, into: ShadowRoot[]): void {
    if (firstChildOf(root)) {
      if (isCustom(root)) this.#probeCustom(root, into);
      for (const element of findAll(root, uncommon)) if (isCustom(element)) this.#probeCustom(element, into);
      for (const element of findAll(root, ':empty')) if (plainHosts.has(tagOf(element))) this.#probe(element, into);
    } else if (isCustom(root)) this.#probeCustom(root, into);
    else if (plainHosts.has(tagOf(root))) this.#probe(root, into);
  }

  #probeCustom(element: Element, into: ShadowRoot[]): void {
    if (!this.#probe(element, into) && this.#late.size < secondLooks) this.#late.add(new WeakRef(element));
  }
}
