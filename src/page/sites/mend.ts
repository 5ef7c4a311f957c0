import type { FoundText } from '../detect/registry.ts';
import { attributeOf, findAll, isElement, matches, parentAcross, textOf } from '../dom/safe-dom.ts';
import type { MessagePlace } from './profile.ts';
import type { KnownSite } from './recognise.ts';
import { type Whole, wholeIn } from './whole-in.ts';

/** Pieces of one text stand close together; what others said meanwhile may stand between. Messages. */
const furthest = 60;

/** The nearest element around a node that a selector matches. */
const around = (node: Node, selector: string): Element | undefined => {
  for (let at: Node | null = node; at; at = parentAcross(at)) if (isElement(at) && matches(at, selector)) return at;
  return undefined;
};

/** What the writer of a message wrote from there on, in this one and those that follow. */
const textFrom = (page: Document, first: Element, { each, text, by }: MessagePlace): string => {
  const all = [...page.querySelectorAll(each)];
  const writer = (message: Element): string | null => (by === undefined ? null : attributeOf(message, by));
  return all
    .slice(all.indexOf(first))
    .slice(0, furthest)
    .filter((message) => writer(message) === writer(first))
    .map((message) => textOf(findAll(message, text)[0] ?? message) ?? '')
    .join('');
};

export type Mended =
  | Whole
  /** The site does not show messages as it did. */
  | { readonly kind: 'changed' };

/** A text that a site handed on in several messages, put together; undefined where its rest is not there. */
export const mendFromMessages = ({ profile, page }: KnownSite, found: FoundText): Mended | undefined => {
  const { messages } = profile;
  const node = found.nodes[0]?.deref();
  if (!messages || !node) return undefined;
  const message = around(node, messages.each);
  if (!message) return around(node, messages.on) ? { kind: 'changed' } : undefined;
  return wholeIn(textFrom(page, message, messages), found.token);
};

/** Where the source of a shown text can be fetched: on the page's own origin, or not at all. */
export const sourceOf = ({ profile: { raw } }: KnownSite, found: FoundText): URL | undefined => {
  const node = found.nodes[0]?.deref();
  if (!raw || !node) return undefined;
  if ('query' in raw) {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(raw.query)) url.searchParams.set(name, value);
    url.hash = '';
    return url;
  }
  const place = around(node, raw.around);
  const link = place && findAll(place, raw.link)[0];
  const href = link ? attributeOf(link, 'href') : null;
  const url = href === null ? null : URL.parse(href, document.baseURI);
  return url?.origin === location.origin ? url : undefined;
};
