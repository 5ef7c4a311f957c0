const mark = Symbol.for('fieldseal.early');

/**
 * Did our world begin with this document? Only where our script is registered `early.js` runs before it. True once: a
 * script that is put into the document later began after the page's own.
 */
export const beganEarly = (): boolean => {
  const world = globalThis as { [mark]?: true };
  const early = world[mark] === true;
  delete world[mark];
  return early;
};
