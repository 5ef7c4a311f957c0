import { equal, wipe } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import { type Binding, KIND_MESSAGE, VERSION } from './format.ts';

/** Where a slot's reader is nobody in particular: myself, or anyone who knows the passphrase. */
export const NOBODY = new Uint8Array(32);

/** What the DEK of a message is stretched to. Secret but for the commitment. */
export interface MessageKeys {
  readonly body: Uint8Array;
  readonly commitment: Uint8Array;
  readonly bind: Uint8Array;
}

export function deriveMessageKeys(core: Core, dek: Uint8Array, salt: Uint8Array): MessageKeys {
  const derive = (label: string): Uint8Array => core.hkdfSha256(dek, salt, encodeUtf8(`fieldseal/1/${label}`), 32);
  return { body: derive('body'), commitment: derive('commit'), bind: derive('bind') };
}

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

/** AES-KW (RFC 3394) of the DEK, 40 bytes, under a KEK for this slot of this message alone. */
export function wrapDek(core: Core, message: Binding, slot: SlotSecret, dek: Uint8Array): Uint8Array {
  const kek = deriveKek(core, message, slot);
  try {
    return core.aesKwWrap(kek, dek);
  } finally {
    wipe(kek);
  }
}

/** `wrong-key`: the wrapping does not open. `uncommitted`: it opens to another key than the message commits to. */
export type UnwrapFailure = 'wrong-key' | 'uncommitted';

/** Gives the DEK, that the caller wipes, only where the message's commitment is its own. */
export function unwrapDek(
  core: Core,
  message: Binding,
  slot: SlotSecret,
  wrapped: Uint8Array,
): Uint8Array | UnwrapFailure {
  const kek = deriveKek(core, message, slot);
  try {
    const dek = core.aesKwUnwrap(kek, wrapped);
    const keys = deriveMessageKeys(core, dek, message.salt);
    const committed = equal(keys.commitment, message.commitment);
    wipe(keys.body, keys.bind);
    if (committed) return dek;
    wipe(dek);
    return 'uncommitted';
  } catch (error) {
    if (error instanceof AuthenticationError) return 'wrong-key';
    throw error;
  } finally {
    wipe(kek);
  }
}

/**
 * Bound to the plaintext too: anyone who learns the DEK from a slot of their own cannot put another body under it,
 * since the slots of the other readers would not open any more.
 */
function deriveKek(core: Core, message: Binding, slot: SlotSecret): Uint8Array {
  const info = new Writer().label('fieldseal/1/slot').u8(VERSION).u8(KIND_MESSAGE).u8(slot.type);
  info.bytes(slot.recipient).bytes(message.commitment).bytes(message.binding).bytes16(slot.parameters);
  return core.hkdfSha256(slot.secret, message.salt, info.finish(), 32);
}
