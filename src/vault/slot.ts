import { Reader } from '../bytes/reader.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import { encodeKdfParameters, type KdfParameters, parseKdfParameters } from './kdf.ts';
import { keyLength } from './keys.ts';

/** The ways in. */
export type SlotKind = 'password' | 'recovery' | 'passkey' | 'pin';

/** Slot types on disk. They never change their meaning. */
const codes = { password: 1, recovery: 2, passkey: 3, pin: 4 } as const satisfies Record<SlotKind, number>;

export const slotIdLength = 16;
export const commitmentLength = 32;
export const prfSaltLength = 32;
const wrappedLength = keyLength + 8;

/** What a slot is before a vault key is wrapped into it: its id, and all that its secret is bound to. */
export type SlotDraft =
  /** A passphrase. */
  | { readonly type: 'password'; readonly id: Uint8Array; readonly parameters: KdfParameters }
  /** 32 random bytes on paper. */
  | { readonly type: 'recovery'; readonly id: Uint8Array }
  /** A WebAuthn credential and the 32 bytes its PRF is evaluated at. */
  | {
      readonly type: 'passkey';
      readonly id: Uint8Array;
      readonly credentialId: Uint8Array;
      readonly prfSalt: Uint8Array;
    }
  /** A PIN together with this device's secret. */
  | { readonly type: 'pin'; readonly id: Uint8Array; readonly parameters: KdfParameters };

/** One way into the vault. `id`: 16 bytes. Names and dates are in the sealed slot book. */
export type KeySlot = SlotDraft & {
  /** 32 bytes: fixes the secret, since AES-KW alone does not. */
  readonly commitment: Uint8Array;
  /** The vault key under AES-KW, 40 bytes. */
  readonly wrapped: Uint8Array;
};

export type SlotOf<Kind extends SlotKind> = Extract<KeySlot, { readonly type: Kind }>;

/** A slot this version cannot use, kept as it is. `body`: what follows type and length. */
export interface OpaqueSlot {
  readonly type: 'opaque';
  readonly code: number;
  readonly body: Uint8Array;
}

export type Slot = KeySlot | OpaqueSlot;

/** What format 1 kept readable beside a password slot. */
export interface SlotNote {
  readonly id: Uint8Array;
  readonly created: number;
  readonly name: string;
}

export const isKeySlot = (slot: Slot): slot is KeySlot => slot.type !== 'opaque';

export const slotCode = (slot: Slot | SlotDraft): number => (slot.type === 'opaque' ? slot.code : codes[slot.type]);

/** What stands between id and commitment, and goes into the slot's key: nothing of it can be changed. */
export const encodeSlotParameters = (slot: SlotDraft): Uint8Array => {
  const writer = new Writer();
  if (slot.type === 'password' || slot.type === 'pin') writer.bytes8(encodeKdfParameters(slot.parameters));
  if (slot.type === 'passkey') writer.bytes16(slot.credentialId).bytes(slot.prfSalt);
  return writer.finish();
};

export const encodeSlot = (slot: Slot): Uint8Array => {
  const writer = new Writer().u8(slotCode(slot));
  if (slot.type === 'opaque') return writer.bytes16(slot.body).finish();
  const { id, commitment, wrapped } = slot;
  const body = new Writer().bytes(id).bytes(encodeSlotParameters(slot)).bytes(commitment).bytes(wrapped).finish();
  return writer.bytes16(body).finish();
};

/** Pure. Throws as `Reader` does, and `KdfParametersError` for an unknown KDF. */
export const parseSlot = (reader: Reader): Slot => {
  const code = reader.u8();
  const body = new Reader(reader.bytes16());
  const draft = parseDraft(code, body);
  if (!draft) return { type: 'opaque', code, body: body.rest().slice() };
  const slot = { ...draft, ...parseKeys(body) };
  body.end();
  return slot;
};

/** A slot of format 1. Other types than passwords had no body yet. */
export const parseSlot1 = (reader: Reader): { readonly slot: Slot; readonly note?: SlotNote } => {
  const code = reader.u8();
  const body = new Reader(reader.bytes16());
  if (code !== codes.password) return { slot: { type: 'opaque', code, body: body.rest().slice() } };
  const id = body.bytes(slotIdLength).slice();
  const note = { id, created: body.u64(), name: decodeUtf8(body.bytes8()) };
  const slot: KeySlot = { type: 'password', id, parameters: parseKdfParameters(body.bytes8()), ...parseKeys(body) };
  body.end();
  return { slot, note };
};

const parseDraft = (code: number, body: Reader): SlotDraft | undefined => {
  const id = (): Uint8Array => body.bytes(slotIdLength).slice();
  switch (code) {
    case codes.password:
      return { type: 'password', id: id(), parameters: parseKdfParameters(body.bytes8()) };
    case codes.recovery:
      return { type: 'recovery', id: id() };
    case codes.passkey: {
      const slotId = id();
      const credentialId = body.bytes16().slice();
      return { type: 'passkey', id: slotId, credentialId, prfSalt: body.bytes(prfSaltLength).slice() };
    }
    case codes.pin:
      return { type: 'pin', id: id(), parameters: parseKdfParameters(body.bytes8()) };
    default:
      return undefined;
  }
};

const parseKeys = (body: Reader): { readonly commitment: Uint8Array; readonly wrapped: Uint8Array } => ({
  commitment: body.bytes(commitmentLength).slice(),
  wrapped: body.bytes(wrappedLength).slice(),
});
