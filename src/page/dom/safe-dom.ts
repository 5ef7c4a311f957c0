// `<form><input name=parentNode></form>` makes `form.parentNode` an input, in our world as well. The accessors of the
// prototypes cannot be taken by a page: our world has its own. So nodes of the page are read through these alone.

const getter = <T extends object, K extends keyof T>(prototype: T, name: K): ((target: T) => T[K]) => {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (!get) throw new TypeError(String(name));
  return (target) => get.call(target) as T[K];
};

const method = <T extends object, A extends unknown[], R>(
  prototype: T,
  pick: (prototype: T) => (...args: A) => R,
): ((target: T, ...args: A) => R) => {
  const own = pick(prototype);
  return (target, ...args) => Reflect.apply(own, target, args) as R;
};

export const parentOf = getter(Node.prototype, 'parentNode');
export const parentElementOf = getter(Node.prototype, 'parentElement');
export const textOf = getter(Node.prototype, 'textContent');
export const isConnected = getter(Node.prototype, 'isConnected');
export const firstChildOf = getter(Node.prototype, 'firstChild');
export const nodeTypeOf = getter(Node.prototype, 'nodeType');
export const rootOf = method(Node.prototype, (node) => node.getRootNode);
export const contains = method(Node.prototype, (node) => node.contains);

/** As written in the document: lower case for HTML. */
export const tagOf = getter(Element.prototype, 'localName');
export const attributeOf = method(Element.prototype, (element) => element.getAttribute);
export const matches = method(Element.prototype, (element): ((selector: string) => boolean) => element.matches);
export const rectOf = method(Element.prototype, (element) => element.getBoundingClientRect);
export const checkVisibility = method(Element.prototype, (element) => element.checkVisibility);
export const findAll = method(
  Element.prototype,
  (element): ((selector: string) => NodeListOf<Element>) => element.querySelectorAll,
);
export const isEditable = getter(HTMLElement.prototype, 'isContentEditable');
export const focus = method(HTMLElement.prototype, (element): ((options?: FocusOptions) => void) => element.focus);
export const innerTextOf = getter(HTMLElement.prototype, 'innerText');

export const bodyOf = getter(Document.prototype, 'body');
export const documentElementOf = getter(Document.prototype, 'documentElement');

export const isElement = (node: Node): node is Element => nodeTypeOf(node) === Node.ELEMENT_NODE;
export const isText = (node: Node): node is Text => nodeTypeOf(node) === Node.TEXT_NODE;

/** The parent, or for the top of a shadow tree its host. */
export const parentAcross = (node: Node): Node | null =>
  parentOf(node) ?? (node instanceof ShadowRoot ? node.host : null);
