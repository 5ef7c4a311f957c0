import { attributeOf, rootOf, tagOf, viewOf } from '../dom/safe-dom.ts';
import { type Field, type FieldFacts, maxLengthOf } from '../field/field.ts';
import { shortenPath } from '../field/shorten-path.ts';
import type { Held } from '../field/stretch.ts';

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

export const factsOf = (field: Field): FieldFacts => {
  const maxLength = maxLengthOf(field);
  const facts = { fieldKey: fieldKeyOf(field) };
  return maxLength === undefined ? facts : { ...facts, maxLength };
};
