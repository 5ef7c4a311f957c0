import { documentElementOf, isConnected, isElement, matches, parentAcross, parentOf } from './safe-dom.ts';

/**
 * The host has no box: what it holds stands in a popover inside its closed tree, so in the top layer, where no opacity,
 * filter, mask or transform of an element around it reaches. A page can say of the host what it likes, and lend it the effect
 * of a transition, which wins over all rules: that can take the popover away, but not change it. The popover and its
 * backdrop, which lies under all that it holds, no page can name.
 */
const hostCss =
  ':host{all:initial!important;display:contents!important}.layer{all:initial;position:fixed;display:block;inset:0 auto auto 0;pointer-events:none}';

/** Where a host must hang to be reachable: a modal dialog makes everything outside of it inert. */
const layerParent = (anchor: Node | null): Element => {
  for (let node: Node | null = anchor; node; node = parentAcross(node)) {
    if (isElement(node) && matches(node, 'dialog:modal')) return node;
  }
  return documentElementOf(document);
};

/**
 * A layer over the page in a closed shadow tree. The page sees an empty element without a box.
 * Only div, span, iframe and button may be made in it: any other name could be a custom element of the page's.
 */
export class ClosedHost {
  readonly host = document.createElement('div');
  readonly #root = this.host.attachShadow({ mode: 'closed' });
  /** What is shown hangs in here. */
  readonly layer = document.createElement('div');
  #parent: Element | null = null;

  constructor(css: string) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(hostCss + css);
    this.#root.adoptedStyleSheets = [sheet];
    this.layer.className = 'layer';
    this.layer.popover = 'manual';
    this.#root.append(this.layer);
  }

  /** What has the focus in it. */
  get active(): Element | null {
    return this.#root.activeElement;
  }

  /** Is it in the document, where we put it? */
  get attached(): boolean {
    return isConnected(this.host) && parentOf(this.host) === this.#parent;
  }

  /** Is it in the top layer besides? */
  get shown(): boolean {
    return this.attached && this.layer.matches(':popover-open');
  }

  /** Does it hang where one for this anchor must? */
  belongsTo(anchor: Node | null): boolean {
    return this.#parent === layerParent(anchor);
  }

  /** What lies on top at a point of the viewport, if that is in here. */
  at(x: number, y: number): Element | null {
    return this.#root.elementFromPoint(x, y);
  }

  /** Puts it where one for this anchor must hang: in its dialog if there is one. It lies over nothing there. */
  hang(anchor: Node | null): void {
    const parent = layerParent(anchor);
    // Documents that stand in it live on where it is moved.
    if (this.attached && this.#parent !== parent) parent.moveBefore(this.host, null);
    else if (!this.attached) parent.append(this.host);
    this.#parent = parent;
  }

  /** Puts it (again) on top of everything that is in the top layer now, in the dialog of its anchor if there is one. */
  raise(anchor: Node | null): void {
    const { active } = this;
    this.hang(anchor);
    if (this.shown) this.layer.hidePopover();
    this.layer.showPopover();
    // It mostly stays there. To give it again would lose a key that is on its way.
    if (active instanceof HTMLElement && this.active !== active) active.focus();
  }

  remove(): void {
    this.#parent = null;
    this.host.remove();
  }
}
