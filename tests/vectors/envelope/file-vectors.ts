/** All bytes in hex. Private keys are there so that other programs can check themselves. */
export interface FileVectors {
  readonly writer: { readonly x25519PrivateKey: string; readonly fingerprint: string; readonly selfKey: string };
  readonly reader: { readonly x25519PrivateKey: string; readonly fingerprint: string };
  readonly files: readonly FileVector[];
}

export interface FileVector {
  readonly name: string;
  readonly mediaType: string;
  readonly time: number;
  /** The file: this many bytes, of which number n is n · 7 mod 256. */
  readonly size: number;
  /** What was drawn, in this order: file key, stream salt, and what the envelope draws. */
  readonly drawn: readonly string[];
  readonly digest: string;
  /** The envelope's plaintext. */
  readonly facts: string;
  readonly head: string;
  /** SHA-256 of the stream, and the stream itself where it is short. */
  readonly streamSha256: string;
  readonly stream?: string;
}

export const dataOf = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, at) => (at * 7) & 255);
