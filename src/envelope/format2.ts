import { sha256 } from '@noble/hashes/sha2.js';
import { Reader } from '../bytes/reader.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { Writer } from '../bytes/writer.ts';
import {
  type Envelope2,
  parametersOf,
  SLOT_CONTACT,
  SLOT_INTRODUCTION,
  SLOT_PASSPHRASE,
  SLOT_SELF,
  type Slot,
} from './parts.ts';

/** Version 2 in the upper four bits, a message in the lower. */
export const VERSION_KIND = 0x21;
export const BINDING_LENGTH = 32;
export const TAG = 16;
/** Of the plaintext: below it all messages have one length. */
export const SHORTEST = 96;

/** Frozen: no slot says how long it is. */
export const CONTENT_LENGTHS: ReadonlyMap<number, number> = new Map([
  [SLOT_SELF, 44],
  [SLOT_PASSPHRASE, 66],
  [SLOT_CONTACT, 76],
  [4, 77],
  [5, 44],
  [6, 44],
  [7, 556],
  [8, 1_164],
  [SLOT_INTRODUCTION, 284],
]);

/** Type and parameters of one slot. */
export interface SlotName {
  readonly type: number;
  readonly parameters: Uint8Array;
}

/** Who can open a message, as far as its bytes say: in every KEK, so that nobody is dropped, added or moved. */
export function hashReaders(slots: readonly SlotName[]): Uint8Array {
  const writer = new Writer().label('fieldseal/2/readers').u8(slots.length);
  for (const { type, parameters } of slots) writer.u8(type).bytes(parameters);
  return sha256(writer.finish());
}

/** The bytes before the ciphertext. */
export function encodeHeader(binding: Uint8Array, slots: readonly Slot[]): Uint8Array<ArrayBuffer> {
  const writer = new Writer().u8(VERSION_KIND).bytes(binding).u8(slots.length);
  for (const { type, content } of slots) writer.u8(type).bytes(content);
  return writer.finish();
}

/** Throws `newer-version` or `damaged`. What it gives are views on `payload`. */
export function parseFormat2(payload: Uint8Array): Envelope2 {
  const reader = new Reader(payload);
  if (reader.u8() !== VERSION_KIND) throw new SealedTextError('damaged');
  const binding = reader.bytes(BINDING_LENGTH);
  const count = reader.u8();
  if (count === 0) throw new SealedTextError('damaged');
  const slots: Slot[] = [];
  for (let i = 0; i < count; i++) slots.push(parseSlot(reader));
  if (slots.filter(({ type }) => type === SLOT_PASSPHRASE).length > 1) throw new SealedTextError('damaged');
  const aad = payload.subarray(0, reader.offset);
  const sealed = reader.rest();
  if (sealed.length < SHORTEST + TAG) throw new SealedTextError('damaged');
  return { version: 2, salt: binding, binding, slots, aad, sealed };
}

/** An introduction wraps no key: all of it are parameters. */
export const nameOf = ({ type, content }: Slot): SlotName => ({
  type,
  parameters: type === SLOT_INTRODUCTION ? content : parametersOf(content),
});

function parseSlot(reader: Reader): Slot {
  const type = reader.u8();
  const length = CONTENT_LENGTHS.get(type);
  if (length === undefined) throw new SealedTextError('newer-version');
  return { type, content: reader.bytes(length) };
}
