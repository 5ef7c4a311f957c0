import { equal, wipe } from '../../bytes/bytes.ts';
import { PassphraseWrongError, VaultBusyError, WayInError } from '../errors.ts';
import type { ParsedHeader } from '../header.ts';
import { isKeySlot, type KeySlot } from '../slot.ts';
import { sealSlot } from '../slot-keys.ts';
import { requireLasting } from '../slots/change-slots.ts';
import { openWayIn, type ProveOptions } from '../slots/prove-way-in.ts';
import type { OpenedSlot, WayIn } from '../slots/secrets.ts';
import { engineOf, type Vault } from '../vault.ts';

/** A slot whose secret is at hand, so that another vault key can be wrapped into it. */
export type ProvedSlot = Omit<OpenedSlot, 'vaultKey'>;

/**
 * Opens every slot that is to stay. A slot's key hangs on the generation of the vault key, and only the secret gives
 * the next one: who stole the vault key cannot follow it, and a slot whose secret is not brought cannot stay.
 * @throws what `proveWayIn` throws, also where a secret opens a slot that another has opened: it was brought for a
 * second one, which would be lost unseen; SlotError `slot-last` where no passphrase and no recovery key would stay
 */
export const proveSlots = async (
  vault: Vault,
  ways: readonly WayIn[],
  options: ProveOptions,
): Promise<ProvedSlot[]> => {
  const proved: ProvedSlot[] = [];
  try {
    for (const way of ways) {
      const opened = await openWayIn(vault, way, options);
      const again = proved.some(({ slot }) => equal(slot.id, opened.slot.id));
      proved.push(opened);
      if (again) throw way.kind === 'recovery' ? new WayInError('recovery-key-wrong') : new PassphraseWrongError();
    }
    requireLasting(proved.map(({ slot }) => slot));
    return proved;
  } catch (error) {
    wipeProved(proved);
    throw error;
  }
};

export const wipeProved = (proved: readonly ProvedSlot[]): void => wipe(...proved.map(({ secret }) => secret));

/**
 * The slots of the next generation, in the order of the header; those nobody proved are left out.
 * @throws VaultBusyError where a proved slot was changed meanwhile
 */
export const nextSlots = (
  vault: Vault,
  header: ParsedHeader,
  proved: readonly ProvedSlot[],
  epoch: number,
  vaultKey: Uint8Array,
): { readonly kept: readonly KeySlot[]; readonly removed: readonly KeySlot[] } => {
  const { core, vaultId } = engineOf(vault).parts;
  const present = header.slots.filter(isKeySlot);
  const proofOf = (slot: KeySlot) => proved.find((each) => equal(each.slot.commitment, slot.commitment));
  if (proved.some(({ slot }) => !present.some((each) => equal(each.commitment, slot.commitment))))
    throw new VaultBusyError();
  const kept = present.flatMap((slot) => {
    const proof = proofOf(slot);
    return proof ? [sealSlot(core, { vaultId, epoch }, slot, proof.secret, vaultKey)] : [];
  });
  return { kept, removed: present.filter((slot) => !proofOf(slot)) };
};
