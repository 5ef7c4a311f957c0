import { equal, wipe } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import { requireKey } from '../crypto/checks.ts';
import type { Core } from '../crypto/core.ts';
import { deriveX25519Secret, type X25519PrivateKey } from '../crypto/x25519.ts';

export const HINT_LENGTH = 4;
const NO_SALT = new Uint8Array(0);

/** One direction between two people, seen from either end. */
export interface Pair {
  /** The X25519 private key of the one who asks. */
  readonly own: X25519PrivateKey;
  /** The X25519 public key of the other. */
  readonly peer: Uint8Array;
  /** Fingerprint of the one who seals. */
  readonly writer: Uint8Array;
  /** Fingerprint of the one who opens. */
  readonly reader: Uint8Array;
}

/**
 * The key of the hints that the writer puts before slots for the reader: 32 bytes, worth keeping while unlocked.
 * Throws `KeyAgreementError` where the peer's key is unusable.
 */
export async function derivePairHintKey(core: Core, pair: Pair): Promise<Uint8Array> {
  const shared = await deriveX25519Secret(pair.own, pair.peer);
  const info = new Writer().label('fieldseal/1/pair-hint').bytes(pair.writer).bytes(pair.reader).finish();
  try {
    return core.hkdfSha256(shared, NO_SALT, info, 32);
  } finally {
    wipe(shared);
  }
}

/** The key of the hints before my own slots. Throws `WipedKeyError`. */
export function deriveSelfHintKey(core: Core, selfKey: Uint8Array): Uint8Array {
  requireKey(selfKey);
  return core.hkdfSha256(selfKey, NO_SALT, encodeUtf8('fieldseal/1/self-hint'), 32);
}

/** The four bytes that tell a reader, and nobody else, which slot to try. Throws `WipedKeyError`. */
export function deriveHint(core: Core, hintKey: Uint8Array, salt: Uint8Array): Uint8Array {
  requireKey(hintKey);
  const code = core.hmacSha256(hintKey, salt);
  const hint = code.slice(0, HINT_LENGTH);
  wipe(code);
  return hint;
}

export function startsWithHint(content: Uint8Array, hint: Uint8Array): boolean {
  return equal(content.subarray(0, HINT_LENGTH), hint);
}
