import { findAll, firstElementOf, isConnected, isElement, matches, tagOf } from '../dom/safe-dom.ts';
import { shadowRootOf } from '../dom/shadow-roots.ts';

// Which elements may have a shadow root: those with a dash in their name, and of the others that may (DOM, 4.8) the
// empty ones, since a host with children shows only those that its tree has slots for.
const plainHosts = ':is(article,aside,blockquote,div,footer,h1,h2,h3,h4,h5,h6,header,main,nav,p,section,span):empty';
const known =
  'a,abbr,article,aside,audio,b,body,br,button,canvas,code,div,em,footer,form,g,h1,h2,h3,h4,h5,h6,head,header,i,iframe,img,input,label,li,link,main,meta,nav,ol,option,p,path,pre,rect,script,section,select,small,span,strong,style,svg,table,tbody,td,textarea,th,thead,time,title,tr,ul,use,video';
const custom = `:not(${known})`;

/** Custom elements often get their tree long after they were added; then it is looked for again. */
const secondLooks = 500;

/** Looks for the shadow trees of a page, closed ones too. */
export class HostFinder {
  readonly #known = new WeakSet<ShadowRoot>();
  readonly #late = new Set<WeakRef<Element>>();

  /** The shadow roots in a subtree that were not known yet, and those in them. */
  find(root: Node): readonly ShadowRoot[] {
    const into: ShadowRoot[] = [];
    if (root instanceof ShadowRoot) this.#search(root, into);
    else if (isElement(root)) {
      if (tagOf(root).includes('-')) this.#probeCustom(root, into);
      else if (matches(root, plainHosts)) this.#probe(root, into);
      if (firstElementOf(root)) this.#search(root, into);
    }
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
    this.#search(root, into);
    return true;
  }

  #probeCustom(element: Element, into: ShadowRoot[]): void {
    if (!tagOf(element).includes('-') || this.#probe(element, into)) return;
    if (this.#late.size < secondLooks) this.#late.add(new WeakRef(element));
  }

  #search(root: Element | ShadowRoot, into: ShadowRoot[]): void {
    for (const element of findIn(root, custom)) this.#probeCustom(element, into);
    for (const element of findIn(root, plainHosts)) this.#probe(element, into);
  }
}

const findIn = (root: Element | ShadowRoot, selector: string): NodeListOf<Element> =>
  root instanceof ShadowRoot ? root.querySelectorAll(selector) : findAll(root, selector);
