// `<form><input name=parentNode></form>` makes `form.parentNode` an input, in our world as well. The accessors of the
// prototypes cannot be taken by a page: our world has its own. So nodes of the page are read through these alone.

export const propertyOf = (prototype: object, name: PropertyKey): PropertyDescriptor | undefined =>
  Object.getOwnPropertyDescriptor(prototype, name);

/* @__NO_SIDE_EFFECTS__ */
export const getter = <T extends object, K extends keyof T>(prototype: T, name: K): ((target: T) => T[K]) => {
  const get = propertyOf(prototype, name)?.get;
  if (!get) throw new TypeError(String(name));
  return (target) => get.call(target) as T[K];
};

/* @__NO_SIDE_EFFECTS__ */
export const method =
  <T, A extends unknown[], R>(own: (...args: A) => R): ((target: T, ...args: A) => R) =>
  (target, ...args) =>
    Reflect.apply(own, target, args) as R;

const node = Node.prototype;
const element = Element.prototype;
const html = HTMLElement.prototype;

export const parentOf = getter(node, 'parentNode');
export const parentElementOf = getter(node, 'parentElement');
export const textOf = getter(node, 'textContent');
export const childNodesOf = getter(node, 'childNodes');
export const isConnected = getter(node, 'isConnected');
export const firstChildOf = getter(node, 'firstChild');
const ownerOf = getter(node, 'ownerDocument');
const viewOfDocument = getter(Document.prototype, 'defaultView');
/** 1: an element · 3: a text. */
const nodeTypeOf = getter(node, 'nodeType');
export const rootOf = method<Node, [], Node>(node.getRootNode);
export const contains = method<Node, [Node], boolean>(node.contains);
export const compareOrder = method<Node, [Node], number>(node.compareDocumentPosition);

/** As written in the document: lower case for HTML. */
export const tagOf = getter(element, 'localName');
export const attributeOf = method<Element, [string], string | null>(element.getAttribute);
export const matches = method<Element, [string], boolean>(element.matches);
export const scrollHeightOf = getter(element, 'scrollHeight');
export const rectOf = method<Element, [], DOMRect>(element.getBoundingClientRect);
export const checkVisibility = method<Element, [CheckVisibilityOptions], boolean>(element.checkVisibility);
export const findAll = method<Element, [string], NodeListOf<Element>>(element.querySelectorAll);
export const isEditable = getter(html, 'isContentEditable');
export const tabIndexOf = getter(html, 'tabIndex');
export const focusInSight = method<HTMLElement, [FocusOptions?], void>(html.focus);
/** Scrolls nothing. */
export const focus = (target: HTMLElement): void => focusInSight(target, { preventScroll: true });
/** Of an element of whatever language. */
export const blur = (target: Element): void => {
  const language = [HTMLElement, SVGElement, MathMLElement].find((one) => target instanceof one);
  if (language) Reflect.apply(language.prototype.blur, target, []);
};
/** As much of its text as the editor chooses to give. */
interface DrawnText {
  readonly text: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
}
/** What an element hands its text to instead of holding it, as some code editors do. Not every browser has it. */
export const editContextOf = (target: HTMLElement): DrawnText | null =>
  (propertyOf(html, 'editContext')?.get?.call(target) as DrawnText | null) ?? null;
/** A view transition of an element alone. Not every browser has it. */
export const transitionOf = (target: Element): ViewTransition | null =>
  (propertyOf(element, 'activeViewTransition')?.get?.call(target) as ViewTransition | null) ?? null;
export const innerTextOf = getter(html, 'innerText');

/** The window that shows a node, ours or one in a frame; null where its frame is gone. */
export const viewOf = (target: Element): (Window & typeof globalThis) | null => {
  const owner = ownerOf(target);
  return owner && viewOfDocument(owner);
};

export const bodyOf = getter(Document.prototype, 'body');
export const documentElementOf = getter(Document.prototype, 'documentElement');

export const isElement = (node: Node): node is Element => nodeTypeOf(node) === 1;
/** Does another document stand in it, which may have the focus? */
export const isFrame = (target: Element): boolean => /^(iframe|frame|object|embed|fencedframe)$/.test(tagOf(target));
export const isText = (node: Node): node is Text => nodeTypeOf(node) === 3;

/** The parent, or for the top of a shadow tree its host. */
export const parentAcross = (node: Node): Node | null =>
  parentOf(node) ?? (node instanceof ShadowRoot ? node.host : null);
