import type { ContactView } from '../../bridge/views.ts';

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** A name contains what was typed, whatever its case and accents. */
export const isMatch = (name: string, typed: string): boolean => fold(name).includes(fold(typed.trim()));

/** Contacts whose given name or card name matches, in the order of their names. */
export const matchContacts = (contacts: readonly ContactView[], typed: string): readonly ContactView[] =>
  contacts
    .filter(({ alias, name }) => isMatch(alias, typed) || isMatch(name, typed))
    .sort((a, b) => a.alias.localeCompare(b.alias));
