import type { FoundText } from '../detect/registry.ts';

/** Letters that are measured at once: as many as a mark may cover. The whole token may be megabytes. */
const measured = 64;
/** Nodes in a row that may be empty on the screen. */
const mostEmpty = 4;

/** The letters of a token on the screen, by where they stand in it. */
export class Letters {
  readonly #range: Range;
  readonly #nodes: readonly { readonly node: Text; readonly from: number; readonly to: number; readonly at: number }[];
  readonly length: number;

  /** `range` is used for measuring, and is somewhere else afterwards. */
  constructor(found: FoundText, range: Range) {
    this.#range = range;
    let at = 0;
    this.#nodes = found.nodes.flatMap((reference, index) => {
      const node = reference.deref();
      if (!node) return [];
      const from = index === 0 ? found.startOffset : 0;
      const to = index === found.nodes.length - 1 ? Math.min(node.data.length, found.endOffset) : node.data.length;
      const piece = { node, from, to, at };
      at += Math.max(0, to - from);
      return [piece];
    });
    this.length = at;
  }

  /** The line that begins with this letter, or what there is of it in its node. */
  lineAt(letter: number): DOMRect | undefined {
    const index = this.#nodes.findIndex(({ from, to, at }) => letter < at + (to - from));
    if (index < 0) return undefined;
    for (const { node, from, to, at } of this.#nodes.slice(index, index + mostEmpty)) {
      const start = from + Math.max(0, letter - at);
      if (start >= to) continue;
      this.#range.setStart(node, start);
      this.#range.setEnd(node, Math.min(to, start + measured));
      const [line] = this.#range.getClientRects();
      if (line) return line;
    }
    return undefined;
  }

  /** The first letter for whose line that holds, where it holds for all after it; their number where for none. */
  firstWhere(holds: (line: DOMRect) => boolean): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = this.lineAt(middle);
      if (line && holds(line)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
