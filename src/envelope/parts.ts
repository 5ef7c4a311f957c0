// What a sealed message is made of, in either format.

export const MAX_SLOTS = 255;

export const SLOT_SELF = 1;
export const SLOT_PASSPHRASE = 2;
export const SLOT_CONTACT = 3;
/** The writer's card for one reader. It wraps no key: the contact slot beside it does. Types 4 to 8 are reserved. */
export const SLOT_INTRODUCTION = 9;

/** One way to the DEK, for one reader. */
export interface Slot {
  readonly type: number;
  /** Parameters, then the wrapped DEK. */
  readonly content: Uint8Array;
}

/** A DEK of 32 bytes after AES-KW. */
export const WRAPPED_LENGTH = 40;
export const parametersOf = (content: Uint8Array): Uint8Array => content.subarray(0, -WRAPPED_LENGTH);
export const wrappedOf = (content: Uint8Array): Uint8Array => content.subarray(-WRAPPED_LENGTH);

interface Common {
  /** What hints and keys are salted with: the binding in format 2. */
  readonly salt: Uint8Array;
  /** 32 bytes: commits to the padded plaintext, and in format 2 to the DEK too. */
  readonly binding: Uint8Array;
  readonly slots: readonly Slot[];
  /** Every byte before the ciphertext. */
  readonly aad: Uint8Array;
  /** Ciphertext and tag. */
  readonly sealed: Uint8Array;
}

export interface Envelope1 extends Common {
  readonly version: 1;
  /** 32 bytes: commits to the DEK. */
  readonly commitment: Uint8Array;
  readonly nonce: Uint8Array;
}

export interface Envelope2 extends Common {
  readonly version: 2;
}

export type Envelope = Envelope1 | Envelope2;
