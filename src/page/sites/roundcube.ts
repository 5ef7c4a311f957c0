import type { SiteProfile } from './profile.ts';

/** A webmail: its field for the text of a mail, plain or in TinyMCE. Seen: 1.6. */
export const roundcube: SiteProfile = {
  id: 'roundcube',
  name: 'Roundcube',
  marks: ['form[name="form"] #composebodycontainer', '#compose_to', 'select#_from'],
  compose: [
    {
      what: 'mail',
      on: '#composebodycontainer',
      // Of the two one is shown, as the person has set it.
      paths: [['textarea#composebody'], ['iframe#composebody_ifr', 'body#tinymce']],
    },
  ],
};
