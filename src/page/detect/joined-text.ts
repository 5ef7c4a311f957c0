/** One text node of the page, or in tests anything with text. */
export interface Piece<N> {
  readonly node: N;
  readonly data: string;
}

/** Where a stretch of the joined text lies in its pieces. */
export interface Stretch<N> {
  readonly nodes: readonly N[];
  /** In the first node. */
  readonly startOffset: number;
  /** In the last node, after the last character. */
  readonly endOffset: number;
}

/** The text of neighbouring nodes as one: a token that links, spans, `wbr` or `br` have split is whole again in it. */
export interface JoinedText<N> {
  readonly text: string;
  stretch(start: number, end: number): Stretch<N>;
  /** The pieces from the one that holds this offset on. */
  from(offset: number): readonly Piece<N>[];
}

/** The last index whose start is at or before `offset`. */
const indexAt = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

export const joinText = <N>(pieces: readonly Piece<N>[]): JoinedText<N> => {
  const starts: number[] = [];
  let length = 0;
  for (const { data } of pieces) {
    starts.push(length);
    length += data.length;
  }
  return {
    text: pieces.map(({ data }) => data).join(''),
    stretch: (start, end) => {
      const first = indexAt(starts, start);
      const last = indexAt(starts, end - 1);
      return {
        nodes: pieces.slice(first, last + 1).map(({ node }) => node),
        startOffset: start - (starts[first] ?? 0),
        endOffset: end - (starts[last] ?? 0),
      };
    },
    from: (offset) => pieces.slice(indexAt(starts, offset)),
  };
};
