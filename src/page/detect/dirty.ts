import { mayHoldArmor } from '../../bytes/armor.ts';
import { isElement, isText, parentOf, textOf } from '../dom/safe-dom.ts';
import { blockOf } from './places.ts';
import type { Registry } from './registry.ts';

/** A later part of a token that arrives piece by piece, without its prefix. */
const longRun = /[0-9A-Za-z]{24}/;

/**
 * The part of the page that a changed or added node makes worth reading again: itself, or where it stands within a
 * line the block around it. Undefined where nothing in it looks like a part of a token: that is nearly always, and must
 * cost next to nothing.
 */
export const dirtyScope = (node: Node, registry: Registry): Node | undefined => {
  const openEnded = registry.openEndedAt(node);
  if (openEnded) return openEnded;
  const text = textOf(node);
  if (text === null || text.length < 5) return undefined;
  if (!mayHoldArmor(text) && !longRun.test(text)) return undefined;
  return blockOf(node);
};

/** Leaves out what lies within another scope of the list. */
export const outermost = (scopes: ReadonlySet<Node>): readonly Node[] =>
  [...scopes].filter((scope) => {
    for (let at = parentOf(scope); at; at = parentOf(at)) if (scopes.has(at)) return false;
    return true;
  });

/** The nodes whose new text must be looked at, out of what a mutation observer saw. Forgets tokens that were changed. */
export const changedNodes = (records: readonly MutationRecord[], registry: Registry): ReadonlySet<Node> => {
  const changed = new Set<Node>();
  for (const record of records) {
    if (record.type === 'characterData') {
      if (registry.size > 0 && registry.touch(record.target)) changed.add(blockOf(record.target));
      changed.add(record.target);
      continue;
    }
    for (const node of record.addedNodes) if (isElement(node) || isText(node)) changed.add(node);
    if (registry.size === 0) continue;
    for (const node of record.removedNodes) if (isText(node) && registry.touch(node)) changed.add(record.target);
  }
  return changed;
};
