/** Has our world come into a document that was there before? `late.js` says so where our script is not registered. */
export const beganLate = (): boolean =>
  (globalThis as { [mark: symbol]: true | undefined })[Symbol.for('fieldseal.late')] === true;
