import { wipe } from '../bytes/bytes.ts';
import type { Core } from '../crypto/core.ts';
import { type RandomSource, randomBytes } from '../crypto/random.ts';
import { firstActivity, sealedEvent } from './activity/append-activity.ts';
import type { AnchorStore } from './anchor.ts';
import { emptyAttempts, encodeAttempts, journalKeyLength } from './attempts/attempts-row.ts';
import { journalMarkName, journalMarks } from './attempts/take-journal.ts';
import { noDamage } from './damage.ts';
import type { VaultDatabase } from './database.ts';
import { VaultExistsError } from './errors.ts';
import { sealHeader, vaultIdLength } from './header.ts';
import { deriveVaultKeys, keyLength, type VaultKeys, wipeVaultKeys } from './keys.ts';
import { browserLocks, type VaultLocks, vaultLockName } from './locks.ts';
import type { Manifest } from './manifest.ts';
import { makeRoot } from './manifest-root.ts';
import { makePasswordSecret, type StretchOptions } from './new-password.ts';
import { prepareWrite, type RecordChange, valuesOf } from './prepare-write.ts';
import { commitNewVault } from './rows.ts';
import { type KeySlot, slotIdLength } from './slot.ts';
import { type SlotContext, sealSlot } from './slot-keys.ts';
import { slotBookChange } from './slots/slot-book.ts';
import { openStore } from './store.ts';
import { engineOf, Vault } from './vault.ts';

export interface CreateVaultOptions extends StretchOptions {
  /** Not empty. How strong it must be is the view's business. */
  readonly passphrase: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** Name of the first slot, sealed; empty if left out. */
  readonly label?: string;
  /** What the vault holds from the start, written together with its header; the values are wiped afterwards. */
  readonly contents?: (vault: Vault) => readonly RecordChange[];
  readonly random?: RandomSource;
  readonly locks?: VaultLocks;
  /** A witness outside the database, see `Vault.anchorState`. */
  readonly anchors?: AnchorStore;
  /** In the place of whatever is there, which goes for good within the same transaction. Only after the person said so. */
  readonly replace?: boolean;
}

const firstEpoch = 1;

/**
 * Makes a vault with one password slot in an empty database, and gives it unlocked.
 * @throws VaultExistsError where a vault, or what is left of one, is there already and is not to be replaced
 * @throws PassphraseEmptyError, KdfParametersError, StorageFullError, StorageFailedError
 */
export const createVault = async (core: Core, db: VaultDatabase, options: CreateVaultOptions): Promise<Vault> => {
  const { random = randomBytes, locks = browserLocks, anchors } = options;
  const context = { vaultId: random(vaultIdLength), epoch: firstEpoch };
  const vaultKey = random(keyLength);
  const keys = deriveVaultKeys(core, vaultKey, context.vaultId, context.epoch);
  try {
    const slot = await makeFirstSlot(core, random, context, vaultKey, options);
    const header = sealHeader(core, { ...context, slots: [slot] }, keys.header);
    const manifest = emptyManifest(core, random, context.epoch, header);
    const openedBy = { kind: 'password', slotId: slot.id, commitment: slot.commitment } as const;
    const parts = { core, db, locks, random, keys, manifest, damage: noDamage, openedBy, ...(anchors && { anchors }) };
    const vault = new Vault({ ...parts, vaultId: context.vaultId });
    await writeFirst(vault, slot, header, options);
    return vault;
  } catch (error) {
    wipeVaultKeys(keys);
    throw error;
  }
};

const makeFirstSlot = async (
  core: Core,
  random: RandomSource,
  context: SlotContext,
  vaultKey: VaultKeys['vaultKey'],
  options: CreateVaultOptions,
): Promise<KeySlot> => {
  const { parameters, secret } = await makePasswordSecret(core, random, options.passphrase, options);
  const slot = sealSlot(core, context, { type: 'password', id: random(slotIdLength), parameters }, secret, vaultKey);
  wipe(secret);
  return slot;
};

/** What the first write is made against: nothing, counted 0. */
const emptyManifest = (core: Core, random: RandomSource, epoch: number, header: Uint8Array): Manifest => {
  const root = makeRoot(random, epoch, core.sha256(header));
  return { root, rootRow: new Uint8Array(0), buckets: root.buckets.map(() => new Map()) };
};

const writeFirst = async (
  vault: Vault,
  slot: KeySlot,
  header: Uint8Array,
  { now, label = '', contents, replace }: CreateVaultOptions,
): Promise<void> => {
  const engine = engineOf(vault);
  const { db, locks, random } = engine.parts;
  const journalKey = random(journalKeyLength);
  const marks = openStore(vault, journalMarks);
  const given = contents?.(vault) ?? [];
  const changes = [
    ...given,
    slotBookChange(vault, [{ id: slot.id, name: label, created: now, lastUsed: now }]),
    marks.putChange(marks.idOf(journalMarkName), { taken: 0, key: journalKey }),
    ...firstActivity(vault, [sealedEvent('vault-created', '', now)]),
  ];
  try {
    const attempts = encodeAttempts(emptyAttempts(journalKey));
    const write = prepareWrite(engine.opener(), random, engine.manifest, changes, { header, attempts });
    const written = write && (await locks.request(vaultLockName, () => commitNewVault(db, write, replace)));
    if (!written) throw new VaultExistsError();
    engine.adopt(write.next);
  } finally {
    wipe(...valuesOf(changes));
  }
};
