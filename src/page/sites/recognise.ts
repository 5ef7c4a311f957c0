import { profiles } from './all.ts';
import type { SiteProfile } from './profile.ts';

/** A page whose software is known. */
export interface KnownSite {
  readonly profile: SiteProfile;
  /** The document that was recognised: this one or, for one that a page has made within itself, the one around it. */
  readonly page: Document;
}

/** The outermost document around this one that is of the same site. */
const outermost = (): Document => {
  let page = document;
  for (let at: Window = window; at !== at.parent; at = at.parent) {
    try {
      page = at.parent.document;
    } catch {
      break;
    }
  }
  return page;
};

/** Undefined where no profile fits, or more than one does. */
export const recogniseSite = (): KnownSite | undefined => {
  const page = outermost();
  const fitting = profiles.filter(({ marks }) => marks.every((mark) => page.querySelector(mark) !== null));
  const [profile] = fitting;
  return profile && fitting.length === 1 ? { profile, page } : undefined;
};
