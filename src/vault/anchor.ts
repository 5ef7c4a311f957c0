import { equal, wipe } from '../bytes/bytes.ts';
import { FieldsealError } from '../bytes/errors.ts';
import { Reader } from '../bytes/reader.ts';
import { Writer } from '../bytes/writer.ts';
import { vaultIdLength } from './header.ts';
import { deriveVaultSubkey } from './keys.ts';
import type { Manifest, Opener } from './manifest.ts';

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
 * - `unreadable`: the anchor is damaged, or of another vault.
 */
export type AnchorState =
  | { readonly kind: 'none' | 'fits' | 'unreadable' }
  | { readonly kind: 'rolled-back' | 'forked'; readonly counter: number };

const hashLength = 32;
const version = 1;
const alarms = ['rolled-back', 'forked'] as const;

interface Seen {
  readonly epoch: number;
  readonly counter: number;
  readonly hash: Uint8Array;
  /** An alarm that nobody has accepted yet. */
  readonly alarm?: AnchorState;
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
  return new Writer().bytes(bytes).bytes(mac(opener, bytes)).finish();
};

/** Never throws for what stands in the anchor. An anchor of an earlier vault key has a MAC that nobody can check. */
export const checkAnchor = (opener: Opener, { root, rootRow }: Manifest, anchor: unknown): AnchorState => {
  if (anchor === undefined) return { kind: 'none' };
  const seen = anchor instanceof Uint8Array ? parseAnchor(opener, anchor, root.epoch) : undefined;
  if (!seen) return { kind: 'unreadable' };
  const { counter, hash, alarm } = seen;
  if (alarm) return alarm;
  if (counter > root.counter || seen.epoch > root.epoch) return { kind: 'rolled-back', counter };
  if (counter === root.counter && !equal(hash, opener.core.sha256(rootRow))) return { kind: 'forked', counter };
  return { kind: 'fits' };
};

const parseAnchor = (opener: Opener, anchor: Uint8Array, epoch: number): Seen | undefined => {
  try {
    const reader = new Reader(anchor);
    if (reader.u8() !== version || !equal(reader.bytes(vaultIdLength), opener.vaultId)) return undefined;
    const seen = { epoch: reader.u32(), counter: reader.u64(), hash: reader.bytes(hashLength).slice() };
    const [kind, counter] = [alarms[reader.u8() - 1], reader.u64()];
    const body = anchor.subarray(0, reader.offset);
    const fits = equal(mac(opener, body), reader.bytes(hashLength));
    reader.end();
    // Made under another vault key, earlier or later: the count still tells which is the older.
    if (!fits && seen.epoch === epoch) return undefined;
    return kind ? { ...seen, alarm: { kind, counter } } : seen;
  } catch (error) {
    if (error instanceof FieldsealError) return undefined;
    throw error;
  }
};

const mac = ({ core, keys, vaultId }: Opener, body: Uint8Array): Uint8Array => {
  const key = deriveVaultSubkey(core, keys.vaultKey, vaultId, 'anchor');
  const value = core.hmacSha256(key, body);
  wipe(key);
  return value;
};
