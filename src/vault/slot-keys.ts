import { equal, wipe } from '../bytes/bytes.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { VaultDamagedError } from './errors.ts';
import { keyLength } from './keys.ts';
import { commitmentLength, encodeSlotParameters, type KeySlot, type SlotDraft, slotCode } from './slot.ts';

/** Binds a slot to its vault and to the vault key's generation. */
export interface SlotContext {
  /** 16 bytes. */
  readonly vaultId: Uint8Array;
  readonly epoch: number;
}

/** @param secret 32 bytes that only this way in gives, see `secrets.ts`. */
export const sealSlot = (
  core: Core,
  context: SlotContext,
  draft: SlotDraft,
  secret: Uint8Array,
  vaultKey: Uint8Array,
): KeySlot => {
  const { kek, commitment } = deriveSlotKeys(core, context, draft, secret);
  const wrapped = core.aesKwWrap(kek, vaultKey);
  wipe(kek);
  return { ...draft, commitment, wrapped };
};

/**
 * The vault key, or nothing where the slot was made for another secret. The caller wipes it.
 * @throws VaultDamagedError where the secret is right and the wrapped key is not
 */
export const openSlot = (
  core: Core,
  context: SlotContext,
  slot: KeySlot,
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
    .u8(slotCode(slot))
    .bytes(slot.id)
    .bytes(encodeSlotParameters(slot))
    .u32(context.epoch)
    .finish();
  const both = core.hkdfSha256(secret, context.vaultId, info, keyLength + commitmentLength);
  const keys = { kek: both.slice(0, keyLength), commitment: both.slice(keyLength) };
  wipe(both);
  return keys;
};
