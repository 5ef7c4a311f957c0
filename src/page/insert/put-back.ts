import { recheckMs, settleMs, type Target } from './ladder-target.ts';
import { lent } from './lent.ts';
import { poll } from './poll.ts';
import { flat, squeeze } from './read-back.ts';

/** So many steps may an editor have made of one attempt. */
const mostSteps = 3;

/** How far a field is from what it held, in characters. */
const distance = (now: readonly string[], before: readonly string[]): number =>
  now.reduce((sum, text, index) => sum + Math.abs(squeeze(text).length - squeeze(before[index] ?? '').length), 0);

/** Of fewer characters a piece of a token may be any word. */
const leastPiece = 8;

/** Could a field have come to this by our attempt alone: by a loss, or by a token or a piece of one? */
const isOurs = (now: string, before: string, token: string): boolean => {
  let start = 0;
  while (now[start] && now[start] === before[start]) start++;
  const rest = now.slice(start);
  if (now.length < before.length && before.endsWith(rest)) return true;
  const piece = rest.slice(0, leastPiece).toLowerCase();
  const at = token.toLowerCase().indexOf(piece);
  return at === 0 || (at > 0 && piece.length === leastPiece);
};

/**
 * Takes a half-done attempt back, until the field holds what it held, and looks twice. Gives whether it does: what an
 * editor says of its undoing is worth as little as what it says of a paste. What somebody else has written stays.
 */
export const putBack = async (
  target: Target,
  token: string,
  before: readonly string[],
  signal: AbortSignal,
): Promise<boolean> => {
  const isBack = (): boolean => flat(target.texts()) === flat(before) && !target.isBeside?.(token);
  const settled = () => poll(isBack, settleMs, signal);
  for (let step = 0; step < mostSteps && target.undo && !isBack(); step++) {
    const far = distance(target.texts(), before);
    target.undo();
    await settled();
    if (isBack() || distance(target.texts(), before) < far) continue;
    // That step was none of ours: somebody else writes here, or nothing was undone.
    target.redo?.();
    break;
  }
  if (!isBack() && target.reset && isOurs(squeeze(`${target.texts()[0]}`), squeeze(`${before[0]}`), token)) {
    target.reset();
    await settled();
  }
  await lent.wait(recheckMs, signal);
  return isBack();
};
