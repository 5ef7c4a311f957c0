import type { Core } from '../crypto/core.ts';
import { hashReaders, nameOf } from './format2.ts';
import { unwrapDek1 } from './keys1.ts';
import { unwrapDek2 } from './keys2.ts';
import { type Envelope, wrappedOf } from './parts.ts';
import type { SlotSecret, UnwrapFailure } from './slot-secret.ts';

/** The DEK in a slot, that the caller wipes. */
export function unwrapDek(
  core: Core,
  envelope: Envelope,
  slot: SlotSecret,
  content: Uint8Array,
): Uint8Array | UnwrapFailure {
  const wrapped = wrappedOf(content);
  if (envelope.version === 1) return unwrapDek1(core, envelope, slot, wrapped);
  const { binding, slots } = envelope;
  return unwrapDek2(core, { binding, readersHash: hashReaders(slots.map(nameOf)) }, slot, wrapped);
}
