/** Where a slot's reader is nobody in particular: myself, or anyone who knows the passphrase. */
export const NOBODY = new Uint8Array(32);

/** What one slot's KEK depends on beside the message itself. */
export interface SlotSecret {
  readonly type: number;
  /** 32 bytes that only writer and reader of the slot have. */
  readonly secret: Uint8Array;
  /** The reader's fingerprint, or `NOBODY`. */
  readonly recipient: Uint8Array;
  /** The slot's content before the wrapped DEK. */
  readonly parameters: Uint8Array;
}

/** `wrong-key`: the wrapping does not open. `uncommitted`: it opens to zeros, or to another key than the message commits to (format 1). */
export type UnwrapFailure = 'wrong-key' | 'uncommitted';
