import { mayHost } from '../detect/hosts.ts';
import { documentElementOf, findAll, getter, isElement, matches } from '../dom/safe-dom.ts';
import { shadowRootOf } from '../dom/shadow-roots.ts';

/** A list or a calendar that the browser draws over all of the page, where no observer sees it. */
const open = 'select:open,input:open';
type Holder = { readonly contentDocument: Document | null };
const contents = [HTMLIFrameElement, HTMLFrameElement, HTMLObjectElement].map(({ prototype }) =>
  getter<Holder, 'contentDocument'>(prototype, 'contentDocument'),
);
/** To look for trees takes time: at most this share of it. */
const share = 0.05;

type Tree = Element | ShadowRoot;
type IsOurs = (element: Element) => boolean;
const allIn = (tree: Tree, selector: string): readonly Element[] => [
  ...(isElement(tree) && matches(tree, selector) ? [tree] : []),
  ...(isElement(tree) ? findAll(tree, selector) : tree.querySelectorAll(selector)),
];

/** The documents in a tree that can be looked into. Those of other sites can have nothing drawn by a script alone. */
const documentsIn = (tree: Tree): readonly Document[] =>
  allIn(tree, 'iframe,frame,object').flatMap((frame) => {
    for (const contentOf of contents)
      try {
        return contentOf(frame as HTMLIFrameElement) ?? [];
      } catch {
        // It is of another kind.
      }
    return [];
  });

/** The outermost window around this one that can be looked into. */
const outermost = (): Window => {
  let at: Window = window;
  try {
    while (at !== at.parent && at.parent.document) at = at.parent;
  } catch {
    // From there on they are of another site.
  }
  return at;
};

/** All shadow trees in a tree: also of elements whose own children hide that they have one. */
const rootsIn = (tree: Tree, isOurs: IsOurs): readonly ShadowRoot[] => {
  const roots: ShadowRoot[] = [];
  // A page may put as many into one another as no call stack holds.
  for (let at: Tree | undefined = tree, next = 0; at; at = roots[next++])
    for (const element of allIn(at, '*')) {
      const root = mayHost(element) && !isOurs(element) ? shadowRootOf(element) : null;
      if (root) roots.push(root);
    }
  return roots;
};

/** All trees of a document and of those in it that can be looked into. */
const treesOf = (page: Document, isOurs: IsOurs): readonly Tree[] => {
  const root: Element | null = documentElementOf(page);
  if (!root) return [];
  const trees: readonly Tree[] = [root, ...rootsIn(root, isOurs)];
  return [...trees, ...trees.flatMap(documentsIn).flatMap((inner) => treesOf(inner, isOurs))];
};

/**
 * Watches for what fields of the page have the browser draw. A script of the page may have it do so as soon as anything
 * was pressed, here or in a frame of the same site; and the press itself may end it before that is judged.
 */
export class Pickers {
  #trees: readonly Tree[] = [];
  #due = Number.NEGATIVE_INFINITY;
  readonly #isOurs: IsOurs;
  readonly #onRoot: (root: ShadowRoot) => void;
  readonly #told = new WeakSet<ShadowRoot>();

  /** Those that `isOurs` knows are not looked into. `onRoot` is told of each tree once. */
  constructor(isOurs: IsOurs, onRoot: (root: ShadowRoot) => void) {
    this.#isOurs = isOurs;
    this.#onRoot = onRoot;
  }

  /** Looks for the trees again, unless that would take too much of the time. */
  find(): void {
    if (performance.now() >= this.#due) this.findNow();
  }

  /** The same, whatever it takes. */
  findNow(): void {
    const start = performance.now();
    this.#trees = treesOf(outermost().document, this.#isOurs);
    const end = performance.now();
    this.#due = end + (end - start) / share;
    for (const root of this.roots)
      if (!this.#told.has(root)) {
        this.#told.add(root);
        this.#onRoot(root);
      }
  }

  /** The shadow trees that were found. */
  get roots(): readonly ShadowRoot[] {
    return this.#trees.filter((tree): tree is ShadowRoot => !isElement(tree));
  }

  /** Is one open in any of the trees that were found? */
  get open(): boolean {
    return this.all(open).length > 0;
  }

  /** What fits in the trees that were found, and in the document's own whatever became of the root element since. */
  all(selector: string): readonly Element[] {
    const root: Element | null = documentElementOf(document);
    return [...new Set([...(root ? [root] : []), ...this.#trees])].flatMap((tree) => allIn(tree, selector));
  }
}
