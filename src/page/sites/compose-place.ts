import { checkVisibility, tagOf } from '../dom/safe-dom.ts';
import type { ComposePlace, SiteProfile } from './profile.ts';
import type { KnownSite } from './recognise.ts';

/** What became of looking for a field where a profile says it is. */
export type Found =
  | { readonly kind: 'field'; readonly element: Element; readonly place: ComposePlace }
  /** The page is not one to write in, is not complete yet, or has several such fields. */
  | { readonly kind: 'none' }
  /** It should be here and is not. */
  | { readonly kind: 'changed' };

const isShown = (element: Element): boolean => checkVisibility(element, { visibilityProperty: true });

const documentIn = (frame: Element): Document | null =>
  tagOf(frame) === 'iframe' ? (frame as HTMLIFrameElement).contentDocument : null;

interface Walk {
  readonly shown: readonly Element[];
  /** A frame on the way is not there to be looked into yet. */
  readonly pending: boolean;
}

/** Follows one path of selectors through frames of the same site. */
const walk = (page: Document, [selector, ...further]: readonly string[]): Walk => {
  if (selector === undefined) return { shown: [], pending: false };
  const shown = [...page.querySelectorAll(selector)].filter(isShown);
  if (further.length === 0) return { shown, pending: page.readyState === 'loading' };
  const walks = shown.map((frame): Walk => {
    const inner = documentIn(frame);
    return inner ? walk(inner, further) : { shown: [], pending: true };
  });
  return { shown: walks.flatMap((one) => one.shown), pending: walks.some((one) => one.pending) };
};

const lookAt = (page: Document, place: ComposePlace): Found => {
  if (![...page.querySelectorAll(place.on)].some(isShown)) return { kind: 'none' };
  const walks = place.paths.map((path) => walk(page, path));
  const [element, ...others] = walks.flatMap(({ shown }) => shown);
  if (element) return others.length === 0 ? { kind: 'field', element, place } : { kind: 'none' };
  return { kind: page.readyState !== 'complete' || walks.some(({ pending }) => pending) ? 'none' : 'changed' };
};

/** The one field of the page to write in. Of several none: which one is meant only the person knows. */
export const findCompose = ({ profile, page }: KnownSite): Found => {
  const found = profile.compose.map((place) => lookAt(page, place));
  const fields = found.filter(({ kind }) => kind === 'field');
  if (fields.length === 1 && fields[0]) return fields[0];
  return { kind: fields.length === 0 && found.some(({ kind }) => kind === 'changed') ? 'changed' : 'none' };
};

/** The place of a profile that an element is the field of. */
export const placeOf = (element: Element, page: Document, profile: SiteProfile): ComposePlace | undefined =>
  profile.compose.find(({ paths }) => paths.some((path) => walk(page, path).shown.includes(element)));
