import { mayHoldArmor } from '../../bytes/armor.ts';
import { isText, textOf } from '../dom/safe-dom.ts';
import { findTokens, findTokensSoFar, type TokenPlace } from './find-tokens.ts';
import type { Piece } from './joined-text.ts';
import { isSilent, startsBlock } from './places.ts';
import type { Task } from './work-queue.ts';

/** Told of each stretch of text that was looked at: what was in it now is all that is in it. */
export type ScanReport = (nodes: readonly Piece<Text>[], places: readonly TokenPlace<Text>[]) => void;

const nodesPerStep = 400;
/** Characters looked at in one step: some three milliseconds where every one of them belongs to a false token. */
const chunk = 65_536;
/** Long source code is left out of the joined text; short pieces are sorted out by the place of what is found. */
const longPiece = 2_000;

/** Does this subtree deserve a closer look? One native call and one pass over its text. */
export const mayHoldToken = (root: Node): boolean => mayHoldArmor(textOf(root) ?? '');

/** Reads all text under a node, in steps, and reports what is in it. A node without anything like a token costs one look. */
export function* scan(root: Node, report: ScanReport): Generator<void, void> {
  if (!mayHoldToken(root)) return;
  yield;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let pieces: Piece<Text>[] = [];
  let length = 0;
  let limit = chunk;
  let steps = 0;
  for (let node: Node | null = isText(root) ? root : walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    const data = text.data;
    if (data !== '' && !(data.length > longPiece && isSilent(text))) {
      pieces.push({ node: text, data });
      length += data.length;
    }
    if (length >= limit) {
      const { places, rest } = findTokensSoFar(pieces, startsBlock);
      report(pieces, places);
      pieces = [...rest];
      length = pieces.reduce((sum, piece) => sum + piece.data.length, 0);
      // Twice what is left over, so that a token that claims millions of characters is not read again for every chunk.
      limit = Math.max(chunk, 2 * length);
      yield;
    } else if (++steps % nodesPerStep === 0) yield;
  }
  report(pieces, findTokens(pieces, startsBlock));
}

/** The same without stopping. */
export const runTask = (task: Task): void => {
  while (!task.next().done);
};
