// What somebody who knows the DEK of a text in format 2 can make of it, with a program of their own.
import { armor } from '../../src/bytes/armor.ts';
import { concat } from '../../src/bytes/bytes.ts';
import type { Core } from '../../src/crypto/core.ts';
import { openContactSlot } from '../../src/envelope/contact-slot.ts';
import { encodeHeader } from '../../src/envelope/format2.ts';
import { deriveBodyKey, NONCE } from '../../src/envelope/keys2.ts';
import type { Envelope, Slot } from '../../src/envelope/parts.ts';
import type { Person } from '../unit/envelope/people.ts';

/** The DEK that `reader` finds in a slot from `writer`. */
export async function dekFrom(
  core: Core,
  envelope: Envelope,
  writer: Person,
  reader: Person,
  slot: number,
): Promise<Uint8Array> {
  const dek = await openContactSlot(core, envelope, reader, writer.contact, envelope.slots[slot]!.content);
  if (typeof dek === 'string') throw new Error(dek);
  return dek;
}

/** A text of any binding, slots and plaintext, whose body is authentic under the DEK. */
export function assemble2(
  core: Core,
  binding: Uint8Array,
  slots: readonly Slot[],
  dek: Uint8Array,
  plaintext: Uint8Array,
): string {
  const aad = encodeHeader(binding, slots);
  return armor('message', concat(aad, core.aesGcmSeal(deriveBodyKey(core, dek, binding), NONCE, aad, plaintext)));
}
