import {
  attributeOf,
  checkVisibility,
  editContextOf,
  isEditable,
  isElement,
  parentAcross,
  parentElementOf,
  rectOf,
  rootOf,
  tagOf,
  textOf,
  viewOf,
} from '../dom/safe-dom.ts';
import { deepActiveElement } from '../dom/shadow-roots.ts';
import { shortenPath } from './shorten-path.ts';
import type { Held } from './stretch.ts';

export type FormControl = HTMLInputElement | HTMLTextAreaElement;

interface Looked {
  /** What was in it when a person asked to write for it; absent where nobody looked. */
  readonly held?: Held;
}

/** Something a person writes text in. For rich text the outermost editable element, which takes the whole text. */
export type Field = Looked &
  (
    | { readonly kind: 'control'; readonly element: FormControl }
    | { readonly kind: 'rich'; readonly element: HTMLElement }
  );

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

/** What an app that routes in the hash calls its page. A plain anchor is a place in a page. */
const routeOf = ({ hash }: Location): string => (/^#!?\//.test(hash) ? hash : '');

/** Path, query and route; of a frame without an address those of the document around it, and which of its frames it is. */
const pathOf = (view: Window): string => {
  const { location } = view;
  const { protocol, pathname, search } = location;
  const frame = protocol === 'about:' ? view.frameElement : null;
  if (!frame) return pathname + search + routeOf(location);
  const alike = [...view.parent.document.querySelectorAll(tagOf(frame))];
  return `${pathOf(view.parent)}#${tagOf(frame)}:${alike.indexOf(frame)}`;
};

/** The longest description of a field, in UTF-16 units. */
const longestKey = 2048;

/** Its place among others of its sort, in whatever document it stands. */
const indexAmongAlike = ({ kind, element }: Field): number => {
  // The root of an element is a document, a shadow tree or an element.
  const root = rootOf(element) as ParentNode & Node;
  return [...root.querySelectorAll(kind === 'control' ? tagOf(element) : '[contenteditable]')].indexOf(element);
};

/** A draft for a part of a field, or for the change of one sealed text in it, is another one. Of words it tells nothing. */
const partKeyOf = ({ content }: Held): string => {
  if (content.kind === 'token') return `~${content.token.slice(-16)}`;
  return content.kind === 'text' || (content.kind === 'beside' && content.reason === 'sealed') ? '~part' : '';
};

/**
 * What a field is called from one visit to the next, so that a draft finds it again: the page's path, query and
 * route, the element's name, its own name or id, and its place among others of its sort. The origin is added by those who know it.
 */
const fieldKeyOf = (field: Field): string => {
  const { element, held } = field;
  const view = viewOf(element) ?? window;
  const name = attributeOf(element, 'name') || attributeOf(element, 'id') || '';
  const tail = `#${tagOf(element)}:${name.slice(0, 200)}:${indexAmongAlike(field)}${held ? partKeyOf(held) : ''}`;
  return shortenPath(pathOf(view), longestKey - tail.length) + tail;
};

/** What others must know of a field to write for it. */
export interface FieldFacts {
  readonly fieldKey: string;
  readonly maxLength?: number;
}

export const factsOf = (field: Field): FieldFacts => {
  const maxLength = maxLengthOf(field);
  const facts = { fieldKey: fieldKeyOf(field) };
  return maxLength === undefined ? facts : { ...facts, maxLength };
};
