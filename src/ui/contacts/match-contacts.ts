import type { ContactView } from '../../bridge/views.ts';

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Contacts whose given name or card name contains what was typed, whatever its case and accents, in the order of their names. */
export const matchContacts = (contacts: readonly ContactView[], typed: string): readonly ContactView[] => {
  const wanted = fold(typed.trim());
  return contacts
    .filter(({ alias, name }) => fold(alias).includes(wanted) || fold(name).includes(wanted))
    .sort((a, b) => a.alias.localeCompare(b.alias));
};
