import { Reader } from '../bytes/reader.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { type Envelope1, SLOT_CONTACT, SLOT_PASSPHRASE, SLOT_SELF, type Slot } from './parts.ts';

export const VERSION = 1;
export const KIND_MESSAGE = 1;

/** Throws `damaged`. What it gives are views on `payload`. */
export function parseFormat1(payload: Uint8Array): Envelope1 {
  const reader = new Reader(payload);
  if (reader.u8() !== VERSION || reader.u8() !== KIND_MESSAGE) throw new SealedTextError('damaged');
  const salt = reader.bytes(16);
  const commitment = reader.bytes(32);
  const binding = reader.bytes(32);
  const count = reader.u8();
  if (count === 0) throw new SealedTextError('damaged');
  const slots: Slot[] = [];
  for (let i = 0; i < count; i++) slots.push(parseSlot(reader));
  if (slots.filter((slot) => slot.type === SLOT_PASSPHRASE).length > 1) throw new SealedTextError('damaged');
  const nonce = reader.bytes(12);
  const aad = payload.subarray(0, reader.offset);
  const sealed = reader.rest();
  if (sealed.length < 16) throw new SealedTextError('damaged');
  return { version: 1, salt, commitment, binding, slots, nonce, aad, sealed };
}

const CONTENT_LENGTH: ReadonlyMap<number, number> = new Map([
  [SLOT_SELF, 44],
  [SLOT_PASSPHRASE, 66],
  [SLOT_CONTACT, 76],
]);

/** Types it does not know are passed over. */
function parseSlot(reader: Reader): Slot {
  const type = reader.u8();
  const content = reader.bytes16();
  if (content.length !== (CONTENT_LENGTH.get(type) ?? content.length)) throw new SealedTextError('damaged');
  return { type, content };
}
