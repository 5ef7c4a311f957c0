import type { SiteHint, SiteReport } from '../../bridge/site-report.ts';
import { focusInSight } from '../dom/safe-dom.ts';
import { linkIn } from '../link.ts';
import { findCompose, placeOf } from './compose-place.ts';
import { makeMender } from './mender.ts';
import { type KnownSite, recogniseSite } from './recognise.ts';
import { putSites } from './sites-link.ts';

const hintFor = ({ profile, page }: KnownSite, changed: boolean, field: Element | undefined): SiteHint => {
  const place = field && !changed ? placeOf(field, page, profile) : undefined;
  return {
    name: profile.name,
    changed,
    ...(place ? { what: place.what } : {}),
    ...(place?.budget ? { budget: place.budget } : {}),
  };
};

const report = (): SiteReport => {
  const site = recogniseSite();
  if (!site) return null;
  const found = findCompose(site);
  return {
    hint: hintFor(site, found.kind === 'changed', linkIn(globalThis)?.field?.element),
    target: found.kind === 'field',
  };
};

const focusField = (): boolean => {
  const site = recogniseSite();
  const found = site && findCompose(site);
  if (found?.kind !== 'field') return false;
  focusInSight(found.element as HTMLElement);
  return true;
};

const keepsLines = (element: Element): boolean | undefined => {
  const site = recogniseSite();
  const place = site && placeOf(element, site.page, site.profile);
  return place && place.what !== 'chat';
};

/** Runs each time it is asked for: says what is known of this document, and stays for the second script. */
export const startSites = (): SiteReport => {
  putSites({ focusField, keepsLines, startMending: makeMender });
  return report();
};
