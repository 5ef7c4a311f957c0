import { callBackground } from '../../bridge/background-client.ts';
import type { Box } from '../badge/spot.ts';
import { matches } from '../dom/safe-dom.ts';
import type { Place } from '../glass.ts';
import { Limiter } from '../limiter.ts';
import { endLent, isUncovered } from './lent.ts';
import type { MountKind } from './mount.ts';
import { Pickers } from './picker.ts';
import { onceSeen, Stood, unseenMs } from './stood.ts';

/** What the browser draws over all else, the latest on top. */
const those = ':popover-open,:modal,:fullscreen,select:open';
/** Pages that show hints are on top now and then. One that goes on is left. */
const entries = { most: 24, withinMs: 5_000 };

/** No page that does not mean us lends anything to a backdrop. Once may be a rest of before. */
const lendings = { most: 2, withinMs: 5_000 };
/** Looks in each picture may take this share of the time. */
const share = 0.1;

/** One of our windows. */
interface Standing {
  readonly anchor: { readonly kind: MountKind };
  readonly mount: { readonly seen: Box } | undefined;
  /** Something may have been over it. */
  unsettle(): void;
  /** The page does not leave it alone. */
  giveUp(): void;
}

interface Ours {
  readonly isOurs: (element: Element) => boolean;
  readonly windows: () => readonly Standing[];
  /** Puts all of them on top of everything. They hang in a closed tree, and are none of what is found there. */
  readonly raise: () => void;
  /** The layer that they stand in. */
  readonly layer: () => Element;
  readonly signal: AbortSignal;
}

/**
 * Keeps our windows the last in the top layer: what a page paints over them there no hit test finds for sure, neither ours
 * nor the browser's.
 */
export class TopLayer {
  readonly pickers: Pickers;
  readonly #ours: Ours;
  readonly #entries = new Limiter(entries.most, entries.withinMs);
  readonly #lendings = new Limiter(lendings.most, lendings.withinMs);
  readonly #stood = new Stood();
  #had = false;
  #lost = Number.NEGATIVE_INFINITY;
  #looking = false;
  #due = Number.NEGATIVE_INFINITY;
  /** All of the page's that was there when we last looked. */
  #known: ReadonlySet<Element> = new Set();

  constructor(ours: Ours) {
    this.#ours = ours;
    const { isOurs, signal } = ours;
    this.pickers = new Pickers(isOurs, (root) =>
      root.addEventListener('beforetoggle', (event) => this.#opening(event), { capture: true, signal }),
    );
  }

  get hadWindow(): boolean {
    return this.#had;
  }

  /** A window has come. */
  arrived(): void {
    this.#had = true;
    if (this.#looking) return;
    this.#looking = true;
    this.#lookInEachPicture();
  }

  /**
   * A page may show something right before each picture and take it back right after: so it is looked for before the picture,
   * and again before what the page has asked for after that.
   */
  #lookInEachPicture(): void {
    this.#looking = this.#ours.windows().length > 0 && !this.#ours.signal.aborted;
    if (!this.#looking) return;
    void scheduler.postTask(() => this.#lookInTime(), { priority: 'user-blocking' });
    this.#lookInTime();
    requestAnimationFrame(() => this.#lookInEachPicture());
  }

  #lookInTime(): void {
    const start = performance.now();
    if (start < this.#due) return;
    this.pickers.find();
    this.look();
    const end = performance.now();
    this.#due = end + (end - start) / share;
  }

  /** Known trees are heard, so nothing in them comes on top again unseen. */
  #opening({ isTrusted, target, newState }: Event & { readonly newState?: string }): void {
    if (isTrusted && newState !== 'closed' && target instanceof Element) this.entering(target);
  }

  /**
   * This is about to come into it. Once it has, and before that is painted, we are on top again: also where it is closed by
   * then, as what is closed can be kept there.
   */
  entering(element: Element): void {
    if (this.#ours.windows().length === 0) return;
    this.#known = new Set([...this.#known].filter((one) => one !== element));
    queueMicrotask(() => {
      if (this.#anyNew() || !matches(element, those)) this.#raise();
    });
    // Where the person had it come, it comes after that.
    requestAnimationFrame(() => void (this.#anyNew() && this.#raise()));
  }

  /** Has anything come into it unheard, from a tree of its own, or is it made to seem as if it lay over nothing? */
  look(): void {
    this.#noteComposer();
    const { isOurs, layer, windows } = this.#ours;
    const isNew = this.#anyNew();
    const lent = endLent(this.pickers.roots, isOurs) || isUncovered([...this.#known], layer());
    if (!(isNew || lent)) return;
    // It may have been painted.
    for (const one of windows()) one.unsettle();
    if (lent && !this.#lendings.allow(performance.now())) this.#giveUp();
    else this.#raise();
  }

  get #composer(): Standing | undefined {
    return this.#ours.windows().find(({ anchor }) => anchor.kind === 'composer');
  }

  #noteComposer(): void {
    const seen = this.#composer?.mount?.seen;
    if (seen) this.#stood.note(seen, performance.now());
  }

  /**
   * Does the composer stand there, or did it until a moment ago? A page can have the browser look through it (`inert`), or
   * take it away for as long as a press takes. `place`: on the glass.
   */
  stoodAt(place: Place, then: number): boolean {
    this.#noteComposer();
    return this.#stood.has(place, then);
  }

  /** The page has taken the composer away, or it had to go: a press may be on its way to it. */
  lost(): void {
    this.#lost = Number.POSITIVE_INFINITY;
    onceSeen(() => {
      this.#lost = performance.now();
    });
  }

  wasLost(then = performance.now()): boolean {
    return then - this.#lost < unseenMs;
  }

  /** For a press: in all trees, whatever it takes. */
  lookNow(): void {
    this.pickers.findNow();
    this.look();
  }

  /** A window has gone. */
  left(): void {
    // Another one may take its place within this call.
    queueMicrotask(() => {
      if (!(this.#composer || this.wasLost())) this.#stood.clear();
      if (this.#ours.windows().length === 0) void callBackground('page.cleared', {}).catch(() => undefined);
    });
  }

  /** Puts our windows on top, for they were seen not to be. */
  raise(): void {
    this.#ours.raise();
  }

  #raise(): void {
    if (this.#entries.allow(performance.now())) this.#ours.raise();
    else this.#giveUp();
  }

  #giveUp(): void {
    for (const one of this.#ours.windows()) one.giveUp();
  }

  /** Has anything come into it since this was asked last? */
  #anyNew(): boolean {
    const before = this.#known;
    this.#known = new Set(this.pickers.all(those));
    return [...this.#known].some((element) => !before.has(element));
  }
}
