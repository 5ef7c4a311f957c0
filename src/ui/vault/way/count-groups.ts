/** Of a recovery key: 13 groups of five characters. */
export const recoveryGroups = 13;
const groupLength = 5;

/** How many whole groups stand in what was typed, whatever was put between them. */
export const countGroups = (typed: string): number =>
  Math.floor([...typed.replace(/[^\p{L}\p{N}]/gu, '')].length / groupLength);
