/** Gives so many fresh random bytes. Whatever draws randomness takes one as a parameter, so that vectors can be frozen. */
export type RandomSource = (length: number) => Uint8Array<ArrayBuffer>;

/** The platform's generator. At most 65,536 bytes at once. */
export const randomBytes: RandomSource = (length) => crypto.getRandomValues(new Uint8Array(length));
