import { equal, wipe } from '../../bytes/bytes.ts';
import { decodeHex } from '../../bytes/hex.ts';
import { SlotError, VaultBusyError } from '../errors.ts';
import { makePasswordSecret, type StretchOptions } from '../new-password.ts';
import type { KeySlot } from '../slot.ts';
import { sealSlot } from '../slot-keys.ts';
import { engineOf, type Vault } from '../vault.ts';
import { findSlot, keptSlots, withSlots } from './header-change.ts';
import { openWayIn, proveWayIn } from './prove-way-in.ts';
import type { WayIn } from './secrets.ts';

export interface ReplacePassphraseOptions extends StretchOptions {
  /** Of the slot, as `listSlots` gives it. */
  readonly id: string;
  /** Any way in: who forgot the passphrase may bring the recovery key. */
  readonly proof: WayIn;
  /** Not empty. */
  readonly next: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/**
 * Rewrites one password slot: same id, new salt, new wrap. No other slot, no record and no bucket is written. Anyone who
 * kept a copy of the old header still opens that copy with the old passphrase, and has the vault key then: only
 * `rotateVaultKey` ends that. The caller puts it into the activity log.
 * @throws what `proveWayIn` throws, PassphraseEmptyError, KdfParametersError
 * @throws SlotError `slot-missing` where this is no password slot
 * @throws VaultBusyError where the slot was changed meanwhile
 */
export const replacePassphrase = async (vault: Vault, options: ReplacePassphraseOptions): Promise<void> => {
  await proveWayIn(vault, options.proof, options);
  const engine = engineOf(vault);
  const slot = findSlot(await engine.headerNow(), decodeHex(options.id));
  if (slot?.type !== 'password') throw new SlotError('slot-missing');
  await stretchInto(vault, slot, options.next, options);
};

export interface ChangePassphraseOptions extends StretchOptions {
  /** The one that is given up: it says which slot is meant. */
  readonly current: string;
  /** Not empty. */
  readonly next: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** `replacePassphrase` for the slot that the current passphrase opens. Throws the same. */
export const changePassphrase = async (vault: Vault, options: ChangePassphraseOptions): Promise<void> => {
  const { slot, secret } = await openWayIn(vault, { kind: 'password', passphrase: options.current }, options);
  wipe(secret);
  await stretchInto(vault, slot, options.next, options);
};

const stretchInto = async (vault: Vault, slot: KeySlot, next: string, options: StretchOptions): Promise<void> => {
  const { core, random } = engineOf(vault).parts;
  const { parameters, secret } = await makePasswordSecret(core, random, next, options);
  try {
    await replaceSlot(vault, slot, (context, vaultKey) =>
      sealSlot(core, context, { type: 'password', id: slot.id, parameters }, secret, vaultKey),
    );
  } finally {
    wipe(secret);
  }
};

type Reseal = (context: Parameters<typeof sealSlot>[1], vaultKey: Uint8Array) => KeySlot;

const replaceSlot = (vault: Vault, slot: KeySlot, reseal: Reseal): Promise<void> => {
  const engine = engineOf(vault);
  return engine.transact(async (manifest) => {
    const header = await engine.header(manifest);
    const present = findSlot(header, slot.id);
    if (!present || !equal(present.commitment, slot.commitment)) throw new VaultBusyError();
    const next = reseal(header, engine.opener().keys.vaultKey);
    const slots = keptSlots(header).map((each) => (each === present ? next : each));
    return { beside: { header: withSlots(vault, header, slots) }, changes: [], result: undefined };
  });
};
