import { equal, wipe } from '../bytes/bytes.ts';
import { FieldsealError } from '../bytes/errors.ts';
import { Reader } from '../bytes/reader.ts';
import { Writer } from '../bytes/writer.ts';
import { vaultIdLength } from './header.ts';
import { deriveVaultSubkey, type VaultKeys } from './keys.ts';
import type { Manifest, Opener } from './manifest.ts';
import type { AnchorKey, ManifestRoot } from './manifest-root.ts';

/**
 * A place outside the vault's database that remembers the newest state seen: the extension's own storage, say. It need
 * not be secret. Anyone who can put back both places at once is not noticed.
 */
export interface AnchorStore {
  /** Gives what was saved last, if there is anything. */
  load(): Promise<Uint8Array | undefined>;
  /** Called after every write, does not throw, and may leave out all but the last of several. */
  save(anchor: Uint8Array): void;
}

/**
 * How the vault stands to the anchor.
 * - `none`: there is no anchor.
 * - `fits`: the vault is as new as the anchor, or newer.
 * - `rolled-back`: the anchor has seen a later state, `counter`; this one is an older copy.
 * - `forked`: the anchor has seen another state under the same count.
 * - `unreadable`: the anchor is damaged, of another vault, or of a vault key that anchors are no longer believed under.
 * - `missing`: there is no anchor, and there was one.
 */
export type AnchorState =
  | { readonly kind: 'none' | 'fits' | 'unreadable' | 'missing' }
  | { readonly kind: 'rolled-back' | 'forked'; readonly counter: number };

/** Nobody would notice an older copy: an alarm, until the person has a new anchor begun. */
export const isWitnessLost = ({ kind }: AnchorState): boolean => kind === 'unreadable' || kind === 'missing';

const hashLength = 32;
/** So many keys of earlier epochs are kept. */
const maxAnchorKeys = 16;
const version = 1;
const alarms = ['rolled-back', 'forked'] as const;

interface Seen {
  readonly epoch: number;
  readonly counter: number;
  readonly hash: Uint8Array;
  /** An alarm that nobody has accepted yet. */
  readonly alarm?: AnchorState;
  readonly body: Uint8Array;
  readonly mac: Uint8Array;
}

/**
 * What a manifest is remembered by, authenticated under the vault key.
 * @param state an alarm goes along, so that it stays one however much is written to the older copy
 */
export const makeAnchor = (opener: Opener, { root, rootRow }: Manifest, state: AnchorState): Uint8Array => {
  const body = new Writer()
    .u8(version)
    .bytes(opener.vaultId)
    .u32(root.epoch)
    .u64(root.counter)
    .bytes(opener.core.sha256(rootRow));
  if ('counter' in state) body.u8(alarms.indexOf(state.kind) + 1).u64(state.counter);
  else body.u8(0).u64(0);
  const bytes = body.finish();
  const { key } = anchorKeyOf(opener, opener.keys);
  const mac = opener.core.hmacSha256(key, bytes);
  wipe(key);
  return new Writer().bytes(bytes).bytes(mac).finish();
};

export interface CheckedAnchor {
  readonly anchorState: AnchorState;
  /** The epoch of the anchor, where its MAC is right. */
  readonly witnessed: number;
}

/** Never throws for what stands in the anchor. */
export const checkAnchor = (opener: Opener, { root, rootRow }: Manifest, anchor: unknown): CheckedAnchor => {
  if (anchor === undefined) return { anchorState: { kind: root.anchored > 0 ? 'missing' : 'none' }, witnessed: 0 };
  const seen = anchor instanceof Uint8Array ? parseAnchor(opener, anchor) : undefined;
  // Of a vault key that is still to come: nobody can check its MAC, and the anchor says enough by being there.
  if (seen && seen.epoch > root.epoch)
    return { anchorState: { kind: 'rolled-back', counter: seen.counter }, witnessed: 0 };
  if (!seen || !isBelieved(opener, root, seen)) return { anchorState: { kind: 'unreadable' }, witnessed: 0 };
  return { anchorState: compare(opener, root, rootRow, seen), witnessed: seen.epoch };
};

const compare = (
  { core }: Opener,
  root: ManifestRoot,
  rootRow: Uint8Array,
  { counter, hash, alarm }: Seen,
): AnchorState => {
  if (alarm) return alarm;
  if (counter > root.counter) return { kind: 'rolled-back', counter };
  if (counter === root.counter && !equal(hash, core.sha256(rootRow))) return { kind: 'forked', counter };
  return { kind: 'fits' };
};

/**
 * Whoever had an earlier vault key can make anchors of that epoch for ever. So those are believed only as long as no later
 * one is known to have been kept: after a change of the key that was cut off before the anchor followed.
 */
const isBelieved = (opener: Opener, root: ManifestRoot, { epoch, body, mac }: Seen): boolean => {
  if (epoch < root.anchored) return false;
  const retired = root.anchorKeys.find((each) => each.epoch === epoch)?.key;
  const key = epoch === root.epoch ? anchorKeyOf(opener, opener.keys).key : retired?.slice();
  if (!key) return false;
  const isRight = equal(opener.core.hmacSha256(key, body), mac);
  wipe(key);
  return isRight;
};

const parseAnchor = (opener: Opener, anchor: Uint8Array): Seen | undefined => {
  try {
    const reader = new Reader(anchor);
    if (reader.u8() !== version || !equal(reader.bytes(vaultIdLength), opener.vaultId)) return undefined;
    const seen = { epoch: reader.u32(), counter: reader.u64(), hash: reader.bytes(hashLength).slice() };
    const [kind, counter] = [alarms[reader.u8() - 1], reader.u64()];
    const body = anchor.slice(0, reader.offset);
    const mac = reader.bytes(hashLength).slice();
    reader.end();
    return { ...seen, body, mac, ...(kind && { alarm: { kind, counter } }) };
  } catch (error) {
    if (error instanceof FieldsealError) return undefined;
    throw error;
  }
};

const anchorKeyOf = ({ core, vaultId }: Opener, { epoch, vaultKey }: VaultKeys): AnchorKey => ({
  epoch,
  key: deriveVaultSubkey(core, vaultKey, vaultId, 'anchor'),
});

/** What the root keeps when the vault key changes, the newest last. Keys under which nothing is believed any more go. */
export const retireAnchorKey = (opener: Opener, { anchored, anchorKeys }: ManifestRoot): AnchorKey[] =>
  [...anchorKeys, anchorKeyOf(opener, opener.keys)].filter(({ epoch }) => epoch >= anchored).slice(-maxAnchorKeys);

/** The next root does not have them: nothing is believed under them any more. */
export const wipeDroppedKeys = (before: ManifestRoot, next: ManifestRoot): void => {
  const kept = next.anchorKeys.map(({ key }) => key);
  for (const { key } of before.anchorKeys) if (!kept.includes(key)) wipe(key);
};
