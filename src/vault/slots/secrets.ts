import { equal, wipe } from '../../bytes/bytes.ts';
import type { Core } from '../../crypto/core.ts';
import type { VaultDatabase } from '../database.ts';
import { PassphraseWrongError, WayInError } from '../errors.ts';
import { deriveSecret } from '../kdf.ts';
import type { KdfPolicy } from '../kdf-policy.ts';
import { isKeySlot, type KeySlot, type Slot, type SlotKind } from '../slot.ts';
import { openSlot, type SlotContext } from '../slot-keys.ts';
import { derivePinSecret, erasePinDevice, resetPinAttempts, takePinAttempt } from './pin-device.ts';
import { parseRecoveryKey } from './recovery-key.ts';

/** What a person brings to get in. */
export type WayIn =
  | { readonly kind: 'password'; readonly passphrase: string }
  /** The groups as they were typed. */
  | { readonly kind: 'recovery'; readonly recoveryKey: string }
  /** `output`: the 32 bytes of the WebAuthn PRF, made with user verification. */
  | { readonly kind: 'passkey'; readonly credentialId: Uint8Array; readonly output: Uint8Array }
  | { readonly kind: 'pin'; readonly pin: string };

const prfOutputLength = 32;

/** A way in that was looked at and can be tried: what is malformed was refused. */
export interface Attempt {
  readonly kind: SlotKind;
  /**
   * The first slot it opens, with the secret; both keys are the caller's to wipe. Nothing where it opens none.
   * `onRefused`: one has refused it, and there may be more. Whatever ends the attempt from there on, it was one.
   */
  readonly open: (onRefused: () => void) => Promise<OpenedSlot | undefined>;
  /** What to throw where it opens none. */
  readonly refusal: () => Error;
}

export interface OpenedSlot {
  readonly slot: KeySlot;
  /** 32 bytes. */
  readonly secret: Uint8Array;
  /** 32 bytes. */
  readonly vaultKey: Uint8Array;
}

/** What an attempt is made against. */
export interface AttemptTarget {
  readonly core: Core;
  readonly db: VaultDatabase;
  readonly context: SlotContext;
  readonly slots: readonly Slot[];
  readonly policy: KdfPolicy;
}

/**
 * Checks everything that can be checked without any key: the form of what was brought, and the KDF parameters of every
 * slot that has some. One bad slot is a sign that somebody wrote into the header.
 * @throws KdfParametersError, RecoveryKeyError, WayInError `passkey-output`, `pin-erased`
 */
export const prepareAttempt = (target: AttemptTarget, way: WayIn): Attempt => {
  const slots = target.slots.filter(isKeySlot);
  for (const slot of slots) if ('parameters' in slot) target.policy(slot.parameters);
  switch (way.kind) {
    case 'password':
      return passwordAttempt(target, way.passphrase);
    case 'recovery':
      return recoveryAttempt(target, way.recoveryKey);
    case 'passkey':
      return passkeyAttempt(target, way);
    case 'pin':
      return pinAttempt(target, way.pin);
  }
};

/** Every slot costs a run of its KDF for a wrong passphrase, however wrong it is. */
const passwordAttempt = (target: AttemptTarget, passphrase: string): Attempt => ({
  kind: 'password',
  refusal: () => new PassphraseWrongError(),
  open: async (onRefused) => {
    for (const slot of target.slots) {
      if (slot.type !== 'password') continue;
      const opened = tryOpen(target, slot, await deriveSecret(target.core, passphrase, slot.parameters));
      if (opened) return opened;
      onRefused();
    }
    return undefined;
  },
});

const recoveryAttempt = (target: AttemptTarget, recoveryKey: string): Attempt => {
  const key = parseRecoveryKey(target.core, recoveryKey);
  return {
    kind: 'recovery',
    refusal: () => new WayInError('recovery-key-wrong'),
    open: async () => firstOf(target, 'recovery', key),
  };
};

const passkeyAttempt = (
  target: AttemptTarget,
  { credentialId, output }: Extract<WayIn, { kind: 'passkey' }>,
): Attempt => {
  const secret = checkPrfOutput(output);
  const slots = target.slots.filter((slot) => slot.type === 'passkey' && equal(slot.credentialId, credentialId));
  return {
    kind: 'passkey',
    refusal: () => new WayInError('passkey-wrong'),
    open: async () => firstOf({ ...target, slots }, 'passkey', secret),
  };
};

const pinAttempt = (target: AttemptTarget, pin: string): Attempt => {
  const slot = target.slots.find((each) => each.type === 'pin');
  if (!slot) throw new WayInError('pin-erased');
  let left = 0;
  return {
    kind: 'pin',
    refusal: () => (left > 0 ? new WayInError('pin-wrong', { left }) : new WayInError('pin-erased')),
    open: async () => {
      const { core, db, context } = target;
      // Nothing can be learnt without the device's key. So it is counted after the stretching, which may be ended.
      const stretched = await deriveSecret(core, pin, slot.parameters);
      try {
        const device = await takePinAttempt(db, slot.id);
        left = device.left;
        const secret = await derivePinSecret(device.key, context.vaultId, slot.id, stretched);
        const opened = tryOpen(target, slot, secret);
        if (opened) await resetPinAttempts(db);
        else if (left === 0) await erasePinDevice(db);
        return opened;
      } finally {
        wipe(stretched);
      }
    },
  };
};

/** A copy. @throws WayInError where the authenticator gave nothing that could be a key */
export const checkPrfOutput = (output: Uint8Array): Uint8Array => {
  const [first] = output;
  if (output.length !== prfOutputLength || output.every((byte) => byte === first))
    throw new WayInError('passkey-output');
  return output.slice();
};

/** Takes over the secret: it is wiped unless it is given back. */
const tryOpen = ({ core, context }: AttemptTarget, slot: KeySlot, secret: Uint8Array): OpenedSlot | undefined => {
  let vaultKey: Uint8Array | undefined;
  try {
    vaultKey = openSlot(core, context, slot, secret);
    return vaultKey && { slot, secret, vaultKey };
  } finally {
    if (!vaultKey) wipe(secret);
  }
};

const firstOf = (target: AttemptTarget, kind: SlotKind, secret: Uint8Array): OpenedSlot | undefined => {
  for (const slot of target.slots) {
    const opened = slot.type === kind ? tryOpen(target, slot, secret.slice()) : undefined;
    if (!opened) continue;
    wipe(secret);
    return opened;
  }
  wipe(secret);
  return undefined;
};
