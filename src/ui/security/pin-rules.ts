/** Characters that a PIN has at least. */
export const leastPin = 4;
