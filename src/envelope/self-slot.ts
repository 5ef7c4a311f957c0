import { wipe } from '../bytes/bytes.ts';
import type { Core } from '../crypto/core.ts';
import { deriveHint, deriveSelfHintKey } from './hints.ts';
import { type Envelope, parametersOf, SLOT_SELF } from './parts.ts';
import { NOBODY, type SlotSecret, type UnwrapFailure } from './slot-secret.ts';
import { unwrapDek } from './unwrap.ts';

/** Slot type 1: for the writer's own vault. `selfKey` is 32 bytes that never leave it. The caller wipes the secret. */
export function prepareSelfSlot(core: Core, salt: Uint8Array, selfKey: Uint8Array): SlotSecret {
  const hintKey = deriveSelfHintKey(core, selfKey);
  const parameters = deriveHint(core, hintKey, salt);
  wipe(hintKey);
  return { type: SLOT_SELF, secret: selfKey.slice(), recipient: NOBODY, parameters };
}

export function openSelfSlot(
  core: Core,
  envelope: Envelope,
  selfKey: Uint8Array,
  content: Uint8Array,
): Uint8Array | UnwrapFailure {
  const slot = { type: SLOT_SELF, secret: selfKey, recipient: NOBODY, parameters: parametersOf(content) };
  return unwrapDek(core, envelope, slot, content);
}
