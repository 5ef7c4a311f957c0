/** What two bytes hold. */
const range = 65_536;

/** A number from 0 to `count` − 1 by chance, none likelier than another. `count` is at most 65,536. */
export const makeRandomIndex = (count: number): number => {
  // What lies above the largest multiple is thrown again.
  const limit = range - (range % count);
  for (;;) {
    const [thrown = limit] = crypto.getRandomValues(new Uint16Array(1));
    if (thrown < limit) return thrown % count;
  }
};
