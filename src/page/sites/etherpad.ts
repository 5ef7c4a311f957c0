import type { SiteProfile } from './profile.ts';

/** A text that several write at once, in a frame within a frame. Seen: 1.8.14. */
export const etherpad: SiteProfile = {
  id: 'etherpad',
  name: 'Etherpad',
  marks: ['html.pad', '#editorcontainer'],
  compose: [
    {
      what: 'pad',
      on: '#editorcontainer.initialized',
      paths: [['iframe[name="ace_outer"]', 'iframe[name="ace_inner"]', 'body#innerdocbody']],
    },
  ],
};
