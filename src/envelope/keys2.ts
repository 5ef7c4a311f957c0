import { wipe } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import { isZero, requireKey } from '../crypto/checks.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import { VERSION_KIND } from './format2.ts';
import type { SlotSecret, UnwrapFailure } from './slot-secret.ts';

/** One key encrypts one body: no nonce is drawn. */
export const NONCE = new Uint8Array(12);
const NO_SALT = new Uint8Array(0);

/** What every slot's key is bound to. */
export interface Binding2 {
  readonly binding: Uint8Array;
  /** Over every slot's type and parameters, so over who can open it. */
  readonly readersHash: Uint8Array;
}

/** 32 bytes that commit to DEK and padded plaintext, and tell nothing of either. */
export function deriveBinding(core: Core, dek: Uint8Array, plaintext: Uint8Array): Uint8Array {
  requireKey(dek);
  const key = core.hkdfSha256(dek, NO_SALT, encodeUtf8('fieldseal/2/bind'), 32);
  try {
    return core.hmacSha256(key, plaintext);
  } finally {
    wipe(key);
  }
}

export function deriveBodyKey(core: Core, dek: Uint8Array, binding: Uint8Array): Uint8Array {
  requireKey(dek);
  return core.hkdfSha256(dek, binding, encodeUtf8('fieldseal/2/body'), 32);
}

export function deriveKek2(core: Core, { binding, readersHash }: Binding2, slot: SlotSecret): Uint8Array {
  requireKey(slot.secret);
  const info = new Writer().label('fieldseal/2/slot').u8(VERSION_KIND).u8(slot.type).bytes(slot.recipient);
  return core.hkdfSha256(slot.secret, binding, info.bytes(readersHash).bytes(slot.parameters).finish(), 32);
}

/** AES-KW (RFC 3394) of the DEK, 40 bytes, under a KEK for this slot of this message and these readers alone. */
export function wrapDek2(core: Core, message: Binding2, slot: SlotSecret, dek: Uint8Array): Uint8Array {
  const kek = deriveKek2(core, message, slot);
  try {
    return core.aesKwWrap(kek, dek);
  } finally {
    wipe(kek);
  }
}

/** Gives the DEK, that the caller wipes. It is proved by the binding alone, once the body is open. */
export function unwrapDek2(
  core: Core,
  message: Binding2,
  slot: SlotSecret,
  wrapped: Uint8Array,
): Uint8Array | UnwrapFailure {
  const kek = deriveKek2(core, message, slot);
  try {
    const dek = core.aesKwUnwrap(kek, wrapped);
    // A writer who put zeros there is no lock of ours.
    return isZero(dek) ? 'uncommitted' : dek;
  } catch (error) {
    if (error instanceof AuthenticationError) return 'wrong-key';
    throw error;
  } finally {
    wipe(kek);
  }
}
