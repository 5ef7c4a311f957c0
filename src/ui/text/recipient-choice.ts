import { contactsOf, onlyMe } from '../../bridge/only-me.ts';
import type { ContactView } from '../../bridge/views.ts';
import { isMatch, matchContacts } from '../contacts/match-contacts.ts';

/** What the list under the recipients' field offers: a contact, or nobody but oneself. */
export interface Offer {
  readonly id: string;
  readonly contact?: ContactView;
}

interface Choice {
  readonly contacts: readonly ContactView[];
  readonly chosen: readonly string[];
  readonly typed: string;
  /** How "Only me" is called. */
  readonly alone: string;
}

/** Contacts that match and are not chosen yet; oneself as long as nobody is chosen. */
export const offersFor = ({ contacts, chosen, typed, alone }: Choice): readonly Offer[] => [
  ...matchContacts(contacts, typed)
    .filter(({ id }) => !chosen.includes(id))
    .map((contact) => ({ id: contact.id, contact })),
  ...(chosen.length === 0 && isMatch(alone, typed) ? [{ id: onlyMe }] : []),
];

/** The recipients with more of them. Someone who adds another does not write for themselves alone any more. */
export const withRecipients = (chosen: readonly string[], more: readonly string[]): readonly string[] => [
  ...contactsOf(chosen),
  ...more,
];

/** Exactly that was chosen: nobody but the writer. */
export const isOnlyMe = (chosen: readonly string[]): boolean => chosen.length > 0 && contactsOf(chosen).length === 0;

/** The entry that the arrow keys come to next, skipping nothing: expired ones can be looked at, only not picked. */
export const nextIndex = (current: number, count: number, key: string): number => {
  if (count === 0) return -1;
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count;
    case 'ArrowUp':
      return current <= 0 ? count - 1 : current - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return current;
  }
};
