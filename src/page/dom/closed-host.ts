import { attributeOf, documentElementOf, isConnected, isElement, matches, parentAcross, parentOf } from './safe-dom.ts';

/**
 * Nothing a page says of the host holds: `all: initial`, important and from inside the shadow tree, wins over inline
 * styles, layers, animations and transitions of the page. As a popover it stands in the top layer, where the opacity,
 * filters and transforms of the page's elements do not reach. Its backdrop would lie over all of the window, and to the
 * browser cover another of our windows; what a page puts before or after its content would be drawn over our frame.
 */
const hostCss =
  ':host::backdrop,:host::before,:host::after{display:none!important}:host{all:initial!important;position:fixed!important;display:block!important;inset:0 auto auto 0!important;pointer-events:none!important}';

/** Where a host must hang to be reachable: a modal dialog makes everything outside of it inert. */
const layerParent = (anchor: Node | null): Element => {
  for (let node: Node | null = anchor; node; node = parentAcross(node)) {
    if (isElement(node) && matches(node, 'dialog:modal')) return node;
  }
  return documentElementOf(document);
};

/**
 * A closed shadow tree on a popover of its own, invisible to the page but for the host's outer box.
 * Only div, span, iframe and button may be made in it: any other name could be a custom element of the page's.
 */
export class ClosedHost {
  readonly host = document.createElement('div');
  readonly root = this.host.attachShadow({ mode: 'closed' });
  #parent: Element | null = null;

  constructor(css: string) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(hostCss + css);
    this.root.adoptedStyleSheets = [sheet];
  }

  /** Is it in the document, where we put it? */
  get attached(): boolean {
    return isConnected(this.host) && parentOf(this.host) === this.#parent;
  }

  /** Is it in the top layer besides? */
  get shown(): boolean {
    return this.attached && this.host.matches(':popover-open');
  }

  /** Does it hang where one for this anchor must? */
  belongsTo(anchor: Node | null): boolean {
    return this.#parent === layerParent(anchor);
  }

  /** Puts it where one for this anchor must hang: in its dialog if there is one. It lies over nothing there. */
  hang(anchor: Node | null): void {
    const parent = layerParent(anchor);
    if (!isConnected(this.host) || parentOf(this.host) !== parent) parent.append(this.host);
    this.#parent = parent;
  }

  /** Puts it (again) on top of everything that is in the top layer now, in the dialog of its anchor if there is one. */
  raise(anchor: Node | null): void {
    this.hang(anchor);
    if (attributeOf(this.host, 'popover') !== 'manual') this.host.setAttribute('popover', 'manual');
    if (this.host.matches(':popover-open')) this.host.hidePopover();
    this.host.showPopover();
  }

  remove(): void {
    this.#parent = null;
    this.host.remove();
  }
}
