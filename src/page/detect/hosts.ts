import { findAll, firstChildOf, isConnected, isElement, tagOf } from '../dom/safe-dom.ts';
import { shadowRootOf } from '../dom/shadow-roots.ts';

// Which elements may have a shadow root: those with a dash in their name, and of the others that may (DOM, 4.8) the
// empty ones, since a host with children shows only those that its tree has slots for. Both are looked for by the
// browser itself: to go over all elements here would cost several times as much. No selector asks for a dash, so it
// leaves out what pages are mostly made of, the most frequent first.
const plainHosts = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);
const uncommon = ':not(div,span,a,li,p,td,i,b,img,svg,path,g,tr,ul,br,button)';

const isCustom = (element: Element): boolean => tagOf(element).includes('-');

/** May an element have a shadow tree, with or without children of its own? */
export const mayHost = (element: Element): boolean => plainHosts.has(tagOf(element)) || isCustom(element);

/** Elements often get their tree after they were added; then it is looked for again. The latest so many. */
const secondLooks = 500;

/** Looks for the shadow trees of a page, closed ones too. */
export class HostFinder {
  readonly #known = new WeakSet<ShadowRoot>();
  readonly #late = new Set<WeakRef<Element>>();
  #noted = new WeakSet<Element>();
  #anyNew = false;
  readonly #onLate: () => void;
  readonly #isOurs: (element: Element) => boolean;

  /** `onLate` is told of elements that may get a tree yet; those that `isOurs` knows are not looked into. */
  constructor(onLate: () => void, isOurs: (element: Element) => boolean) {
    this.#onLate = onLate;
    this.#isOurs = isOurs;
  }

  /** The shadow roots in a subtree that were not known yet, and those in them. */
  find(root: Node): readonly ShadowRoot[] {
    const into: ShadowRoot[] = [];
    this.#anyNew = false;
    if (isElement(root)) this.#search(root, into);
    if (this.#anyNew) this.#onLate();
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

  /** Those that have none by now get none. */
  forgetLate(): void {
    this.#late.clear();
    this.#noted = new WeakSet();
  }

  /** Whether it has a shadow root. */
  #probe(element: Element, into: ShadowRoot[]): boolean {
    if (this.#isOurs(element)) return true;
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
      if (isCustom(root)) this.#probeLate(root, into);
      for (const element of findAll(root, uncommon)) if (isCustom(element)) this.#probeLate(element, into);
      for (const element of findAll(root, ':empty')) if (plainHosts.has(tagOf(element))) this.#probe(element, into);
    } else if (isCustom(root)) this.#probeLate(root, into);
    else if (plainHosts.has(tagOf(root))) this.#probeLate(root, into);
  }

  #probeLate(element: Element, into: ShadowRoot[]): void {
    if (this.#probe(element, into) || this.#noted.has(element)) return;
    const [oldest] = this.#late;
    if (oldest && this.#late.size >= secondLooks) this.#late.delete(oldest);
    this.#late.add(new WeakRef(element));
    this.#noted.add(element);
    this.#anyNew = true;
  }
}
