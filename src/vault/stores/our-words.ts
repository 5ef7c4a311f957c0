import { lookTheSame } from './skeleton.ts';

/** What Fieldseal itself calls the person, and nobody, in its languages: no contact may bear one of these names. */
export const ourNames = [
  ...['Me', 'You', 'Myself', 'Only me', 'Nobody', 'Somebody', 'Someone', 'Unknown'],
  ...['Ich', 'Sie', 'Nur ich', 'Niemand', 'Jemand', 'Unbekannt'],
  ...['Moi', 'Vous', 'Moi seulement', 'Personne', 'Quelqu’un', 'Inconnu', 'Inconnue'],
];

/** What it says beside names: no name may hold one of these words. */
export const ourRemarks = ['verified', 'überprüft', 'vérifié', 'vérifiée', 'Fieldseal'];

const withoutAccents = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '');

/** Where a site is named, as in the log, nobody else is to stand. */
const address = /^https?:/i;

/** Could the name be read as words of Fieldseal's own? */
export const readsLikeOurWords = (name: string): boolean => {
  if (address.test(name.normalize('NFKC'))) return true;
  const words = withoutAccents(name).split(/[^\p{L}\p{N}|]+/u);
  return (
    ourNames.some((our) => lookTheSame(our, name)) ||
    ourRemarks.some((remark) => words.some((word) => lookTheSame(withoutAccents(remark), word)))
  );
};
