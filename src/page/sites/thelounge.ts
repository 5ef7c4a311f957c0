import type { SiteProfile } from './profile.ts';

/** Characters of a message that The Lounge hands on to IRC as one line; what is longer becomes several messages. */
const line = 350;
/** Lines that an IRC server takes at once before it makes the sender wait, or throws them out: RFC 1459 §8.10. */
const burst = 5;

/** A chat over IRC. Seen: 2.6.0. */
export const thelounge: SiteProfile = {
  id: 'thelounge',
  name: 'The Lounge',
  marks: ['body[data-transports]', '#viewport #sidebar'],
  compose: [
    {
      what: 'chat',
      on: '#chat .chan.active',
      paths: [['form#form textarea#input']],
      budget: { most: line * burst, piece: line },
    },
  ],
  messages: { on: '#chat .messages', each: '.messages .msg.message[data-from]', text: '.content', by: 'data-from' },
};
