import { Reader } from '../bytes/reader.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { Writer } from '../bytes/writer.ts';

export const VERSION = 1;
export const KIND_MESSAGE = 1;
export const MAX_SLOTS = 255;
export const SALT_LENGTH = 16;
export const NONCE_LENGTH = 12;

/** 4 (device), 5 (space token) and 6 (team epoch) are reserved: readers pass over types they do not know. */
export const SLOT_SELF = 1;
export const SLOT_PASSPHRASE = 2;
export const SLOT_CONTACT = 3;

/** One way to the DEK, for one reader. */
export interface Slot {
  readonly type: number;
  readonly content: Uint8Array;
}

/** What every slot's key is bound to. */
export interface Binding {
  /** 16 bytes. */
  readonly salt: Uint8Array;
  /** 32 bytes: commits to the DEK. */
  readonly commitment: Uint8Array;
  /** 32 bytes: commits to the padded plaintext. */
  readonly binding: Uint8Array;
}

export interface Header extends Binding {
  readonly slots: readonly Slot[];
}

export interface Envelope extends Header {
  readonly nonce: Uint8Array;
  /** Every byte before the ciphertext: header and nonce. */
  readonly aad: Uint8Array;
  /** Ciphertext and tag. */
  readonly sealed: Uint8Array;
}

/** The bytes before the nonce. */
export function encodeHeader(header: Header): Uint8Array<ArrayBuffer> {
  const writer = new Writer().u8(VERSION).u8(KIND_MESSAGE).bytes(header.salt);
  writer.bytes(header.commitment).bytes(header.binding).u8(header.slots.length);
  for (const slot of header.slots) writer.u8(slot.type).bytes16(slot.content);
  return writer.finish();
}

/** Throws `newer-version` or `damaged`. What it gives are views on `payload`. */
export function parseEnvelope(payload: Uint8Array): Envelope {
  const reader = new Reader(payload);
  const version = reader.u8();
  if (version > VERSION) throw new SealedTextError('newer-version');
  if (version !== VERSION || reader.u8() !== KIND_MESSAGE) throw new SealedTextError('damaged');
  const salt = reader.bytes(SALT_LENGTH);
  const commitment = reader.bytes(32);
  const binding = reader.bytes(32);
  const count = reader.u8();
  if (count === 0) throw new SealedTextError('damaged');
  const slots: Slot[] = [];
  for (let i = 0; i < count; i++) slots.push(parseSlot(reader));
  if (slots.filter((slot) => slot.type === SLOT_PASSPHRASE).length > 1) throw new SealedTextError('damaged');
  const nonce = reader.bytes(NONCE_LENGTH);
  const aad = payload.subarray(0, reader.offset);
  const sealed = reader.rest();
  if (sealed.length < 16) throw new SealedTextError('damaged');
  return { salt, commitment, binding, slots, nonce, aad, sealed };
}

const CONTENT_LENGTH: ReadonlyMap<number, number> = new Map([
  [SLOT_SELF, 44],
  [SLOT_PASSPHRASE, 66],
  [SLOT_CONTACT, 76],
]);

function parseSlot(reader: Reader): Slot {
  const type = reader.u8();
  const content = reader.bytes16();
  if (content.length !== (CONTENT_LENGTH.get(type) ?? content.length)) throw new SealedTextError('damaged');
  return { type, content };
}
