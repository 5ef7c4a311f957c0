import { lookTheSame } from './skeleton.ts';

/** Code points: with the number behind it, a name still fits where names have to. */
const roomForNumber = 48;

/** `name`, cut to fit, with the first number behind it under which it looks like none of the others. */
export const tellApart = (name: string, others: readonly string[]): string => {
  const start = [...name].slice(0, roomForNumber).join('').trimEnd();
  for (let n = 2; ; n++) {
    const numbered = `${start} (${n})`;
    if (!others.some((other) => lookTheSame(other, numbered))) return numbered;
  }
};
