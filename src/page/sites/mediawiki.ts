import type { SiteProfile } from './profile.ts';

/** A wiki: its field for wikitext, or VisualEditor. Seen: 1.39. */
export const mediawiki: SiteProfile = {
  id: 'mediawiki',
  name: 'MediaWiki',
  marks: ['meta[name="generator"][content^="MediaWiki"]', 'body.mediawiki'],
  compose: [
    { what: 'page', on: '#wpTextbox1', paths: [['textarea#wpTextbox1']] },
    { what: 'page', on: '.ve-ce-attachedRootNode', paths: [['.ve-ce-attachedRootNode[contenteditable="true"]']] },
  ],
};
