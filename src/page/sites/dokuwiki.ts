import type { SiteProfile } from './profile.ts';

/** A wiki that changes quotes, dashes and whatever its owner likes when it shows a page. Seen: 2022-07-31a. */
export const dokuwiki: SiteProfile = {
  id: 'dokuwiki',
  name: 'DokuWiki',
  marks: ['meta[name="generator"][content^="DokuWiki"]'],
  compose: [{ what: 'page', on: 'form#dw__editform', paths: [['form#dw__editform textarea#wiki__text']] }],
  raw: { query: { do: 'export_raw' } },
};
