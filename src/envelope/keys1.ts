import { equal, wipe } from '../bytes/bytes.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import { isZero, requireKey } from '../crypto/checks.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import { KIND_MESSAGE, VERSION } from './format1.ts';
import type { Envelope1 } from './parts.ts';
import type { SlotSecret, UnwrapFailure } from './slot-secret.ts';

/** What the DEK of a message is stretched to. Secret but for the commitment. */
export interface MessageKeys {
  readonly body: Uint8Array;
  readonly commitment: Uint8Array;
  readonly bind: Uint8Array;
}

export function deriveMessageKeys(core: Core, dek: Uint8Array, salt: Uint8Array): MessageKeys {
  requireKey(dek);
  const derive = (label: string): Uint8Array => core.hkdfSha256(dek, salt, encodeUtf8(`fieldseal/1/${label}`), 32);
  return { body: derive('body'), commitment: derive('commit'), bind: derive('bind') };
}

/** What every slot's key is bound to. */
export type Binding1 = Pick<Envelope1, 'salt' | 'commitment' | 'binding'>;

/** Gives the DEK, that the caller wipes, only where the message's commitment is its own. */
export function unwrapDek1(
  core: Core,
  message: Binding1,
  slot: SlotSecret,
  wrapped: Uint8Array,
): Uint8Array | UnwrapFailure {
  const kek = deriveKek1(core, message, slot);
  try {
    const dek = core.aesKwUnwrap(kek, wrapped);
    // A writer who put zeros there is no lock of ours.
    if (isZero(dek)) return 'uncommitted';
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
export function deriveKek1(core: Core, message: Binding1, slot: SlotSecret): Uint8Array {
  requireKey(slot.secret);
  const info = new Writer().label('fieldseal/1/slot').u8(VERSION).u8(KIND_MESSAGE).u8(slot.type);
  info.bytes(slot.recipient).bytes(message.commitment).bytes(message.binding).bytes16(slot.parameters);
  return core.hkdfSha256(slot.secret, message.salt, info.finish(), 32);
}
