import { skeletonOf } from './skeleton.ts';

/** Names are the same for this purpose where a person would read the same. */
const fold = (name: string): string => name.normalize('NFKC').toLocaleLowerCase('en').replace(/\s+/g, ' ').trim();

/** Or look the same, in whatever alphabet they are written. */
export const readTheSame = (a: string, b: string): boolean =>
  [fold, skeletonOf, (name: string) => skeletonOf(fold(name)), (name: string) => fold(skeletonOf(name))].some(
    (form) => form(a) === form(b),
  );

/** Code points: with the number behind it, a name still fits where names have to. */
const roomForNumber = 48;

/** `name`, cut to fit, with the first number behind it under which it reads like none of the others. */
export const tellApart = (name: string, others: readonly string[]): string => {
  const start = [...name].slice(0, roomForNumber).join('').trimEnd();
  for (let n = 2; ; n++) {
    const numbered = `${start} (${n})`;
    if (!others.some((other) => readTheSame(other, numbered))) return numbered;
  }
};
