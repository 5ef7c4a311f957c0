import { isFrame, matches } from '../dom/safe-dom.ts';
import { deepActiveElement, shadowRootOf } from '../dom/shadow-roots.ts';
import { Limiter } from '../limiter.ts';
import type { Mount } from './mount.ts';
import { unseenMs } from './stood.ts';

const fightMs = 5_000;
const mostThefts = 6;
/** The same where each theft may leak keys: a frame in which we are not, or not first. */
const mostLeaks = 2;
/** What goes astray within this belongs to one theft: keys that were on their way, or a page that never stops. */
const oneTheftMs = 100;

/** What the composer is laid over. */
interface Watched {
  readonly element: Element | null;
  /** The composer has the focus. Asked again and again. */
  readonly focused?: () => void;
}

/** Takes the focus back for a composer, where the page took it. */
export class FocusWatch {
  readonly #anchor: Watched;
  readonly #mount: () => Mount | undefined;
  readonly #onFought: () => void;
  readonly #thefts = new Limiter(mostThefts, fightMs);
  readonly #leaks = new Limiter(mostLeaks, fightMs);
  #lastTheft = Number.NEGATIVE_INFINITY;
  #meant = Number.NEGATIVE_INFINITY;

  /** `onFought`: the page wants the focus so much that it is a fight. */
  constructor(anchor: Watched, mount: () => Mount | undefined, onFought: () => void) {
    this.#anchor = anchor;
    this.#mount = mount;
    this.#onFought = onFought;
  }

  /** `meant`: a press that fell on the page was for us. */
  refocus(meant?: true): void {
    if (meant) this.#meant = performance.now();
    this.#takeBack(this.#thefts);
  }

  /**
   * A page can put a frame under a pointer that rests: only a press counts that a script of ours heard. False: the person left.
   */
  regain(pointed: boolean): boolean {
    const mount = this.#mount();
    const active = deepActiveElement();
    if (!document.hasFocus()) return false;
    if (!mount || !active || (!mount.focused && !this.#isForeign(active))) return true;
    const under = [...document.querySelectorAll(':hover')].at(-1);
    const left = pointed && !this.#isMeant && under && !mount.hangsIn(under);
    if (left && (isFrame(under) || shadowRootOf(under))) return false;
    mount.letGo();
    this.#takeBack(this.#leaks);
    return true;
  }

  /** A script gave a frame the keys if the pointer is not there. Else it may have been a press: see `regain`. */
  check(): void {
    const active = deepActiveElement();
    if (!active) return;
    if (this.#mount()?.focused) this.#anchor.focused?.();
    else if (this.#isForeign(active) && (this.#isMeant || !matches(active, ':hover'))) this.#takeBack(this.#leaks);
  }

  #takeBack(limit: Limiter): void {
    const now = performance.now();
    const another = now - this.#lastTheft > oneTheftMs;
    if (another) this.#lastTheft = now;
    if (!another || limit.allow(now)) this.#mount()?.focus();
    else this.#onFought();
  }

  /** Was a press in the page meant for it just now? */
  get #isMeant(): boolean {
    return performance.now() - this.#meant < unseenMs;
  }

  /** A frame without our firewall, or in which the page may have listened first. In the field's it gets the focus to be filled. */
  #isForeign(active: Element): boolean {
    return isFrame(active) && active !== this.#anchor.element && !this.#mount()?.isBeside(active);
  }
}
