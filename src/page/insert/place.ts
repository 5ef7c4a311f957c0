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

/** Is just that selected? Editors move an edge to the next block where it means the same. */
const isAt = (field: Field, reading: Reading, { start, end }: Stretch): boolean => {
  const now = selectionIn(field, reading);
  const { text } = reading;
  const same = (a: number, b: number): boolean => squeeze(text.slice(a, b) + text.slice(b, a)) === '';
  return (
    now !== undefined && (now.start === now.end) === (start === end) && same(now.start, start) && same(now.end, end)
  );
};

/**
 * Gives a field the focus and selects a stretch of what it held `then`; `holds` gives whether the editor has left it so. The
 * stretch is looked for anew each time: a caret that an editor draws itself, for one, goes once something is selected.
 */
export const selecting = (field: Field, { range }: Held, place: Stretch, then: string) => {
  const { kind, element } = field;
  /** Gives whether it is selected already; where only that was asked for, it stays as it is. */
  const put = (unless?: true): boolean => {
    if (kind === 'control') {
      // Addresses and the like have no caret.
      if (!unless && element.selectionStart !== null) element.setSelectionRange(place.start, place.end);
      return true;
    }
    const reading = readField(field);
    const at = placeOf(reading, then, place);
    if (!at || (unless && isAt(field, reading, at))) return at !== undefined;
    const old = range && stretchOf(reading, range);
    const wanted = old?.start === at.start && old.end === at.end ? range : reading.rangeOf(at);
    if (wanted) selectRange(element, wanted);
    return false;
  };
  return {
    select: (): void => {
      focus(element);
      put();
    },
    /** An editor that had its own caret come back with the focus is told once more. */
    holds: (): boolean => put(true) || put(true),
  };
};
