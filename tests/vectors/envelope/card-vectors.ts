export interface KeyedCardVector {
  readonly what: string;
  readonly owner: string;
  /** Values in hex. */
  readonly extensions: readonly { readonly type: number; readonly value: string }[];
  readonly text: string;
  /** The short card, in hex. */
  readonly short: string;
  /** Digest of the lasting keys, and both fingerprints, in hex. */
  readonly keys: string;
  readonly fingerprint1: string;
  readonly fingerprint2: string;
  /** Of the fingerprint that is shown. */
  readonly words: readonly string[];
  readonly digits: readonly string[];
}

export interface CardVectors {
  readonly cards: readonly KeyedCardVector[];
  /** Of two cards by their places above. */
  readonly pairs: readonly { readonly of: readonly [number, number]; readonly number: readonly string[] }[];
}
