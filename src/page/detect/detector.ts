import { bodyOf, documentElementOf, rootOf, textOf } from '../dom/safe-dom.ts';
import { changedNodes, dirtyScope, outermost } from './dirty.ts';
import { Far } from './far.ts';
import { HostFinder } from './hosts.ts';
import { Registry, type RegistryEvents } from './registry.ts';
import { type ScanReport, scan, scanFrom } from './scan.ts';
import { makeWorkBudget } from './work-budget.ts';
import { WorkQueue } from './work-queue.ts';

/** Of each second, and at once after a quiet time. */
const limits = { msPerSecond: 60, burstMs: 100 };
/** So few changes are looked at at once: that costs less than putting them off. */
const smallBatch = 64;
/** After more waiting changes than this the whole page is read again instead. */
const mostWaiting = 4_000;
/** How long a page that wears us out is left alone at least, and how deep in debt that is. */
const restMs = 300;
const mostDebtMs = 1_000;
/** When elements that had no shadow tree are looked at again, after the last of them was added. */
const lateLooksMs = [50, 150, 400, 1_500, 6_000];

/** Characters around an incomplete token that are read once more for the rest of it. */
const mostAround = 100_000;

const observed = { subtree: true, childList: true, characterData: true } as const;

type Steps = Generator<void, void>;

export interface DetectorEvents extends RegistryEvents {
  /** The page has changed at all. */
  readonly onChange: () => void;
  /** Is this an element that we have put into the page? */
  readonly isOurs: (element: Element) => boolean;
}

/** Finds sealed texts in the document and its shadow trees, now and as they change. */
export class Detector {
  readonly registry: Registry;
  readonly #budget = makeWorkBudget(limits);
  readonly #queue: WorkQueue;
  readonly #hosts: HostFinder;
  readonly #far: Far;
  readonly #observer = new MutationObserver((records) => this.#onMutations(records));
  readonly #shadowRoots = new Set<WeakRef<ShadowRoot>>();
  readonly #onChange: () => void;
  readonly #signal: AbortSignal;
  #waiting = new Set<Node>();
  #resting = false;
  #lateTimer: ReturnType<typeof setTimeout> | undefined;
  #readingAll = false;

  constructor({ onChange, isOurs, ...events }: DetectorEvents, signal: AbortSignal) {
    this.registry = new Registry(events);
    this.#queue = new WorkQueue(this.#budget, signal);
    this.#hosts = new HostFinder(() => this.#lookAgain(0), isOurs);
    this.#far = new Far((beginnings) => this.#queue.start(this.#readFrom(beginnings)), signal);
    this.#onChange = onChange;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#observer.disconnect());
  }

  /** Reads the whole document, and from then on what changes. */
  start(): void {
    this.#observeAll();
    this.#queue.start(this.#readAll());
  }

  #observeAll(): void {
    this.#observer.observe(document, observed);
    for (const reference of this.#shadowRoots) {
      const root = reference.deref();
      if (root) this.#observer.observe(root, observed);
      else this.#shadowRoots.delete(reference);
    }
  }

  *#readAll(): Steps {
    this.#readingAll = true;
    const root = bodyOf(document) ?? documentElementOf(document);
    if (root) {
      yield* this.#scanFar(root);
      for (const reference of this.#shadowRoots) {
        const known = reference.deref();
        if (known) yield* this.#scanFar(known);
      }
      yield* this.#readRoots(this.#hosts.find(root));
    }
    this.registry.takeOpenEnded();
    this.#readingAll = false;
  }

  readonly #report: ScanReport = (nodes, places) => this.registry.reconcile(nodes, places);

  *#scan(root: Node): Steps {
    yield* scan(root, this.#report);
    yield;
  }

  /** The same for a whole tree, most of which is far from the screen. */
  *#scanFar(root: Node): Steps {
    yield* scan(root, this.#report, (beginning) => this.#far.add(beginning));
    yield;
  }

  *#readFrom(beginnings: readonly Text[]): Steps {
    const roots = new Set(beginnings.map((beginning) => rootOf(beginning)));
    for (const root of roots) {
      const here = beginnings.filter((beginning) => rootOf(beginning) === root);
      yield* scanFrom(here, root, this.#report);
    }
    // Each was followed over its blocks already.
    this.registry.takeOpenEnded();
  }

  /** A token that runs over several blocks, such as lines of a mail, is whole only in what they stand in. */
  *#readAround(): Steps {
    for (const around of this.registry.takeOpenEnded()) {
      if ((textOf(around)?.length ?? 0) < mostAround) yield* this.#scan(around);
    }
    this.registry.takeOpenEnded();
  }

  *#readRoots(roots: readonly ShadowRoot[]): Steps {
    for (const root of roots) {
      this.#shadowRoots.add(new WeakRef(root));
      if (!this.#resting && !this.#signal.aborted) this.#observer.observe(root, observed);
      yield* this.#scan(root);
    }
  }

  *#readLate(): Steps {
    yield* this.#readRoots(this.#hosts.findLate());
  }

  *#endLate(): Steps {
    this.#hosts.forgetLate();
    yield;
  }

  #lookAgain(look: number): void {
    clearTimeout(this.#lateTimer);
    const ms = lateLooksMs[look];
    if (ms === undefined) this.#queue.add(this.#endLate());
    else this.#lateTimer = setTimeout(() => this.#lookAtLate(look), ms - (lateLooksMs[look - 1] ?? 0));
  }

  #lookAtLate(look: number): void {
    if (this.#signal.aborted) return;
    this.#queue.add(this.#readLate());
    this.#lookAgain(look + 1);
  }

  *#readNodes(nodes: ReadonlySet<Node>): Steps {
    const scopes = new Set<Node>();
    let steps = 0;
    for (const node of nodes) {
      const scope = dirtyScope(node, this.registry);
      if (scope) scopes.add(scope);
      yield* this.#readRoots(this.#hosts.find(node));
      if (++steps % 40 === 0) yield;
    }
    for (const scope of outermost(scopes)) yield* this.#scan(scope);
    yield* this.#readAround();
  }

  *#readWaiting(): Steps {
    const nodes = this.#waiting;
    this.#waiting = new Set();
    yield* this.#readNodes(nodes);
  }

  #onMutations(records: readonly MutationRecord[]): void {
    const from = performance.now();
    const debt = this.#budget.delay(from);
    if (debt > mostDebtMs) {
      this.#rest();
      return;
    }
    const changed = changedNodes(records, this.registry);
    if (debt === 0 && this.#waiting.size === 0 && changed.size <= smallBatch)
      this.#queue.start(this.#readNodes(changed));
    else this.#putOff(changed);
    const now = performance.now();
    this.#budget.spend(now - from, now);
    this.#onChange();
  }

  #putOff(changed: ReadonlySet<Node>): void {
    if (this.#waiting.size === 0) this.#queue.add(this.#readWaiting());
    for (const node of changed) this.#waiting.add(node);
    if (this.#waiting.size > mostWaiting) this.#rest();
  }

  /** The page changes faster than we may look: stop watching for a while, then read it as a whole. */
  #rest(): void {
    if (this.#resting) return;
    this.#resting = true;
    this.#observer.disconnect();
    this.#waiting = new Set();
    this.#wakeLater();
  }

  #wakeLater(): void {
    setTimeout(
      () => {
        if (this.#signal.aborted) return;
        if (this.#readingAll) {
          this.#wakeLater();
          return;
        }
        this.#resting = false;
        this.#observeAll();
        this.#queue.start(this.#readAll());
      },
      Math.max(restMs, this.#budget.delay(performance.now())),
    );
  }
}
