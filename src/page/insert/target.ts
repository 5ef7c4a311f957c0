import { contains, focus, innerTextOf, isConnected, propertyOf, textOf } from '../dom/safe-dom.ts';
import { type Field, type FormControl, isSpeck } from '../field/field.ts';
import type { Held, Stretch } from '../field/stretch.ts';
import type { InsertWish } from '../link.ts';
import { drawnText, makeReady } from './drawn.ts';
import { heard, tellOfClipboard } from './keys.ts';
import type { Rung, Target, Trace } from './ladder-target.ts';
import { lent } from './lent.ts';
import { gapIn, shapeFor } from './lines.ts';
import { context, isWhole, placeOf, selecting } from './place.ts';
import { type Around, nothingAround, squeeze } from './read-back.ts';
import { readField } from './read-field.ts';
import { objectMark, type Reading } from './reading.ts';
import { selectionAt } from './selection.ts';

/** Works on whatever has the focus, so a page that took it away gets nothing. Only where it worked is `input` heard. */
const exec = (element: HTMLElement, command: 'insertText' | 'insertHTML', text: string): Trace => {
  const active = lent.deepActiveElement();
  if (!active || !contains(element, active)) return 'untried';
  let trace: Trace = 'left';
  const hear = (): void => {
    trace = 'done';
  };
  window.addEventListener('input', hear, true);
  try {
    document.execCommand(command, false, text);
  } finally {
    window.removeEventListener('input', hear, true);
  }
  return trace;
};

/** As text, lines would come one by one, and the page could step in between. There is no markup in a token. */
const execInsert = (element: HTMLElement, text: string): Rung[] => {
  const lines = text.split('\n');
  const inOne = (): Trace => exec(element, 'insertText', lines.join(''));
  return lines.length === 1 ? [inOne] : [() => exec(element, 'insertHTML', lines.join('<br>')), inOne];
};

/** Most rich editors read this themselves and keep their own model right by it. */
const syntheticPaste = (element: HTMLElement, token: string) => (): Trace => {
  const data = new DataTransfer();
  data.setData('text/plain', token);
  if (!tellOfClipboard(element, 'paste', data)) return 'claimed';
  // Some lead what the browser is about to paste into a place of their own, and take it from there. Were nothing to
  // come, they would take that for an empty paste: what was selected would be lost.
  const active = lent.deepActiveElement();
  if (!active || contains(element, active) || !lent.fieldOf(active)) return 'left';
  exec(active as HTMLElement, 'insertHTML', token.replaceAll('\n', '<br>'));
  return 'claimed';
};

/** The accessor of our world's prototype: a framework's own one on the element would hide the change from it. */
const setValue = (element: FormControl, value: string): void => {
  const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  propertyOf(prototype, 'value')?.set?.call(element, value);
};

/** Slate and Lexical hear of a selection late; the browser's own controls are in step at once. */
const richSelectionMs = 60;

/** Last, because the person cannot undo it. */
export const nativeSetter = (element: FormControl, token: string) => (): Trace => {
  setValue(element, token);
  const done = { ...heard, cancelable: false };
  element.dispatchEvent(new InputEvent('input', { ...done, inputType: 'insertText', data: token }));
  element.dispatchEvent(new Event('change', done));
  return 'done';
};

const isThere = (element: HTMLElement) => (): boolean => isConnected(element) && lent.fieldOf(element) !== null;

/** Into an editor that draws its text itself goes what it is told to paste, where it has its own caret. */
const drawnTarget = (field: Field, held: Held, token: string): Target => {
  const { element } = field;
  const paste = (): Trace => {
    const text = makeReady(field, held, token);
    return text ? syntheticPaste(element, text)() : 'untried';
  };
  return {
    isThere: isThere(element),
    // What is in a control is what was selected or copied, and that of a context no more than what is near the caret.
    texts: () => [...(field.kind === 'rich' ? [lent.textIn(field)] : []), drawnText(field)],
    select: () => focus(element),
    selectionMs: richSelectionMs,
    rungs: [paste],
  };
};

const isAmongSealed = ({ held }: Field): boolean => held?.content.kind === 'beside' && held.content.reason === 'sealed';

/** All that is in a field, or in a control what is not in `before` and `after`. */
const targetOfAll = (field: Field, token: string, before = '', after = ''): Target => {
  const { kind, element } = field;
  const gap = isAmongSealed(field) ? gapIn(field) : '';
  const lead = /\S$/.test(before) ? gap : '';
  const tail = /^\S/.test(after) ? gap : '';
  const kept = (before + lead + tail + after).length;
  const shaped = lead + shapeFor(field, token, kept) + tail;
  const exec = execInsert(element, shaped);
  return {
    maxLength: (lent.maxLengthOf(field) ?? Number.POSITIVE_INFINITY) - kept,
    isThere: isThere(element),
    texts: () => (kind === 'rich' ? [textOf(element) ?? '', innerTextOf(element)] : [element.value]),
    select: () => {
      focus(element);
      if (kind === 'rich') selectionAt(element)?.selectAllChildren(element);
      else element.select();
    },
    selectionMs: kind === 'rich' ? richSelectionMs : 0,
    rungs:
      kind === 'rich'
        ? [syntheticPaste(element, shaped), ...exec]
        : [...exec, nativeSetter(element, before + shaped + after)],
  };
};

/** A rung is tried only while the field holds what was looked at. */
const rungsWhile = (now: () => string, holds: () => boolean, rungs: readonly Rung[]): Rung[] => {
  const then = squeeze(now());
  return rungs.map((rung) => () => (squeeze(now()) === then && holds() ? rung() : 'untried'));
};

/** Everything that was read. An editor with a caret of its own may paste beside it: then it did not do what was wished. */
const targetOfWhole = (field: Field, token: string, { text }: Reading): Target => {
  const all = targetOfAll(field, token);
  const now = (): string => readField(field).text;
  const gone = squeeze(text);
  const words = gone && { around: { ...nothingAround, gone }, texts: () => [now()] };
  return { ...all, ...words, rungs: rungsWhile(now, () => true, all.rungs) };
};

const bare = (text: string): string => text.replaceAll(objectMark, '');

/** What must stay around a stretch. */
const aroundOf = ({ text, holes }: Reading, { start, end }: Stretch): Around => {
  const before = squeeze(text.slice(0, start));
  const after = squeeze(text.slice(end));
  const gone = squeeze(text.slice(start, end));
  if (holes.length === 0) return { before, after, gone };
  // If nothing but what has no text was there, it may be a hint, which goes.
  if (bare(before + after) === '') return nothingAround;
  return { before: before.slice(-context), after: after.slice(0, context), gone, isPart: true };
};

/** A stretch of the field and no more: what is around it stays, or no rung is tried any further. */
const targetOfPart = (field: Field, held: Held, token: string, place: Stretch, reading: Reading): Target => {
  const { text } = reading;
  const all = targetOfAll(field, token, text.slice(0, place.start), text.slice(place.end));
  const around = aroundOf(reading, place);
  const { select, holds } = selecting(field, held, place, text);
  const now = (): string => readField(field).text;
  const texts = (): string[] => [around === nothingAround ? bare(now()) : now()];
  return { ...all, texts, around, select, rungs: rungsWhile(now, holds, all.rungs) };
};

/** A field of the page, ready for one token; undefined where it holds something else than when it was looked at. */
export const targetOf = ({ field, token, replace }: InsertWish): Target | undefined => {
  const { held } = field;
  if (!held) return undefined;
  if (!isConnected(field.element)) return targetOfAll(field, token);
  if (isSpeck(field)) return replace ? undefined : drawnTarget(field, held, token);
  // What nobody could count is not replaced, whoever says so.
  const counted = held.content.kind === 'empty' || (held.content.kind === 'beside' && held.content.all);
  if (replace && !counted) return undefined;
  const now = readField(field);
  const place = placeOf(now, held.text, replace ? { start: 0, end: held.text.length } : held);
  if (!place) return undefined;
  return isWhole(now, place) ? targetOfWhole(field, token, now) : targetOfPart(field, held, token, place, now);
};
