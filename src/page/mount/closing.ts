import { isConnected, tabIndexOf, viewOf } from '../dom/safe-dom.ts';
import { type Field, fieldOf } from '../field/field.ts';
import type { Firewall } from '../field/firewall.ts';

/** So often a field is looked at: a page may hear a little late that it has no keys. */
const looks = 6;

/**
 * What is to be done again and again while our window has the keys. `closed`: the field is none any more, now that the page
 * has no keys, and what would be written could not be put there. What is around the blocks of an editor is a field only
 * while several of them are selected. What can get the keys back may be a field again then.
 */
export const whileFocused = ({ kind, element }: Field, firewall: Firewall, closed: () => void): (() => void) => {
  let left = kind === 'rich' && viewOf(element) === window ? looks : 0;
  return () => {
    // A page may have a click leave the focus where it was, and take it later.
    if (!firewall.armed) firewall.arm();
    if (left-- > 0 && isConnected(element) && tabIndexOf(element) < 0 && !fieldOf(element)) closed();
  };
};
