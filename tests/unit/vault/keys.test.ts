import { describe, expect, it } from 'vitest';
import { encodeHex } from '../../../src/bytes/hex.ts';
import { deriveVaultKeys, deriveVaultSubkey, wipeVaultKeys } from '../../../src/vault/keys.ts';
import { twinCore } from '../../support/twin-core.ts';

const vaultKey = () => new Uint8Array(32).fill(1);
const vaultId = new Uint8Array(16).fill(2);
const labels = ['record-wrap', 'manifest', 'header', 'self-slot', 'previous-key', 'anchor', 'audit', 'search'] as const;

describe('keys from the vault key', () => {
  it('are all different, and none is the vault key', () => {
    const keys = labels.map((label) => encodeHex(deriveVaultSubkey(twinCore, vaultKey(), vaultId, label)));
    expect(new Set([...keys, encodeHex(vaultKey())]).size).toBe(labels.length + 1);
  });

  it('are others in another vault', () => {
    const other = deriveVaultSubkey(twinCore, vaultKey(), new Uint8Array(16), 'manifest');
    expect(deriveVaultSubkey(twinCore, vaultKey(), vaultId, 'manifest')).not.toEqual(other);
  });

  it('are wiped together, the vault key too', () => {
    const keys = deriveVaultKeys(twinCore, vaultKey(), vaultId, 1);
    wipeVaultKeys(keys);
    const { epoch, ...secrets } = keys;
    expect(epoch).toBe(1);
    expect(Object.keys(secrets)).toHaveLength(4);
    for (const key of Object.values(secrets)) expect(key).toEqual(new Uint8Array(32));
  });
});
