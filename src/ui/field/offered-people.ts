import type { ContactView } from '../../bridge/views.ts';

/** More buttons than this are no help. */
const most = 8;

/** Those of the participants who can be chosen and are not yet. */
export const offeredPeople = (
  people: readonly string[],
  contacts: readonly ContactView[],
  chosen: readonly string[],
): readonly ContactView[] =>
  contacts.filter(({ id, expired }) => people.includes(id) && !expired && !chosen.includes(id)).slice(0, most);
