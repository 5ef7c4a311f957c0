import {
  checkVisibility,
  editContextOf,
  isEditable,
  isElement,
  parentAcross,
  parentElementOf,
  rectOf,
  textOf,
} from '../dom/safe-dom.ts';
import { deepActiveElement } from '../dom/shadow-roots.ts';
import type { Held } from './stretch.ts';

export type FormControl = HTMLInputElement | HTMLTextAreaElement;

/** What others must know of a field to write for it. */
export interface FieldFacts {
  readonly fieldKey: string;
  readonly maxLength?: number;
}

interface Looked {
  /** What was in it when a person asked to write for it. */
  readonly held: Held;
  readonly facts: FieldFacts;
}

/** Something a person writes text in. For rich text the outermost editable element, which takes the whole text. */
export type Field = Partial<Looked> &
  (
    | { readonly kind: 'control'; readonly element: FormControl }
    | { readonly kind: 'rich'; readonly element: HTMLElement }
  );

/** One that the third script has looked into. */
export type LookedField = Field & Looked;

/** Never passwords; numbers, dates and the like take no text. */
const textTypes = /^(text|search|url|tel|email)$/;

const isTextInput = (element: HTMLInputElement): boolean => textTypes.test(element.type);

const editingHost = (element: HTMLElement): HTMLElement => {
  let host = element;
  for (let at: Node | null = parentAcross(element); at; at = parentAcross(at)) {
    if (!(at instanceof HTMLElement)) continue;
    if (!isEditable(at)) break;
    host = at;
  }
  return host;
};

/** The field that an element is, or is part of. Read-only and disabled ones are none. */
export const fieldOf = (element: Element | null): Field | null => {
  if (element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && isTextInput(element))) {
    return element.readOnly || element.disabled ? null : { kind: 'control', element };
  }
  if (element instanceof HTMLInputElement || !(element instanceof HTMLElement)) return null;
  if (isEditable(element)) return { kind: 'rich', element: editingHost(element) };
  return editContextOf(element) ? { kind: 'rich', element } : null;
};

/** The field with the focus, in whatever shadow tree of this document; frames answer for themselves. */
export const focusedField = (): Field | null => fieldOf(deepActiveElement());

/** All that is written in a field now. */
export const textIn = (field: Field): string =>
  field.kind === 'control' ? field.element.value : (editContextOf(field.element)?.text ?? textOf(field.element) ?? '');

/** In CSS pixels. */
const speck = 3;
const leastRoom = 100;

/** Is it larger than so many pixels both ways? */
export const isOver = (element: Element, least: number): boolean => {
  const { width, height } = rectOf(element);
  return width > least && height > least;
};

const isTiny = (element: Element): boolean => !isOver(element, speck);

/** Only a speck of it shows, whatever its size, because what is around it cuts it off. */
const isClipped = (element: Element): boolean => {
  const parent = parentElementOf(element);
  return parent !== null && isTiny(parent) && getComputedStyle(parent).overflow !== 'visible';
};

/**
 * Is it no field that a person sees, but where an editor that draws its text itself hears of keys? What is in it is then
 * no more than the editor likes to put there.
 */
export const isSpeck = ({ kind, element }: Field): boolean => {
  if (editContextOf(element) !== null) return true;
  // An empty rich text may be flat.
  if (kind === 'rich') return rectOf(element).width <= speck;
  return isTiny(element) || isClipped(element) || !checkVisibility(element, { opacityProperty: true });
};

/** What a person takes for the field: the field itself, or for a speck what is around it. */
export const roomOf = (field: Field): Element => {
  if (!isSpeck(field)) return field.element;
  // A control may be wide, with all but a speck of it cut off.
  let room: Node | null = field.kind === 'control' ? parentAcross(field.element) : field.element;
  while (room && !(isElement(room) && rectOf(room).width >= leastRoom)) room = parentAcross(room);
  return room && isElement(room) ? room : field.element;
};

/** How many characters a field takes; undefined where it does not say. */
export const maxLengthOf = (field: Field): number | undefined =>
  field.kind === 'control' && field.element.maxLength >= 0 ? field.element.maxLength : undefined;
