import { contains, findAll, focus, isConnected, parentAcross, rootOf, textOf } from '../dom/safe-dom.ts';
import { type Field, isSpeck } from '../field/field.ts';
import type { InsertWish } from '../link.ts';
import { forgetUndo } from './forget-undo.ts';
import { command, isMac, tellOfKey } from './keys.ts';
import type { Target } from './ladder-target.ts';
import { lent } from './lent.ts';
import { nothingAround, type Sides, squeeze } from './read-back.ts';
import { nativeSetter } from './target.ts';

/** What a text alone does not tell of; what an editor draws for itself is not among it. */
const things = 'img:not([role="none"]),video,audio,iframe,canvas,table,hr';

/** As the person would: an editor with a history of its own hears of the key, for all others the browser has one. */
const step = (element: HTMLElement, name: 'undo' | 'redo'): void => {
  focus(element);
  const active = lent.deepActiveElement();
  const isInside = active !== null && contains(element, active);
  const held = { ...command, shiftKey: isMac && name === 'redo' };
  // What the page has made no field any more takes no focus, and still belongs to an editor that hears of keys.
  const untold = tellOfKey(isInside ? active : element, 'keydown', name === 'undo' || isMac ? 'z' : 'y', held);
  if (untold && isInside) document.execCommand(name);
};

const ancestorsOf = (element: Node): readonly Node[] => {
  const parent = parentAcross(element);
  return parent ? [parent, ...ancestorsOf(parent)] : [];
};

/** What the document or shadow tree says before an element and after it. */
const sidesOf = (element: Element): Sides => {
  const range = document.createRange();
  const textFrom = (edge: 'setEndBefore' | 'setStartAfter'): string => {
    range.selectNodeContents(rootOf(element));
    range[edge](element);
    return squeeze(`${range}`);
  };
  return { before: textFrom('setEndBefore'), after: textFrom('setStartAfter') };
};

/**
 * A target that can be brought back to what it held, and whose text is still found after the page has put another
 * element in place of the field: some editors do so with every block that something is pasted into.
 */
export const careful = (field: Field, target: Target, undo?: InsertWish['undo']): Target => {
  const { kind, element } = field;
  const ancestors = ancestorsOf(element);
  const value = kind === 'control' ? element.value : '';
  const sides = isConnected(element) ? sidesOf(element) : nothingAround;
  const moved = (): Sides | undefined => (isConnected(element) ? undefined : sides);
  return {
    ...target,
    moved,
    texts: () => {
      if (moved()) return [textOf(ancestors.find(isConnected) ?? document) ?? ''];
      const count = kind === 'rich' ? findAll(element, things).length : 0;
      return [...target.texts(), `${count}`];
    },
    isBeside: (token) => ancestors.some((one) => squeeze(textOf(one) ?? '').includes(token)),
    undo: () => step(element, 'undo'),
    redo: () => step(element, 'redo'),
    forget: undo && (() => forgetUndo(element)),
    reset: kind === 'control' && !isSpeck(field) ? nativeSetter(element, value) : undefined,
  };
};
