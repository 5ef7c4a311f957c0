import { wipe } from '../bytes/bytes.ts';
import type { Core } from '../crypto/core.ts';
import { OutOfMemoryError } from '../crypto/errors.ts';
import { type RandomSource, randomBytes } from '../crypto/random.ts';
import { noDamage } from './damage.ts';
import type { VaultDatabase } from './database.ts';
import { PassphraseEmptyError, VaultExistsError } from './errors.ts';
import { sealHeader, vaultIdLength } from './header.ts';
import { deriveSecret, type KdfParameters, makeKdfParameters } from './kdf.ts';
import {
  checkKdfCost,
  defaultKdfCost,
  fallbackKdfCost,
  type KdfCost,
  type KdfPolicy,
  kdfPolicy,
} from './kdf-policy.ts';
import { deriveVaultKeys, keyLength, wipeVaultKeys } from './keys.ts';
import { browserLocks, type VaultLocks, vaultLockName } from './locks.ts';
import type { Manifest, Opener } from './manifest.ts';
import { makeRoot, sealRoot } from './manifest-root.ts';
import { type PreparedWrite, prepareWrite, type RecordChange } from './prepare-write.ts';
import { commitNewVault } from './rows.ts';
import { sealSlot, slotIdLength } from './slot.ts';
import { Vault } from './vault.ts';

export interface CreateVaultOptions {
  /** Not empty. How strong it must be is the view's business. */
  readonly passphrase: string;
  /** Milliseconds since 1970 UTC, for the slot's date. */
  readonly now: number;
  /** Shown with the slot, readable without the passphrase; empty if left out. */
  readonly label?: string;
  /** What the vault holds from the start, written together with its header; the values are wiped afterwards. */
  readonly contents?: (vault: Vault) => readonly RecordChange[];
  readonly kdf?: KdfCost;
  readonly policy?: KdfPolicy;
  readonly random?: RandomSource;
  readonly locks?: VaultLocks;
}

const firstEpoch = 1;

/**
 * Makes a vault with one password slot in an empty database, and gives it unlocked.
 * @throws VaultExistsError where a vault, or what is left of one, is there already
 * @throws PassphraseEmptyError, KdfParametersError, StorageFullError, StorageFailedError
 */
export const createVault = async (core: Core, db: VaultDatabase, options: CreateVaultOptions): Promise<Vault> => {
  const { random = randomBytes, locks = browserLocks } = options;
  const context = { vaultId: random(vaultIdLength), epoch: firstEpoch };
  const vaultKey = random(keyLength);
  const keys = deriveVaultKeys(core, vaultKey, context.vaultId);
  try {
    const { parameters, secret } = makePasswordSecret(core, options, random);
    const draft = { id: random(slotIdLength), created: options.now, label: options.label ?? '', parameters };
    const slot = sealSlot(core, context, draft, secret, vaultKey);
    wipe(secret);
    const header = sealHeader(core, { ...context, slots: [slot] }, keys.header);
    const root = makeRoot(random, context.epoch, core.sha256(header));
    const rootRow = sealRoot(core, random, keys, context.vaultId, root);
    const manifest = { root, rootRow, buckets: root.buckets.map(() => new Map()) };
    const vault = new Vault({ core, db, locks, random, vaultId: context.vaultId, keys, manifest, damage: noDamage });
    const write = prepareContents(
      { core, keys, vaultId: context.vaultId },
      random,
      manifest,
      options.contents?.(vault),
    );
    const written = await locks.request(vaultLockName, () => commitNewVault(db, header, write));
    if (!written) throw new VaultExistsError();
    return vault;
  } catch (error) {
    wipeVaultKeys(keys);
    throw error;
  }
};

const prepareContents = (
  opener: Opener,
  random: RandomSource,
  manifest: Manifest,
  changes: readonly RecordChange[] = [],
): PreparedWrite => {
  try {
    const write = prepareWrite(opener, random, manifest, changes);
    return write ?? { records: new Map(), buckets: new Map(), next: manifest };
  } finally {
    wipe(...changes.map((change) => (change.kind === 'put' ? change.value : undefined)));
  }
};

/** PBKDF2 only where Argon2id's memory cannot be had. */
const makePasswordSecret = (
  core: Core,
  { passphrase, kdf = defaultKdfCost, policy = kdfPolicy }: CreateVaultOptions,
  random: RandomSource,
): { parameters: KdfParameters; secret: Uint8Array } => {
  if (passphrase === '') throw new PassphraseEmptyError();
  checkKdfCost(kdf, policy);
  const parameters = makeKdfParameters(kdf, random);
  try {
    return { parameters, secret: deriveSecret(core, passphrase, parameters) };
  } catch (error) {
    if (!(error instanceof OutOfMemoryError)) throw error;
    const fallback = makeKdfParameters(fallbackKdfCost, random);
    return { parameters: fallback, secret: deriveSecret(core, passphrase, fallback) };
  }
};
