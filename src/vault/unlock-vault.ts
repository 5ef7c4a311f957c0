import { equal, wipe } from '../bytes/bytes.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import { type RandomSource, randomBytes } from '../crypto/random.ts';
import { type AnchorStore, checkAnchor } from './anchor.ts';
import { countAttempt } from './attempts/count-attempts.ts';
import type { Monotonic } from './attempts/wait-clock.ts';
import { findDamage } from './damage.ts';
import type { VaultDatabase } from './database.ts';
import { VaultBusyError, VaultDamagedError, VaultMissingError } from './errors.ts';
import { authenticateHeader, type ParsedHeader, parseHeader } from './header.ts';
import { type KdfPolicy, kdfPolicy } from './kdf-policy.ts';
import { deriveVaultKeys, deriveVaultSubkey, type VaultKeys, wipeVaultKeys } from './keys.ts';
import { browserLocks, type VaultLocks } from './locks.ts';
import { openManifestOf } from './open-rows.ts';
import { readHeader, readRows, type VaultRows } from './rows.ts';
import { prepareAttempt, type WayIn } from './slots/secrets.ts';
import { Vault } from './vault.ts';

/** What every way in takes. */
export interface UnlockOptions {
  /** Milliseconds since 1970 UTC; the clock's if left out. */
  readonly now?: number;
  /** `performance.now` if left out. */
  readonly monotonic?: Monotonic;
  readonly policy?: KdfPolicy;
  readonly random?: RandomSource;
  readonly locks?: VaultLocks;
  /** A witness outside the database, see `Vault.anchorState`. */
  readonly anchors?: AnchorStore;
}

export interface UnlockVaultOptions extends UnlockOptions {
  readonly passphrase: string;
}

/**
 * Opens the vault under its passphrase. Nothing in it is changed: `settleUnlock` does what is to be done afterwards.
 * @throws PassphraseWrongError, and what `unlockVaultBy` throws
 */
export const unlockVault = (
  core: Core,
  db: VaultDatabase,
  { passphrase, ...options }: UnlockVaultOptions,
): Promise<Vault> => unlockVaultBy(core, db, { kind: 'password', passphrase }, options);

/**
 * Opens the vault and checks header, manifest and the tag of every record. Single damaged records do not keep it shut:
 * they are in `Vault.damage`, and reading one throws.
 * @throws VaultMissingError, NewerVersionError, KdfParametersError, RecoveryKeyError: before anything is tried
 * @throws UnlockWaitError after too many wrong passphrases: nothing was tried
 * @throws PassphraseWrongError, WayInError
 * @throws OutOfMemoryError
 * @throws VaultDamagedError where header or root cannot be believed
 * @throws VaultBusyError where the slots were changed meanwhile; trying again is safe
 */
export const unlockVaultBy = async (
  core: Core,
  db: VaultDatabase,
  way: WayIn,
  options: UnlockOptions = {},
): Promise<Vault> => {
  const {
    random = randomBytes,
    locks = browserLocks,
    policy = kdfPolicy,
    now = Date.now(),
    monotonic,
    anchors,
  } = options;
  const before = await readHeader(db);
  if (before.header === undefined) throw new VaultMissingError(before.records);
  const header = parseHeader(before.header);
  const { vaultId } = header;
  const attempt = prepareAttempt({ core, db, context: header, slots: header.slots, policy }, way);
  const opened = await countAttempt({ core, db, locks, ...(monotonic && { monotonic }) }, way.kind, now, attempt.open);
  if (!opened) throw attempt.refusal();
  wipe(opened.secret);
  const keys = openKeys(core, header, opened.vaultKey);
  try {
    const rows = await rowsUnder(db, header);
    const manifest = await openManifestOf(rows, { core, keys, vaultId });
    if (manifest.root.epoch !== header.epoch) throw new VaultDamagedError('root');
    const damage = findDamage(manifest, rows.records);
    const anchor = anchors && {
      anchors,
      // A witness that cannot be asked is none that fits.
      ...checkAnchor({ core, keys, vaultId }, manifest, await anchors.load().catch(() => null)),
    };
    const { id: slotId, commitment } = opened.slot;
    const openedBy = { kind: way.kind, slotId, commitment };
    return new Vault({ core, db, locks, random, vaultId, keys, manifest, damage, openedBy, ...anchor });
  } catch (error) {
    wipeVaultKeys(keys);
    throw error;
  }
};

/** Takes over the vault key. @throws VaultDamagedError where the header was not made with it */
const openKeys = (core: Core, header: ParsedHeader, vaultKey: Uint8Array): VaultKeys => {
  const keys = deriveVaultKeys(core, vaultKey, header.vaultId, header.epoch);
  try {
    authenticateHeader(core, header, keys.header);
    return header.previous ? { ...keys, previousRecordWrap: openPrevious(core, header, header.previous, keys) } : keys;
  } catch (error) {
    wipeVaultKeys(keys);
    throw error;
  }
};

/** `record-wrap` of the vault key before this one, which is still in use for some rows. */
const openPrevious = (
  core: Core,
  { vaultId }: ParsedHeader,
  previous: Uint8Array,
  { vaultKey }: VaultKeys,
): Uint8Array => {
  const kek = deriveVaultSubkey(core, vaultKey, vaultId, 'previous-key');
  try {
    const earlier = core.aesKwUnwrap(kek, previous);
    const recordWrap = deriveVaultSubkey(core, earlier, vaultId, 'record-wrap');
    wipe(earlier);
    return recordWrap;
  } catch (cause) {
    if (cause instanceof AuthenticationError) throw new VaultDamagedError('header', {}, { cause });
    throw cause;
  } finally {
    wipe(kek);
  }
};

/** The rows as they are now: the KDF took its time, and others may have written. */
const rowsUnder = async (db: VaultDatabase, header: ParsedHeader): Promise<VaultRows> => {
  const rows = await readRows(db);
  if (!(rows.header instanceof Uint8Array) || !equal(rows.header, header.bytes)) throw new VaultBusyError();
  return rows;
};
