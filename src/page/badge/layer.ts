import { elementOf } from '../detect/element-of.ts';
import { type FoundText, isIntact } from '../detect/registry.ts';
import { ClosedHost } from '../dom/closed-host.ts';
import { make } from '../dom/make.ts';
import { checkVisibility, documentElementOf, focus, rectOf } from '../dom/safe-dom.ts';
import { Limiter } from '../limiter.ts';
import { Badge } from './badge.ts';
import { badgeCss } from './badge-css.ts';
import { badgeState } from './badge-state.ts';
import { Excerpts } from './excerpts.ts';
import { Inspections } from './inspections.ts';
import type { Ruler } from './measure.ts';
import { arrange, inReadingOrder } from './reading-order.ts';
import type { Spot } from './spot.ts';

/** Tokens measured in one round, and badges shown at once. */
const mostMeasured = 400;
const mostBadges = 200;
/** Layout moves without telling anybody: that often it is looked at anyway while badges are shown. */
const checkMs = 400;
const soonMs = 60;
/** It is put back so often in five seconds where the page puts it away. */
const raises = { most: 6, withinMs: 5_000 };

export interface LayerEvents {
  readonly onPress: (found: FoundText) => void;
  /** It lies on top of everything now. */
  readonly onRaised: () => void;
}

/** The one layer of badges of a document, over the tokens that are on the screen. */
export class BadgeLayer {
  readonly #closed = new ClosedHost(badgeCss);
  readonly #field = make('div', 'field');
  readonly #badges = new Map<FoundText, Badge>();
  readonly #byElement = new WeakMap<Element, Set<FoundText>>();
  /** Where each was when it was added: its node may be elsewhere by the time it is removed. */
  readonly #elements = new WeakMap<FoundText, Element>();
  readonly #near = new Set<FoundText>();
  readonly #excerpts = new Excerpts();
  readonly #ruler: Ruler;
  readonly #inspections: Inspections;
  readonly #events: LayerEvents;
  readonly #signal: AbortSignal;
  readonly #raises = new Limiter(raises.most, raises.withinMs);
  readonly #observer = new IntersectionObserver((entries) => this.#onIntersect(entries), { rootMargin: '100px' });
  readonly #painting = new ResizeObserver(() => this.#onPaint());
  /** Some came or went since they were put in order. */
  #unordered = false;
  /** Shown by us, and not put away by us since. */
  #up = false;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ruler: Ruler, events: LayerEvents, signal: AbortSignal) {
    this.#ruler = ruler;
    this.#events = events;
    this.#signal = signal;
    this.#closed.layer.append(this.#field);
    this.#inspections = new Inspections(() => this.refreshSoon(), signal);
    const passive = { capture: true, passive: true, signal };
    for (const type of ['scroll', 'resize', 'toggle', 'transitionend'] as const) {
      window.addEventListener(type, () => this.refresh(), passive);
    }
    document.addEventListener('fullscreenchange', () => this.#reopen(), passive);
    signal.addEventListener('abort', () => this.#clear());
  }

  /** Our host, for those who must know it. */
  isHost(target: EventTarget | null): boolean {
    return target === this.#closed.host;
  }

  /** Of a token that is shown: what it is to the person. */
  stateOf(found: FoundText) {
    return badgeState(found, found.kind === 'message' ? this.#inspections.of(found.token) : undefined);
  }

  add(found: FoundText): void {
    this.#excerpts.add(found);
    const element = elementOf(found);
    if (!element) return;
    const here = this.#byElement.get(element) ?? new Set<FoundText>();
    this.#byElement.set(element, here.add(found));
    this.#elements.set(found, element);
    // Observed again, so that a token that joins others in view is told of.
    this.#observer.unobserve(element);
    this.#observer.observe(element);
  }

  remove(found: FoundText): void {
    this.#excerpts.remove(found);
    const element = this.#elements.get(found);
    const here = element && this.#byElement.get(element);
    here?.delete(found);
    if (element && here?.size === 0) this.#observer.unobserve(element);
    this.#near.delete(found);
    this.#drop(found);
    if (this.#near.size === 0) this.#rest();
    this.refreshSoon();
  }

  /** To the mark of a token, where it is shown. */
  focus(found: FoundText): void {
    const badge = this.#badges.get(found);
    if (badge) focus(badge.button);
  }

  /** A place near the screen where this token stands now. */
  placeOf(token: string): FoundText | undefined {
    for (const found of this.#near) if (found.token === token && isIntact(found)) return found;
    return undefined;
  }

  /** The vault was locked or unlocked. */
  forgetInspections(): void {
    this.#inspections.forget();
  }

  /**
   * Something has moved: in the next picture the badges must have, too. A resize observer is told once it begins, after
   * the page's layout and before it is painted: there measuring costs no layout of its own.
   */
  refresh(): void {
    if (this.#near.size > 0) this.#painting.observe(documentElementOf(document));
  }

  /** The page has changed somewhere. */
  refreshSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.refresh();
    }, soonMs);
  }

  #onIntersect(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      for (const found of this.#byElement.get(target) ?? []) {
        if (isIntersecting) this.#near.add(found);
        else {
          this.#near.delete(found);
          this.#drop(found);
        }
      }
    }
    if (this.#near.size > 0) this.#timer ??= setInterval(() => this.refreshSoon(), checkMs);
    else this.#rest();
    this.refreshSoon();
  }

  #onPaint(): void {
    this.#painting.disconnect();
    if (!this.#signal.aborted) this.#layOut();
  }

  #layOut(): void {
    const spots = this.#measure();
    for (const found of [...this.#badges.keys()]) if (!spots.has(found)) this.#drop(found);
    if (spots.size === 0 || !this.#keepShown(spots)) return;
    const scale = rectOf(this.#field).width / this.#field.offsetWidth || 1;
    for (const [found, spot] of spots) {
      const badge = this.#badgeFor(found);
      badge.show(this.stateOf(found));
      badge.place(spot, scale);
    }
    if (this.#unordered) this.#order(spots);
  }

  #measure(): Map<FoundText, Spot> {
    const viewport = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
    const spots = new Map<FoundText, Spot>();
    let measured = 0;
    for (const found of this.#near) {
      const spot = this.#isExcerpt(found) ? undefined : this.#ruler.spotOf(found, viewport);
      if (spot) spots.set(found, spot);
      if (++measured >= mostMeasured || spots.size >= mostBadges) break;
    }
    this.#ruler.release();
    return spots;
  }

  /** Is it shown whole elsewhere? There is its mark; here it would only be in the way. */
  #isExcerpt(found: FoundText): boolean {
    for (const whole of this.#excerpts.wholesOf(found)) {
      const element = elementOf(whole);
      if (element && checkVisibility(element, { opacityProperty: true, visibilityProperty: true })) return true;
    }
    return false;
  }

  /** Someone who goes from mark to mark meets them in the order of the page. */
  #order(spots: ReadonlyMap<FoundText, Spot>): void {
    this.#unordered = false;
    const ordered = inReadingOrder(spots).flatMap((found) => this.#badges.get(found) ?? []);
    arrange(
      this.#field,
      ordered.map(({ button }) => button),
      this.#closed.active,
    );
    for (const [index, badge] of ordered.entries()) badge.number(index + 1, ordered.length);
  }

  /** False where the page goes on putting the layer away. */
  #keepShown(spots: ReadonlyMap<FoundText, Spot>): boolean {
    const [first] = spots.keys();
    const anchor = first ? (elementOf(first) ?? null) : null;
    if (this.#closed.shown && this.#closed.belongsTo(anchor)) return true;
    // Where we had put it away ourselves it is no fight.
    if (this.#up && !this.#raises.allow(performance.now())) return false;
    this.#up = true;
    this.#closed.raise(anchor);
    this.#events.onRaised();
    return true;
  }

  /** What went full screen lies over us now. */
  #reopen(): void {
    this.#putAway();
    this.refresh();
  }

  #putAway(): void {
    this.#up = false;
    this.#closed.remove();
  }

  #badgeFor(found: FoundText): Badge {
    const known = this.#badges.get(found);
    if (known) return known;
    const badge = new Badge(found, this.#events.onPress);
    this.#badges.set(found, badge);
    this.#unordered = true;
    this.#field.append(badge.button);
    return badge;
  }

  #drop(found: FoundText): void {
    this.#badges.get(found)?.button.remove();
    if (this.#badges.delete(found)) this.#unordered = true;
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#badges.size === 0) this.#putAway();
  }

  #clear(): void {
    this.#observer.disconnect();
    this.#near.clear();
    this.#rest();
    this.#putAway();
  }
}
