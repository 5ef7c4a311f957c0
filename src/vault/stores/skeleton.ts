import { confusables } from './confusables.ts';

// Unicode Technical Standard 39, revision 33. Its table (§4, "confusables.txt" of 13.0.0, with a few letters of later
// versions) is in confusables.ts, which scripts/make-confusables.mjs writes.

const readPrototypes = (): ReadonlyMap<string, string> => {
  const prototypes = new Map<string, string>();
  let from = 0;
  for (const word of confusables.trim().split(/\s/)) {
    const [step = 0, ...to] = word.split('.').map((number) => Number.parseInt(number, 36));
    from += step;
    prototypes.set(String.fromCodePoint(from), String.fromCodePoint(...to));
  }
  return prototypes;
};

const prototypes = readPrototypes();
const prototypeOf = (letter: string): string => prototypes.get(letter) ?? letter;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{Default_Ignorable_Code_Point}/gu, '');

/** §4: two names with the same skeleton look the same. Says nothing else, and is never shown. */
export const skeletonOf = (name: string): string => [...plain(name)].map(prototypeOf).join('').normalize('NFD');

/** A letter as it looks, and as its small and its capital form do: nobody remembers which of them a name was written in. */
const facesOf = (letter: string): readonly string[] =>
  [letter, letter.toLowerCase(), letter.toUpperCase()].map(skeletonOf);

const alike = (a: string, b: string): boolean => {
  if (a === b) return true;
  const theirs = facesOf(b);
  return facesOf(a).some((face, at) => face === theirs[at]);
};

/** Without what stands between the letters. One that looks like several (`m` like `rn`) is those. */
const lettersOf = (name: string): readonly string[] => {
  const letters = [...plain(name)].flatMap((letter) => {
    const parts = [...prototypeOf(letter)];
    return parts.length > 1 ? parts : [letter];
  });
  const spoken = letters.filter((letter) => /[\p{L}\p{N}\p{M}]/u.test(prototypeOf(letter)));
  return spoken.length > 0 ? spoken : letters;
};

/** A name as it is compared: its skeleton, and its letters in the forms that a person may take for one another. */
export interface Look {
  readonly skeleton: string;
  readonly forms: readonly (readonly string[])[];
}

export const lookOf = (name: string): Look => ({
  skeleton: skeletonOf(name),
  // The table does not know every letter that is another one in full width, in a circle, above the line.
  forms: [name, name.normalize('NFKC')].flatMap((form) => [lettersOf(form), lettersOf(form.toLowerCase())]),
});

/** Do two names look the same, letter for letter, whatever their capitals and what stands between their letters? */
export const looksTheSame = (a: Look, b: Look): boolean =>
  a.skeleton === b.skeleton ||
  a.forms.some((letters, form) => {
    const theirs = b.forms[form] ?? [];
    return letters.length === theirs.length && letters.every((letter, at) => alike(letter, theirs[at] ?? ''));
  });

export const lookTheSame = (a: string, b: string): boolean => looksTheSame(lookOf(a), lookOf(b));
