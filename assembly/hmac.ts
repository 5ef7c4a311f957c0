// HMAC-SHA-256 (RFC 2104 §2) with both mid-states kept, so that further messages under one key cost no key blocks.
// Constant time in key and message; lengths are public.
import { DIGEST, HMAC_INNER, HMAC_OUTER, KEY, SHA_BLOCK, SHA_STATE } from './memory';
import { absorb, digestTo, sha256Continue, sha256Start } from './sha256';
import { compress } from './sha256-compress';

function midState(pad: u64, to: usize): void {
  for (let i: usize = 0; i < 64; i += 8) store<u64>(SHA_BLOCK + i, load<u64>(KEY + i) ^ pad);
  sha256Start();
  compress(SHA_STATE, SHA_BLOCK);
  memory.copy(to, SHA_STATE, 32);
}

/** Takes the key of up to 64 bytes at KEY (a longer one comes as its digest), and starts a message. */
export function hmacKey(keyBytes: i32): void {
  memory.fill(KEY + <usize>keyBytes, 0, 64 - <usize>keyBytes);
  midState(0x3636363636363636, HMAC_INNER);
  midState(0x5c5c5c5c5c5c5c5c, HMAC_OUTER);
  hmacStart();
}

/** Takes the 32 bytes at DIGEST as the key, and starts a message. */
export function hmacKeyFromDigest(): void {
  memory.copy(KEY, DIGEST, 32);
  hmacKey(32);
}

/** Starts another message under the same key; it comes through sha256Update. */
export function hmacStart(): void {
  sha256Continue(HMAC_INNER, 64);
}

/** Absorbs the code computed last (HKDF's T(i − 1), RFC 5869 §2.3). */
export function hmacAbsorbDigest(): void {
  absorb(DIGEST, 32);
}

/** Writes the code to DIGEST. */
export function hmacFinish(): void {
  digestTo(DIGEST);
  sha256Continue(HMAC_OUTER, 64);
  absorb(DIGEST, 32);
  digestTo(DIGEST);
}
