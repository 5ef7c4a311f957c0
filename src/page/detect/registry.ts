import type { ArmorKind, ArmorProblem } from '../../bytes/armor.ts';
import { isConnected, parentOf } from '../dom/safe-dom.ts';
import { Limiter } from '../limiter.ts';
import type { TokenPlace } from './find-tokens.ts';
import type { Piece } from './joined-text.ts';
import { blockOf, isOffLimits } from './places.ts';

/** A token in the page. Its nodes are held weakly: a feed that throws them away is not kept in memory by us. */
export interface FoundText {
  readonly token: string;
  /** What the page shows of a token that it cut or changed, where we know the whole. */
  readonly shown?: string;
  readonly kind?: ArmorKind;
  readonly problem?: ArmorProblem;
  readonly nodes: readonly WeakRef<Text>[];
  readonly startOffset: number;
  /** May lie beyond the end of the last node: then all of it. */
  readonly endOffset: number;
}

export interface RegistryEvents {
  readonly appeared: (found: FoundText) => void;
  readonly vanished: (found: FoundText) => void;
}

/** More than anybody reads; a page that shows more is not helped by us but slowed down. */
const mostTokens = 2_000;

/** Characters by which a token is known again. */
const known = 64;

/** Does a token still stand where it stood? */
export const isIntact = (found: FoundText): boolean => {
  const first = found.nodes[0]?.deref();
  if (!first) return false;
  const here = first.data.slice(found.startOffset, found.startOffset + known).replace(/\W|_/g, '');
  const { token, shown = token } = found;
  if (here === '' || !(shown.startsWith(here) || here.startsWith(shown))) return false;
  return found.nodes.every((reference) => {
    const node = reference.deref();
    return node !== undefined && isConnected(node);
  });
};

const same = (found: FoundText, place: TokenPlace<Text>): boolean =>
  found.token === place.token &&
  found.startOffset === place.startOffset &&
  found.endOffset === place.endOffset &&
  found.problem === place.problem &&
  found.nodes.length === place.nodes.length &&
  found.nodes.every((reference, index) => reference.deref() === place.nodes[index]);

const toFound = ({ nodes, ...rest }: TokenPlace<Text>): FoundText => ({
  ...rest,
  nodes: nodes.map((node) => new WeakRef(node)),
});

/** The tokens of the document as far as they are known. */
export class Registry {
  readonly #all = new Set<FoundText>();
  /** By the node a token begins in and the offset there. */
  readonly #begins = new WeakMap<Node, Map<number, FoundText>>();
  /** By every node it runs through. */
  readonly #through = new WeakMap<Node, Set<FoundText>>();
  readonly #events: RegistryEvents;
  /** Blocks that end within a token, and what they stand in: there the rest of it may follow. */
  readonly #openEnded = new WeakSet<Node>();
  readonly #sweeps = new Limiter(1, 1_000);
  #fresh = new Set<Node>();
  #anyOpen = false;

  constructor(events: RegistryEvents) {
    this.#events = events;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Those that are known now. */
  all(): Iterable<FoundText> {
    return this.#all;
  }

  /** Takes what stands in these nodes now; forgets what began there before. */
  reconcile(nodes: readonly Piece<Text>[], places: readonly TokenPlace<Text>[]): void {
    const gone = new Set<FoundText>();
    if (this.#all.size > 0) {
      for (const { node } of nodes) for (const found of this.#begins.get(node)?.values() ?? []) gone.add(found);
    }
    const fresh = places.filter((place) => {
      const found = place.nodes[0] && this.#begins.get(place.nodes[0])?.get(place.startOffset);
      return !(found && same(found, place) && gone.delete(found));
    });
    for (const found of gone) this.drop(found);
    for (const place of fresh) this.#take(place);
  }

  /** The block, or what it stands in, where a token waits for its rest. */
  openEndedAt(node: Node): Node | undefined {
    if (!this.#anyOpen) return undefined;
    const block = blockOf(node);
    const around = parentOf(block);
    if (around && this.#openEnded.has(around)) return around;
    return this.#openEnded.has(block) ? block : undefined;
  }

  /** What stands around tokens that were found incomplete since this was asked last. */
  takeOpenEnded(): ReadonlySet<Node> {
    const fresh = this.#fresh;
    this.#fresh = new Set();
    return fresh;
  }

  /** Forgets the tokens of a node that was changed or removed; true where there were any. */
  touch(node: Node): boolean {
    const here = this.#through.get(node);
    if (!here || here.size === 0) return false;
    for (const found of [...here]) this.drop(found);
    return true;
  }

  drop(found: FoundText): void {
    if (!this.#all.delete(found)) return;
    found.nodes.forEach((reference, index) => {
      const node = reference.deref();
      if (!node) return;
      this.#through.get(node)?.delete(found);
      const begins = this.#begins.get(node);
      if (index === 0 && begins?.get(found.startOffset) === found) begins.delete(found.startOffset);
    });
    this.#events.vanished(found);
  }

  #take(place: TokenPlace<Text>): void {
    const [first] = place.nodes;
    if (!first || isOffLimits(first)) return;
    if (this.#all.size >= mostTokens && !this.#makeRoom()) return;
    const found = toFound(place);
    this.#all.add(found);
    const here = this.#begins.get(first) ?? new Map<number, FoundText>();
    this.#begins.set(first, here.set(found.startOffset, found));
    for (const node of place.nodes) {
      this.#through.set(node, (this.#through.get(node) ?? new Set<FoundText>()).add(found));
    }
    if (place.problem === 'truncated') this.#noteOpenEnd(place.nodes.at(-1) ?? first);
    this.#events.appeared(found);
  }

  /** Looks for tokens whose nodes are gone; not more often than once in a while, or a flood would pay for it each time. */
  #makeRoom(): boolean {
    if (!this.#sweeps.allow(performance.now())) return false;
    for (const found of this.#all) if (!isIntact(found)) this.drop(found);
    return this.#all.size < mostTokens;
  }

  #noteOpenEnd(last: Text): void {
    const block = blockOf(last);
    const around = parentOf(block);
    this.#openEnded.add(block);
    this.#anyOpen = true;
    if (!around) return;
    this.#openEnded.add(around);
    this.#fresh.add(around);
  }
}
