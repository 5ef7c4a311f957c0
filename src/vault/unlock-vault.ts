import { equal, wipe } from '../bytes/bytes.ts';
import type { Core } from '../crypto/core.ts';
import { type RandomSource, randomBytes } from '../crypto/random.ts';
import { findDamage } from './damage.ts';
import type { VaultDatabase } from './database.ts';
import { PassphraseWrongError, VaultBusyError, VaultDamagedError, VaultMissingError } from './errors.ts';
import { authenticateHeader, type ParsedHeader, parseHeader } from './header.ts';
import { deriveSecret } from './kdf.ts';
import { checkKdfCost, type KdfPolicy, kdfPolicy } from './kdf-policy.ts';
import { deriveVaultKeys, wipeVaultKeys } from './keys.ts';
import { browserLocks, type VaultLocks } from './locks.ts';
import { openManifestOf } from './open-rows.ts';
import { readHeader, readRows, type VaultRows } from './rows.ts';
import { openSlot, type PasswordSlot } from './slot.ts';
import { Vault } from './vault.ts';

export interface UnlockVaultOptions {
  readonly passphrase: string;
  readonly policy?: KdfPolicy;
  readonly random?: RandomSource;
  readonly locks?: VaultLocks;
}

/**
 * Opens the vault and checks header, manifest and the tag of every record. Single damaged records do not keep it shut:
 * they are in `Vault.damage`, and reading one throws.
 * @throws VaultMissingError, NewerVersionError, KdfParametersError, OutOfMemoryError: before or without any key
 * @throws PassphraseWrongError
 * @throws VaultDamagedError where header or root cannot be believed
 * @throws VaultBusyError where the slots were changed meanwhile; trying again is safe
 */
export const unlockVault = async (core: Core, db: VaultDatabase, options: UnlockVaultOptions): Promise<Vault> => {
  const { random = randomBytes, locks = browserLocks, policy = kdfPolicy } = options;
  const before = await readHeader(db);
  if (before.header === undefined) throw new VaultMissingError(before.records);
  const header = parseHeader(before.header);
  const { vaultId } = header;
  const keys = deriveVaultKeys(core, openAnySlot(core, header, options.passphrase, policy), vaultId);
  try {
    authenticateHeader(core, header, keys.header);
    const rows = await rowsUnder(db, header);
    const manifest = await openManifestOf(rows, { core, keys, vaultId });
    if (manifest.root.epoch !== header.epoch) throw new VaultDamagedError('root');
    const damage = findDamage(manifest, rows.records);
    return new Vault({ core, db, locks, random, vaultId, keys, manifest, damage });
  } catch (error) {
    wipeVaultKeys(keys);
    throw error;
  }
};

/** Every parameter is checked before any KDF runs: one bad slot is a sign that somebody wrote into the header. */
const openAnySlot = (core: Core, header: ParsedHeader, passphrase: string, policy: KdfPolicy): Uint8Array => {
  const slots = header.slots.filter((slot): slot is PasswordSlot => slot.type === 'password');
  for (const slot of slots) checkKdfCost(slot.parameters, policy);
  for (const slot of slots) {
    const secret = deriveSecret(core, passphrase, slot.parameters);
    try {
      const vaultKey = openSlot(core, header, slot, secret);
      if (vaultKey) return vaultKey;
    } finally {
      wipe(secret);
    }
  }
  throw new PassphraseWrongError();
};

/** The rows as they are now: the KDF took its time, and others may have written. */
const rowsUnder = async (db: VaultDatabase, header: ParsedHeader): Promise<VaultRows> => {
  const rows = await readRows(db);
  if (!(rows.header instanceof Uint8Array) || !equal(rows.header, header.bytes)) throw new VaultBusyError();
  return rows;
};
