import { equal, wipe } from '../../bytes/bytes.ts';
import { VaultBusyError } from '../errors.ts';
import { makePasswordSecret, type StretchOptions } from '../new-password.ts';
import type { KeySlot } from '../slot.ts';
import { sealSlot } from '../slot-keys.ts';
import { engineOf, type Vault } from '../vault.ts';
import { findSlot, keptSlots, withSlots } from './header-change.ts';
import { openWayIn } from './prove-way-in.ts';

export interface ChangePassphraseOptions extends StretchOptions {
  /** The one that is given up. */
  readonly current: string;
  /** Not empty. */
  readonly next: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/**
 * Rewrites the one slot that the current passphrase opens: same id, new salt, new wrap. No other slot, no record and no
 * bucket is written. Whoever kept a copy of the old header still opens that copy with the old passphrase, and has the
 * vault key then: only `rotateVaultKey` ends that. The caller puts it into the activity log.
 * @throws PassphraseWrongError, UnlockWaitError, PassphraseEmptyError, KdfParametersError
 * @throws VaultBusyError where the slot was changed meanwhile
 */
export const changePassphrase = async (vault: Vault, options: ChangePassphraseOptions): Promise<void> => {
  const { core, random } = engineOf(vault).parts;
  const { slot, secret: old } = await openWayIn(vault, { kind: 'password', passphrase: options.current }, options);
  wipe(old);
  const { parameters, secret } = makePasswordSecret(core, random, options.next, options);
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
