import { attributeOf, isEditable, parentAcross, textOf } from '../dom/safe-dom.ts';
import { deepActiveElement } from '../dom/shadow-roots.ts';
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
const textTypes = new Set(['text', 'search', 'url', 'tel', 'email']);

const isTextInput = (element: HTMLInputElement): boolean => textTypes.has(element.type);

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
  return isEditable(element) ? { kind: 'rich', element: editingHost(element) } : null;
};

/** The field with the focus, in whatever shadow tree of this document; frames answer for themselves. */
export const focusedField = (): Field | null => fieldOf(deepActiveElement());

/** All that is written in a field now. */
export const textIn = (field: Field): string =>
  field.kind === 'control' ? field.element.value : (textOf(field.element) ?? '');

/** How many characters a field takes; undefined where it does not say. */
export const maxLengthOf = (field: Field): number | undefined =>
  field.kind === 'control' && field.element.maxLength >= 0 ? field.element.maxLength : undefined;

/** The longest description of a field, in UTF-16 units. */
const longestKey = 2048;

const indexAmongAlike = (element: HTMLElement): number => {
  const root = element.getRootNode();
  if (!(root instanceof Document || root instanceof ShadowRoot)) return 0;
  const selector =
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      ? element.localName
      : '[contenteditable]';
  return [...root.querySelectorAll(selector)].indexOf(element);
};

/** A draft for a part of a field, or for the change of one sealed text in it, is another one. Of words it tells nothing. */
const partKeyOf = ({ content }: Held): string => {
  if (content.kind === 'token') return `~${content.token.slice(-16)}`;
  return content.kind === 'beside' || (content.kind === 'text' && content.part === 'selection') ? '~part' : '';
};

/**
 * What a field is called from one visit to the next, so that a draft finds it again: the page's path and query, the
 * element's name, its own name or id, and its place among others of its sort. The origin is added by those who know it.
 */
const fieldKeyOf = ({ element, held }: Field): string => {
  const name = attributeOf(element, 'name') || attributeOf(element, 'id') || '';
  const tail = `#${element.localName}:${name.slice(0, 200)}:${indexAmongAlike(element)}${held ? partKeyOf(held) : ''}`;
  return `${location.pathname}${location.search}`.slice(0, longestKey - tail.length) + tail;
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
