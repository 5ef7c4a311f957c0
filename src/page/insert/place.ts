import { focus } from '../dom/safe-dom.ts';
import type { Field } from '../field/field.ts';
import type { Held, Stretch } from '../field/stretch.ts';
import { squeeze } from './read-back.ts';
import { readField } from './read-field.ts';
import type { Reading } from './reading.ts';
import { selectionIn, selectRange, stretchOf } from './selection.ts';
import { isBlank } from './tokens.ts';

type Read = Pick<Reading, 'text' | 'holes'>;

const isAll = (text: string, { start, end }: Stretch): boolean =>
  squeeze(text.slice(0, start) + text.slice(end)) === '';

/** Is it a place in a text without a word, which has blocks that are to stay? */
const isSpot = (text: string, { start, end }: Stretch): boolean => start === end && text !== '';

/** Is it all of the field that is to be replaced? Never where there may be more of it than was read. */
export const isWhole = ({ text, holes }: Read, place: Stretch): boolean =>
  holes.length === 0 && isAll(text, place) && !isSpot(text, place);

/** So many characters on each side of a place tell it from others, and are looked at where no more may be drawn. */
export const context = 64;

/** Where a text goes on after so many letters, white space aside. */
const offsetAfter = (text: string, letters: number): number => {
  let at = 0;
  for (let left = letters; left > 0; at++) left -= squeeze(text.charAt(at)).length;
  return at;
};

/** Where in a field the same is, with the same around it, white space aside: editors set blocks of their own and take them away. */
const find = (now: string, then: string, { start, end }: Stretch): Stretch | undefined => {
  const all = squeeze(now);
  const head = squeeze(then.slice(0, start));
  const gone = squeeze(then.slice(start, end));
  const before = head.slice(-context);
  const around = before + gone + squeeze(then.slice(end)).slice(0, context);
  const at = all.indexOf(around);
  if (around === '' || at < 0 || all.indexOf(around, at + 1) >= 0) return undefined;
  const from = at + before.length;
  const first = from < all.length ? offsetAfter(now, from + 1) - 1 : now.length;
  if (gone) return { start: first, end: offsetAfter(now, from + gone.length) };
  const gap = start - offsetAfter(then, head.length);
  const put = Math.min(first, offsetAfter(now, from) + gap);
  return { start: put, end: put };
};

/**
 * Where in a field the stretch is now that was looked at then. Undefined where the field says something else there
 * meanwhile: nobody saw what would be replaced.
 */
export const placeOf = ({ text: now, holes }: Read, then: string, place: Stretch): Stretch | undefined => {
  const { end } = place;
  // If it is blank, there is nothing to replace but the room for what is not drawn.
  const all = { start: isBlank(now) && holes.length > 0 ? now.length : 0, end: now.length };
  if (now === then) return all.start > 0 ? { start: end, end } : place;
  if (isAll(then, place)) {
    if (squeeze(now) !== squeeze(then)) return undefined;
    const at = Math.min(end, now.length);
    return isSpot(then, place) ? { start: at, end: at } : all;
  }
  // An editor's hint has gone with the focus: there is nothing left that could be lost.
  if (place.start === end && isBlank(now)) return all;
  return find(now, then, place);
};

const isAt = (field: Field, { start, end }: Stretch): boolean => {
  if (field.kind === 'control') return true;
  const reading = readField(field);
  const now = selectionIn(field, reading);
  const { text } = reading;
  // Editors move an edge to the next block where it means the same.
  const same = (a: number, b: number): boolean => squeeze(text.slice(a, b) + text.slice(b, a)) === '';
  return (
    now !== undefined && (now.start === now.end) === (start === end) && same(now.start, start) && same(now.end, end)
  );
};

const selectIn = (field: Field, { range }: Held, place: Stretch): void => {
  if (field.kind === 'control') {
    // Addresses and the like have no caret.
    if (field.element.selectionStart !== null) field.element.setSelectionRange(place.start, place.end);
    return;
  }
  const reading = readField(field);
  const then = range && stretchOf(reading, range);
  const wanted = then?.start === place.start && then.end === place.end ? range : reading.rangeOf(place);
  if (wanted) selectRange(field.element, wanted);
};

/** Gives a field the focus and selects a stretch of it; `holds` gives whether the editor has left it so. */
export const selecting = (field: Field, held: Held, place: Stretch) => ({
  select: (): void => {
    focus(field.element);
    selectIn(field, held, place);
  },
  /** An editor that had its own caret come back with the focus is told once more. */
  holds: (): boolean => {
    if (!isAt(field, place)) selectIn(field, held, place);
    return isAt(field, place);
  },
});
