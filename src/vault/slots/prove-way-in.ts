import { equal, wipe } from '../../bytes/bytes.ts';
import { countAttempt } from '../attempts/count-attempts.ts';
import type { Monotonic } from '../attempts/wait-clock.ts';
import { VaultDamagedError } from '../errors.ts';
import { type KdfPolicy, kdfPolicy } from '../kdf-policy.ts';
import { engineOf, type Vault } from '../vault.ts';
import { type OpenedSlot, prepareAttempt, type WayIn } from './secrets.ts';

export interface ProveOptions {
  readonly now?: number;
  /** `performance.now` if left out. */
  readonly monotonic?: Monotonic;
  readonly policy?: KdfPolicy;
}

/**
 * Whether the person here knows a way in, although the vault is open: before a plaintext export, say. It counts as an
 * attempt at unlocking.
 * @throws what `unlockVaultBy` throws
 */
export const proveWayIn = async (vault: Vault, way: WayIn, options: ProveOptions = {}): Promise<void> => {
  wipe((await openWayIn(vault, way, options)).secret);
};

/** The slot that it opens, with its secret, which the caller wipes. */
export const openWayIn = async (
  vault: Vault,
  way: WayIn,
  { now = Date.now(), monotonic, policy = kdfPolicy }: ProveOptions,
): Promise<Omit<OpenedSlot, 'vaultKey'>> => {
  const engine = engineOf(vault);
  const { core, db, locks } = engine.parts;
  const header = await engine.headerNow();
  const attempt = prepareAttempt({ core, db, context: header, slots: header.slots, policy }, way);
  const opened = await countAttempt({ core, db, locks, ...(monotonic && { monotonic }) }, way.kind, now, attempt.open);
  if (!opened) throw attempt.refusal();
  const { slot, secret, vaultKey } = opened;
  const fits = engine.isOpen && equal(vaultKey, engine.opener().keys.vaultKey);
  wipe(vaultKey);
  if (fits) return { slot, secret };
  wipe(secret);
  engine.opener();
  throw new VaultDamagedError('header');
};
