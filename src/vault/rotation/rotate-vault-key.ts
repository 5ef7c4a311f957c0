import { wipe } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { activityChanges, sealedEvent } from '../activity/append-activity.ts';
import { retireAnchorKey } from '../anchor.ts';
import { VaultKeyChangedError } from '../errors.ts';
import { type ParsedHeader, sealHeader } from '../header.ts';
import { deriveVaultKeys, deriveVaultSubkey, keyLength, type VaultKeys, wipeVaultKeys } from '../keys.ts';
import type { Manifest } from '../manifest.ts';
import { bucketKey, sealBucket } from '../manifest-bucket.ts';
import type { ManifestRoot } from '../manifest-root.ts';
import { type PreparedWrite, prepareWrite, type RecordChange, valuesOf } from '../prepare-write.ts';
import type { KeySlot } from '../slot.ts';
import { bookFor } from '../slots/header-change.ts';
import { erasePinDevice } from '../slots/pin-device.ts';
import type { ProveOptions } from '../slots/prove-way-in.ts';
import type { WayIn } from '../slots/secrets.ts';
import { readSlotBook, slotBookChange } from '../slots/slot-book.ts';
import { engineOf, type Vault } from '../vault.ts';
import { continueRotation, type RotationProgress } from './continue-rotation.ts';
import { nextSlots, type ProvedSlot, proveSlots, wipeProved } from './next-slots.ts';
import { keepCurrentSelfKey } from './self-keys.ts';

export interface RotateOptions extends ProveOptions, RotationProgress {
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** Everything the person brought, a passphrase or a recovery key among it. Slots that none of it opens are removed. */
  readonly ways: readonly WayIn[];
}

export interface Rotation {
  /** Ids of the slots that went, since their secrets were not brought: `listSlots` gave them before. */
  readonly removed: readonly string[];
  /** Not where it was stopped: `continueRotation` goes on, now or after any unlock. */
  readonly finished: boolean;
}

/**
 * Gives the vault another key. First, in one transaction: the new key in every proved slot, the old one sealed under
 * it, manifest and bookkeeping under it. Then row by row the 40 bytes that wrap each DEK; no body is encrypted again.
 * Last the old key goes. It may end anywhere: the vault opens, holds everything, and `continueRotation` goes on.
 * `Vault.deriveKey` gives other keys from the first transaction on; `loadSelfKeys` gives the earlier ones too.
 *
 * Copies of the vault made earlier still open with the old key, to what they held.
 * @throws what `proveWayIn` and `Vault.write` throw, SlotError `slot-last`
 */
export const rotateVaultKey = async (vault: Vault, options: RotateOptions): Promise<Rotation> => {
  // One change at a time: the rows of an unfinished one first.
  const before = await continueRotation(vault, options);
  if (!before.finished) return { removed: [], finished: false };
  const proved = await proveSlots(vault, options.ways, options);
  try {
    const removed = await begin(vault, proved, options.now);
    if (removed.some(({ type }) => type === 'pin')) await erasePinDevice(engineOf(vault).parts.db);
    const { finished } = await continueRotation(vault, options);
    return { removed: removed.map(({ id }) => encodeHex(id)), finished };
  } finally {
    wipeProved(proved);
  }
};

/** Gives the slots that went. */
const begin = async (vault: Vault, proved: readonly ProvedSlot[], now: number): Promise<readonly KeySlot[]> => {
  const engine = engineOf(vault);
  const { core, random, vaultId } = engine.parts;
  const old = engine.opener().keys;
  const fresh = deriveVaultKeys(core, random(keyLength), vaultId, old.epoch + 1);
  const keys: VaultKeys = { ...fresh, previousRecordWrap: old.recordWrap.slice() };
  const retired: Uint8Array[] = [];
  let adopted = false;
  try {
    return await engine.commit(
      async (manifest) => {
        const header = await engine.header(manifest);
        const { epoch } = keys;
        if (header.epoch + 1 !== epoch) throw new VaultKeyChangedError();
        const { kept, removed } = nextSlots(vault, header, proved, epoch, keys.vaultKey);
        const previous = wrapPrevious(vault, keys, old);
        const sealed = sealHeader(core, { vaultId, epoch, previous, slots: kept }, keys.header);
        const changes = await planBookkeeping(vault, header, kept, now);
        const anchorKeys = retireAnchorKey({ core, vaultId, keys: old }, manifest.root);
        retired.push(...anchorKeys.slice(-1).map(({ key }) => key));
        const write = prepareBegin(vault, manifest, keys, { changes, header: sealed, epoch, anchorKeys });
        wipe(...valuesOf(changes));
        return { write, result: removed };
      },
      ({ next }) => {
        adopted = true;
        engine.replaceKeys(keys, next);
      },
    );
  } finally {
    if (!adopted) wipeVaultKeys(keys);
    // The one that was written is kept: of two tries the last.
    wipe(...(adopted ? retired.slice(0, -1) : retired));
  }
};

const wrapPrevious = (vault: Vault, keys: VaultKeys, old: VaultKeys): Uint8Array => {
  const { core, vaultId } = engineOf(vault).parts;
  const kek = deriveVaultSubkey(core, keys.vaultKey, vaultId, 'previous-key');
  const wrapped = core.aesKwWrap(kek, old.vaultKey);
  wipe(kek);
  return wrapped;
};

const planBookkeeping = async (
  vault: Vault,
  header: ParsedHeader,
  slots: readonly KeySlot[],
  now: number,
): Promise<RecordChange[]> => {
  const { book, writable } = await readSlotBook(vault);
  return [
    ...(writable ? [slotBookChange(vault, bookFor(header, slots, book))] : []),
    await keepCurrentSelfKey(vault),
    ...(await activityChanges(vault, [sealedEvent('vault-key-changed', `${header.epoch + 1}`, now)])),
  ];
};

/** The manifest under the new key, with the changes on top. A bucket that cannot be read stays as lost as it was. */
const prepareBegin = (
  vault: Vault,
  manifest: Manifest,
  keys: VaultKeys,
  begun: { readonly changes: readonly RecordChange[]; readonly header: Uint8Array } & Pick<
    ManifestRoot,
    'epoch' | 'anchorKeys'
  >,
): PreparedWrite | undefined => {
  const { core, random, vaultId } = engineOf(vault).parts;
  const rows = new Map<string, Uint8Array>();
  const writtenAt = manifest.root.counter + 1;
  const bucketCount = manifest.buckets.length;
  const buckets = manifest.root.buckets.map((reference, index) => {
    const bucket = manifest.buckets[index];
    if (reference.writtenAt === 0 || !bucket) return reference;
    const row = sealBucket(core, random, keys, vaultId, { index, bucketCount, writtenAt }, bucket);
    rows.set(bucketKey(index), row);
    return { writtenAt, hash: core.sha256(row) };
  });
  const base = { ...manifest, root: { ...manifest.root, epoch: begun.epoch, anchorKeys: begun.anchorKeys, buckets } };
  const write = prepareWrite({ core, keys, vaultId }, random, base, begun.changes, { header: begun.header });
  return write && { ...write, buckets: new Map([...rows, ...write.buckets]) };
};
