/** What Argon2id takes (RFC 9106 §3.1). Sizes in KiB and bytes. */
export interface Argon2idOptions {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
  readonly length: number;
  readonly secret?: Uint8Array;
  readonly associatedData?: Uint8Array;
}

/** A passphrase, and what is made of it. */
export type StretchJob =
  | ({ readonly kdf: 'argon2id' } & Argon2idOptions)
  | {
      readonly kdf: 'pbkdf2-sha256';
      readonly password: Uint8Array;
      readonly salt: Uint8Array;
      readonly iterations: number;
      readonly length: number;
    };

/** A streaming GCM operation. What `update` gives is not final before `finish` returned. */
export interface GcmStream {
  update(chunk: Uint8Array): Uint8Array;
  /** A sealer gives the 16-byte tag; an opener takes it and throws `AuthenticationError` where it does not fit. */
  finish(tag?: Uint8Array): Uint8Array;
}

/**
 * The WebAssembly core: synchronous, constant-time in secrets, one memory of its own.
 * All arguments are copied in; results are fresh arrays that the caller owns and wipes.
 */
export interface Core {
  /** SP 800-38D. `key` 16 or 32 bytes, `nonce` 12 bytes. Gives ciphertext ‖ 16-byte tag. */
  aesGcmSeal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** Throws `AuthenticationError`, with no byte released, where the tag does not fit. */
  aesGcmOpen(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array;
  gcmSealer(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array): GcmStream;
  gcmOpener(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array): GcmStream;
  /** RFC 7253, 128-bit tag, `nonce` 1 to 15 bytes. Gives ciphertext ‖ tag. */
  aesOcbSeal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array;
  aesOcbOpen(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array;
  /** RFC 3394 §2.2.1. `key` a multiple of 8 bytes, at least 16. Gives 8 bytes more than it took. */
  aesKwWrap(kek: Uint8Array, key: Uint8Array): Uint8Array;
  /** RFC 3394 §2.2.2. Throws `AuthenticationError` where the integrity value does not fit. */
  aesKwUnwrap(kek: Uint8Array, wrapped: Uint8Array): Uint8Array;
  sha256(data: Uint8Array): Uint8Array;
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** RFC 5869. `length` 1 to 8160 bytes. */
  hkdfSha256(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array;
  /** RFC 8018 §5.2. `length` 1 to 2^20 bytes. */
  pbkdf2Sha256(password: Uint8Array, salt: Uint8Array, iterations: number, length: number): Uint8Array;
  /** RFC 9106, version 0x13. Runs in an instance of its own, dropped afterwards. */
  argon2id(options: Argon2idOptions): Uint8Array;
  /** Either of these two in a worker that can be ended, where whoever made the core has one. See `stretch`. */
  readonly stretch?: (job: StretchJob) => Promise<Uint8Array>;
  /** Zeroes every byte of scratch memory. */
  wipe(): void;
}
