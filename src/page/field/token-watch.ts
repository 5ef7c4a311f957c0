import { mayHoldArmor } from '../../bytes/armor.ts';
import { hear } from '../dom/hear.ts';
import type { FieldMemory } from '../link.ts';
import { type Field, fieldOf, focusedField, textIn } from './field.ts';

const soonMs = 120;
/** In a longer text nobody is offered anything while typing: to look through it takes time. */
const longest = 400_000;

const mayHoldToken = (field: Field): boolean => {
  const text = textIn(field);
  return text.length <= longest && mayHoldArmor(text);
};

/**
 * Some editors write a hint into themselves as soon as the focus leaves, and our composer takes it: so it is noted which
 * field was empty until then. Gives what listens, where no listener of the page comes first.
 */
export const makeEmptyNote = (memory: FieldMemory, signal: AbortSignal) => {
  const note = ({ target, isTrusted }: FocusEvent): void => {
    const field = isTrusted && target instanceof Element ? fieldOf(target) : null;
    if (field) memory.leftEmpty = /\S/.test(textIn(field)) ? undefined : field.element;
  };
  return (): void => hear(['blur'], note, signal);
};

/**
 * Tells which field has the focus and something like a sealed text in it; undefined where there is none. Gives what
 * listens for that.
 */
export const makeTokenWatch = (tell: (field: Field | undefined) => void, signal: AbortSignal) => {
  let planned = false;
  const look = (): void => {
    planned = false;
    const field = signal.aborted ? null : focusedField();
    tell(field && mayHoldToken(field) ? field : undefined);
  };
  const soon = (): void => {
    if (!planned) setTimeout(look, soonMs);
    planned = true;
  };
  return (): void => hear(['focusin', 'focusout', 'input', 'keyup', 'pointerup'], soon, signal);
};
