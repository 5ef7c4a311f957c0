import { equal, wipe } from '../bytes/bytes.ts';
import { Reader } from '../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { VaultDamagedError } from './errors.ts';
import { encodeKdfParameters, type KdfParameters, parseKdfParameters } from './kdf.ts';
import { keyLength } from './keys.ts';

/** Slot types on disk. Recovery (2), passkey (3) and PIN (4) have their numbers, and nothing reads them yet. */
export const passwordSlotType = 1;

export const slotIdLength = 16;
const commitmentLength = 32;
const wrappedLength = keyLength + 8;

/** One passphrase that opens the vault. */
export interface PasswordSlot {
  readonly type: 'password';
  /** 16 bytes. */
  readonly id: Uint8Array;
  /** Milliseconds since 1970 UTC. Readable without the passphrase. */
  readonly created: number;
  /** At most 255 bytes of UTF-8. Readable without the passphrase. */
  readonly label: string;
  readonly parameters: KdfParameters;
  /** 32 bytes: fixes the secret, since AES-KW alone does not. */
  readonly commitment: Uint8Array;
  /** The vault key under AES-KW, 40 bytes. */
  readonly wrapped: Uint8Array;
}

/** A slot this version cannot use, kept as it is. `body`: what follows type and length. */
export interface OpaqueSlot {
  readonly type: 'opaque';
  readonly code: number;
  readonly body: Uint8Array;
}

export type Slot = PasswordSlot | OpaqueSlot;

/** Binds a slot to its vault and to the vault key's generation. */
export interface SlotContext {
  /** 16 bytes. */
  readonly vaultId: Uint8Array;
  readonly epoch: number;
}

export const encodeSlot = (slot: Slot): Uint8Array => {
  if (slot.type === 'opaque') return new Writer().u8(slot.code).bytes16(slot.body).finish();
  const body = new Writer()
    .bytes(slot.id)
    .u64(slot.created)
    .bytes8(encodeUtf8(slot.label))
    .bytes8(encodeKdfParameters(slot.parameters))
    .bytes(slot.commitment)
    .bytes(slot.wrapped)
    .finish();
  return new Writer().u8(passwordSlotType).bytes16(body).finish();
};

/** Pure. Throws as `Reader` does, and `KdfParametersError` for an unknown KDF. */
export const parseSlot = (reader: Reader): Slot => {
  const code = reader.u8();
  const body = reader.bytes16();
  return code === passwordSlotType ? parsePasswordSlot(body) : { type: 'opaque', code, body: body.slice() };
};

const parsePasswordSlot = (body: Uint8Array): PasswordSlot => {
  const reader = new Reader(body);
  const slot: PasswordSlot = {
    type: 'password',
    id: reader.bytes(slotIdLength).slice(),
    created: reader.u64(),
    label: decodeUtf8(reader.bytes8()),
    parameters: parseKdfParameters(reader.bytes8()),
    commitment: reader.bytes(commitmentLength).slice(),
    wrapped: reader.bytes(wrappedLength).slice(),
  };
  reader.end();
  return slot;
};

/** What is in a slot before the vault key is wrapped into it. */
export type SlotDraft = Omit<PasswordSlot, 'type' | 'commitment' | 'wrapped'>;

/** @param secret 32 bytes that `deriveSecret` made of the passphrase with `draft.parameters`. */
export const sealSlot = (
  core: Core,
  context: SlotContext,
  draft: SlotDraft,
  secret: Uint8Array,
  vaultKey: Uint8Array,
): PasswordSlot => {
  const { kek, commitment } = deriveSlotKeys(core, context, draft, secret);
  const wrapped = core.aesKwWrap(kek, vaultKey);
  wipe(kek);
  return { ...draft, type: 'password', commitment, wrapped };
};

/**
 * The vault key, or nothing where the slot was made for another secret. The caller wipes it.
 * @throws VaultDamagedError where the secret is right and the wrapped key is not
 */
export const openSlot = (
  core: Core,
  context: SlotContext,
  slot: PasswordSlot,
  secret: Uint8Array,
): Uint8Array | undefined => {
  const { kek, commitment } = deriveSlotKeys(core, context, slot, secret);
  try {
    if (!equal(commitment, slot.commitment)) return undefined;
    return core.aesKwUnwrap(kek, slot.wrapped);
  } catch (cause) {
    throw new VaultDamagedError('header', {}, { cause });
  } finally {
    wipe(kek);
  }
};

const deriveSlotKeys = (
  core: Core,
  context: SlotContext,
  slot: SlotDraft,
  secret: Uint8Array,
): { kek: Uint8Array; commitment: Uint8Array } => {
  const info = new Writer()
    .label('fieldseal/1/vault-slot')
    .u8(passwordSlotType)
    .bytes(slot.id)
    .bytes8(encodeKdfParameters(slot.parameters))
    .u32(context.epoch)
    .finish();
  const both = core.hkdfSha256(secret, context.vaultId, info, keyLength + commitmentLength);
  const keys = { kek: both.slice(0, keyLength), commitment: both.slice(keyLength) };
  wipe(both);
  return keys;
};
