/** A text by Alice of `v1.json` to others of it. All bytes in hex. */
export interface IntroductionVector {
  readonly what: string;
  readonly text: string;
  readonly time: number;
  readonly origin: string;
  readonly recipients: readonly string[];
  /** Those with an introduction, in the order of their slots. */
  readonly introduced: readonly string[];
  /** Alice's short card. */
  readonly card: string;
  /** In the order of drawing: DEK, the ephemeral private key of each contact slot, of each introduction. */
  readonly drawn: readonly string[];
  /** What each introduction is encrypted under. */
  readonly keys: readonly string[];
  readonly token: string;
}
