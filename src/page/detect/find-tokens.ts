import { type ArmorKind, type ArmorProblem, findArmored } from '../../bytes/armor.ts';
import { joinText, type Piece, type Stretch } from './joined-text.ts';

/** A sealed text or a card, or an attempt at one, and the nodes it stands in. */
export interface TokenPlace<N> extends Stretch<N> {
  readonly token: string;
  readonly kind?: ArmorKind;
  readonly problem?: ArmorProblem;
}

/** More of the text may follow: what touches the end is not decided yet. */
export interface Decided<N> {
  readonly places: readonly TokenPlace<N>[];
  /** To be looked at again together with what follows. */
  readonly rest: readonly Piece<N>[];
  /** Something has begun that is not decided. */
  readonly open: boolean;
}

/** A prefix may be cut by the end of what was read so far. */
export const undecidedTail = 64;

/**
 * A text that was cut by the site ("see more") swallows the letters of what comes after it and looks damaged. Where a
 * new block of the page begins inside of it, it is incomplete instead.
 */
const cutAtBlock = <N>(place: TokenPlace<N>, startsBlock: (before: N, after: N) => boolean): TokenPlace<N> => {
  if (place.problem !== 'damaged') return place;
  const { nodes } = place;
  const at = nodes.findIndex((node, index) => index > 0 && startsBlock(nodes[index - 1] as N, node));
  return at < 0
    ? place
    : { ...place, problem: 'truncated', nodes: nodes.slice(0, at), endOffset: Number.POSITIVE_INFINITY };
};

const findPlaces = <N>(
  pieces: readonly Piece<N>[],
  startsBlock: (before: N, after: N) => boolean,
  openEnd: number,
): Decided<N> => {
  const joined = joinText(pieces);
  const places: TokenPlace<N>[] = [];
  let decided = joined.text.length - openEnd;
  let open = false;
  for (const { start, end, text, kind, problem } of findArmored(joined.text)) {
    if (openEnd > 0 && end > joined.text.length - openEnd) {
      decided = Math.min(decided, start);
      open = true;
      continue;
    }
    const place = {
      token: text,
      ...(kind ? { kind } : {}),
      ...(problem ? { problem } : {}),
      ...joined.stretch(start, end),
    };
    places.push(cutAtBlock(place, startsBlock));
  }
  return { places, open, rest: openEnd > 0 ? joined.from(Math.max(0, decided)) : [] };
};

/** All tokens of a complete run of nodes. */
export const findTokens = <N>(
  pieces: readonly Piece<N>[],
  startsBlock: (before: N, after: N) => boolean,
): readonly TokenPlace<N>[] => findPlaces(pieces, startsBlock, 0).places;

/** The tokens of a run of nodes that goes on. */
export const findTokensSoFar = <N>(
  pieces: readonly Piece<N>[],
  startsBlock: (before: N, after: N) => boolean,
): Decided<N> => findPlaces(pieces, startsBlock, undecidedTail);
