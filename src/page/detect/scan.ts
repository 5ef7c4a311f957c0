import { mayHoldArmor } from '../../bytes/armor.ts';
import { findMarks, PREFIX } from '../../bytes/armor-text.ts';
import { isElement, isText, textOf } from '../dom/safe-dom.ts';
import { findTokens, findTokensSoFar, type TokenPlace, undecidedTail } from './find-tokens.ts';
import type { Piece } from './joined-text.ts';
import { isSilent, startsBlock } from './places.ts';

/** Told of each stretch of text that was looked at: what is in it now is all that is in it. */
export type ScanReport = (nodes: readonly Piece<Text>[], places: readonly TokenPlace<Text>[]) => void;

const nodesPerStep = 200;
/** Characters looked at in one step: some three milliseconds where every one of them belongs to a false token. */
const chunk = 65_536;
/** As much is read after a token's beginning at first, and twice as much whenever that was not enough. */
const firstStride = 160;
/** Long source code is left out of the joined text; short pieces are sorted out by the place of what is found. */
const longPiece = 2_000;
/** Less text than this is read whole, and more beginnings than this are. */
const small = 8_000;
const mostBeginnings = 200;

const holders = new XPathEvaluator().createExpression(`descendant::text()[contains(.,"${PREFIX}")]`);

/**
 * The text nodes in which tokens begin, found by the browser itself: to touch every node of a large page costs us ten
 * times as much. Undefined where some begin across two nodes or in changed letters: then all must be read.
 */
const beginningsIn = (root: Node, text: string): Text[] | undefined => {
  const expected = findMarks(text).length;
  if (!isElement(root) || expected > mostBeginnings) return undefined;
  const result = holders.evaluate(root, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  const nodes = Array.from({ length: result.snapshotLength }, (_, i) => result.snapshotItem(i) as Text);
  const marks = nodes.reduce((sum, node) => sum + findMarks(node.data).length, 0);
  return marks === expected ? nodes : undefined;
};

/** Reads text from a node on: to the end of `root`, or from a beginning until the tokens there are whole. */
class Reading {
  readonly #walker: TreeWalker;
  readonly #report: ScanReport;
  #node: Node | null;
  #pieces: Piece<Text>[] = [];
  #length = 0;
  #limit: number;
  readonly #beginning: Text | undefined;
  #stride: number = firstStride;

  constructor(root: Node, beginning: Text | undefined, report: ScanReport) {
    this.#walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    this.#report = report;
    this.#beginning = beginning;
    // A token that stands whole in its node is decided at the first look.
    this.#limit = beginning ? beginning.data.length + undecidedTail : chunk;
    if (beginning) this.#walker.currentNode = beginning;
    this.#node = beginning ?? (isText(root) ? root : this.#walker.nextNode());
  }

  *steps(): Generator<void, void> {
    for (let steps = 1; this.#node; this.#node = this.#walker.nextNode(), steps++) {
      this.#take(this.#node as Text);
      if (this.#length < this.#limit) {
        if (steps % nodesPerStep === 0) yield;
      } else if (this.#decide()) return;
      else yield;
    }
    this.#report(this.#pieces, findTokens(this.#pieces, startsBlock));
  }

  #take(node: Text): void {
    const { data } = node;
    if (data === '' || (data.length > longPiece && isSilent(node))) return;
    this.#pieces.push({ node, data });
    this.#length += data.length;
  }

  /** True where all that was wanted is known. */
  #decide(): boolean {
    const { places, rest, open } = findTokensSoFar(this.#pieces, startsBlock);
    if (this.#beginning) return this.#decideFirst(places, open ? rest[0]?.node : undefined);
    this.#report(this.#pieces, places);
    this.#pieces = [...rest];
    this.#length = rest.reduce((sum, piece) => sum + piece.data.length, 0);
    // Twice what is left over, so that a token that claims millions of characters is not read again for every chunk.
    this.#limit = Math.max(chunk, 2 * this.#length);
    return false;
  }

  /** Only what begins where this reading began: the next one, which may be open, has a reading of its own. */
  #decideFirst(places: readonly TokenPlace<Text>[], open: Text | undefined): boolean {
    if (open === this.#beginning) {
      this.#limit = this.#length + this.#stride;
      this.#stride *= 2;
      return false;
    }
    const end = this.#pieces.findIndex(({ node }) => node === open);
    this.#report(end < 0 ? this.#pieces : this.#pieces.slice(0, end), places);
    return true;
  }
}

/** Reads the tokens that begin in these nodes, in steps, each up to its end or that of the root. */
export function* scanFrom(beginnings: Iterable<Text>, root: Node, report: ScanReport): Generator<void, void> {
  const seen = new Set<Text>();
  for (const beginning of beginnings) {
    yield;
    if (seen.has(beginning)) continue;
    const reading = new Reading(root, beginning, (nodes, places) => {
      for (const { node } of nodes) seen.add(node);
      report(nodes, places);
    });
    yield* reading.steps();
  }
}

/**
 * Reads all text under a node, in steps, and reports what is in it. A node without anything like a token costs one look.
 * In a large one, tokens that `putOff` takes are left to be read with `scanFrom`.
 */
export function* scan(
  root: Node,
  report: ScanReport,
  putOff: (beginning: Text) => boolean = () => false,
): Generator<void, void> {
  const text = textOf(root) ?? '';
  if (!mayHoldArmor(text)) return;
  yield;
  const beginnings = text.length < small ? undefined : beginningsIn(root, text);
  if (!beginnings) yield* new Reading(root, undefined, report).steps();
  else
    yield* scanFrom(
      beginnings.filter((beginning) => !putOff(beginning)),
      root,
      report,
    );
}
