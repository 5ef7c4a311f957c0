import type { SiteProfile } from './profile.ts';

/** A wiki in one page, whose editor is a field in a frame without an address. Seen: 5.4.1. */
export const tiddlywiki: SiteProfile = {
  id: 'tiddlywiki',
  name: 'TiddlyWiki',
  marks: ['meta[name="application-name"][content="TiddlyWiki"]', '.tc-page-container'],
  compose: [
    {
      what: 'note',
      on: '.tc-tiddler-edit-frame .tc-tiddler-editor',
      paths: [['.tc-tiddler-editor iframe.tc-edit-texteditor', 'textarea']],
    },
  ],
};
