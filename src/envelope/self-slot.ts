import { concat, wipe } from '../bytes/bytes.ts';
import type { Core } from '../crypto/core.ts';
import { type Binding, SLOT_SELF, type Slot } from './format.ts';
import { deriveHint, deriveSelfHintKey, HINT_LENGTH } from './hints.ts';
import { NOBODY, type UnwrapFailure, unwrapDek, wrapDek } from './keys.ts';

/** Slot type 1: for the writer's own vault. `selfKey` is 32 bytes that never leave it. */
export function makeSelfSlot(core: Core, message: Binding, selfKey: Uint8Array, dek: Uint8Array): Slot {
  const hintKey = deriveSelfHintKey(core, selfKey);
  const parameters = deriveHint(core, hintKey, message.salt);
  wipe(hintKey);
  const slot = { type: SLOT_SELF, secret: selfKey, recipient: NOBODY, parameters };
  return { type: SLOT_SELF, content: concat(parameters, wrapDek(core, message, slot, dek)) };
}

export function openSelfSlot(
  core: Core,
  message: Binding,
  selfKey: Uint8Array,
  content: Uint8Array,
): Uint8Array | UnwrapFailure {
  const parameters = content.subarray(0, HINT_LENGTH);
  const slot = { type: SLOT_SELF, secret: selfKey, recipient: NOBODY, parameters };
  return unwrapDek(core, message, slot, content.subarray(HINT_LENGTH));
}
