import { ClosedHost } from '../dom/closed-host.ts';
import { documentElementOf, findAll } from '../dom/safe-dom.ts';

/**
 * Where the person has set colours of their own, shadows go and transparent lines show. To the browser a shadow covers what
 * it may fall on, here up to 14 pixels away: a large one would have our windows cover one another from afar.
 */
const css = `
iframe{all:initial;position:absolute;left:0;top:0;border-radius:10px;background:Canvas;color-scheme:light dark;pointer-events:auto;box-shadow:0 2px 8px #0008,0 0 0 1px #5b6472;outline:1px solid transparent}
.none{all:initial;position:absolute;width:1px;height:1px;opacity:0}
`;

/** What to hang beside for an anchor: a dialog of the page makes all outside of it inert, our windows too. */
export const reachableAt = (anchor: Element | null): Element | null =>
  [...findAll(documentElementOf(document), 'dialog:modal')].at(-1) ?? anchor;

/** The one layer that all our windows in a document share: so no backdrop of one lies over another. */
export class Stage {
  #closed: ClosedHost | undefined;

  /** A new one where the page has taken the last away: the documents in that are gone. */
  get current(): ClosedHost {
    if (!this.#closed?.attached) this.#closed = new ClosedHost(css);
    return this.#closed;
  }
}
