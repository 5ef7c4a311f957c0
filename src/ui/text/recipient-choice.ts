import type { ContactView } from '../../bridge/views.ts';
import { matchContacts } from '../contacts/match-contacts.ts';

/** What the list under the recipients' field offers: contacts that match and are not chosen yet. */
export const offeredContacts = (
  contacts: readonly ContactView[],
  chosen: readonly string[],
  typed: string,
): readonly ContactView[] => matchContacts(contacts, typed).filter(({ id }) => !chosen.includes(id));

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
