import type { SiteProfile } from './profile.ts';

/** Forum, chat, wiki and tickets of a project. Seen: 2.21. */
export const fossil: SiteProfile = {
  id: 'fossil',
  name: 'Fossil',
  marks: ['body[class*="rpage-"][class*="cpage-"]', 'link[rel="stylesheet"][href*="/style.css"][href*="?id="]'],
  compose: [
    {
      what: 'post',
      on: 'form[action*="/forume"] select[name="mimetype"]',
      paths: [['form[action*="/forume"] textarea[name="content"]']],
    },
    // One of three, as the person has set it.
    { what: 'chat', on: '#chat-input-area', paths: [['#chat-input-area .chat-input-field']] },
    { what: 'page', on: 'body.rpage-wikiedit #wikiedit-tab-content', paths: [['textarea#wikiedit-content-editor']] },
    {
      what: 'ticket',
      on: 'form[action*="/tktnew"], form[action*="/tktedit"]',
      paths: [['form[action*="/tkt"] textarea[name="icomment"]']],
    },
  ],
  raw: { around: '.forumTime', link: 'a[href*="/forumpost/"][href$="?raw"]' },
};
