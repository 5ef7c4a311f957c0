import { wipe } from '../bytes/bytes.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import type { WrapKey } from './sealed-box.ts';

/**
 * Every key that comes from the vault key has one label and one use. `audit` and `search` are reserved: nothing
 * derives them yet, and no other use may take their names.
 */
export type VaultKeyLabel =
  | 'record-wrap'
  | 'manifest'
  | 'header'
  | 'self-slot'
  | 'previous-key'
  | 'anchor'
  | 'audit'
  | 'search';

/** The labels that callers outside this room may have. */
export type ExportedKeyLabel = Extract<VaultKeyLabel, 'self-slot'>;
export const exportedKeyLabels: readonly string[] = ['self-slot'] satisfies readonly ExportedKeyLabel[];

export const keyLength = 32;

/** What an open vault holds: 32 bytes each. The vault key itself encrypts nothing. */
export interface VaultKeys {
  /** The vault key's generation. */
  readonly epoch: number;
  readonly vaultKey: Uint8Array;
  readonly recordWrap: Uint8Array;
  readonly manifest: Uint8Array;
  readonly header: Uint8Array;
  /** While the vault key is being changed: `record-wrap` of the one before, for rows not yet wrapped again. */
  readonly previousRecordWrap?: Uint8Array;
}

/** HKDF-SHA-256 (RFC 5869) with the vault id as salt. 32 bytes, the caller wipes them. */
export const deriveVaultSubkey = (
  core: Core,
  vaultKey: Uint8Array,
  vaultId: Uint8Array,
  label: VaultKeyLabel,
): Uint8Array => {
  const info = new Writer().label('fieldseal/1/vault-key').label(`/${label}`).finish();
  return core.hkdfSha256(vaultKey, vaultId, info, keyLength);
};

/** Keeps `vaultKey` itself, not a copy: `wipeVaultKeys` wipes it too. @param epoch the first, if left out */
export const deriveVaultKeys = (core: Core, vaultKey: Uint8Array, vaultId: Uint8Array, epoch = 1): VaultKeys => ({
  epoch,
  vaultKey,
  recordWrap: deriveVaultSubkey(core, vaultKey, vaultId, 'record-wrap'),
  manifest: deriveVaultSubkey(core, vaultKey, vaultId, 'manifest'),
  header: deriveVaultSubkey(core, vaultKey, vaultId, 'header'),
});

export const wipeVaultKeys = (keys: VaultKeys): void =>
  wipe(keys.vaultKey, keys.recordWrap, keys.manifest, keys.header, keys.previousRecordWrap);

/** Somebody may know the DEKs of before a first change of the vault key: from then on wraps are bound to their bodies. */
const firstBoundEpoch = 2;

/** What the DEKs of records are wrapped under. */
export const recordWrapKey = ({ epoch, recordWrap }: VaultKeys): WrapKey =>
  epoch < firstBoundEpoch ? recordWrap : { bound: recordWrap };

/** What those of rows not yet wrapped again are wrapped under, while the vault key is being changed. */
export const previousWrapKey = ({ epoch, previousRecordWrap }: VaultKeys): WrapKey | undefined => {
  if (!previousRecordWrap) return undefined;
  return epoch - 1 < firstBoundEpoch ? previousRecordWrap : { bound: previousRecordWrap };
};
