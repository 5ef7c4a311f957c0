import { describe, expect, it } from 'vitest';
import type { Core } from '../../src/crypto/core.ts';
import { parseHeader } from '../../src/vault/header.ts';
import { makeKdfParameters } from '../../src/vault/kdf.ts';
import { deriveVaultKeys } from '../../src/vault/keys.ts';
import { openSlot, sealSlot } from '../../src/vault/slot-keys.ts';
import { unlockVault } from '../../src/vault/unlock-vault.ts';
import { twinCore } from '../support/twin-core.ts';
import { codeOf, freshDatabase, makeVault, testCost, testPolicy } from '../unit/vault/support.ts';

// Len, Grubbs, Ristenpart, "Partitioning Oracle Attacks", USENIX Security 2021: one ciphertext that opens under many keys.

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

/** AES-KW as if the attacker had found wrapped bytes that open under every key. */
const forgingCore = (vaultKey: Uint8Array): { core: Core; unwrapped: () => number } => {
  let count = 0;
  const aesKwUnwrap = (): Uint8Array => {
    count++;
    return vaultKey.slice();
  };
  return { core: { ...twinCore, aesKwUnwrap }, unwrapped: () => count };
};

describe('a slot made to open under two passphrases', () => {
  const context = { vaultId: random(16), epoch: 1 };
  const parameters = makeKdfParameters(testCost, random);
  const draft = { type: 'password' as const, id: random(16), parameters };
  const vaultKey = random(32);
  const [first, second] = [random(32), random(32)];

  it('opens under the one secret that its commitment was made for', () => {
    const { core, unwrapped } = forgingCore(vaultKey);
    const slot = sealSlot(twinCore, context, draft, first, vaultKey);
    expect(openSlot(core, context, slot, first)).toEqual(vaultKey);
    expect(openSlot(core, context, slot, second)).toBeUndefined();
    expect(unwrapped()).toBe(1);
  });

  it('is told by the commitment before the wrapped key is touched, whatever passphrase is tried', async () => {
    const db = await freshDatabase();
    (await makeVault(db)).close();
    const { core, unwrapped } = forgingCore(vaultKey);
    for (const passphrase of ['password', '123456', 'letmein']) {
      expect(await codeOf(unlockVault(core, db, { passphrase, policy: testPolicy }))).toBe('passphrase-wrong');
    }
    expect(unwrapped()).toBe(0);
  });

  it('says damaged, not wrong, where the commitment fits and the wrapped key does not', () => {
    const slot = sealSlot(twinCore, context, draft, first, vaultKey);
    const wrapped = slot.wrapped.slice();
    wrapped[0]! ^= 1;
    expect(() => openSlot(twinCore, context, { ...slot, wrapped }, first)).toThrow('vault-damaged');
  });

  it('gives nothing to a vault key that the header was not made with', async () => {
    const db = await freshDatabase();
    (await makeVault(db)).close();
    const { vaultId } = parseHeader(await db.get('header', 'current'));
    expect(deriveVaultKeys(twinCore, vaultKey, vaultId, 1).header).toHaveLength(32);
    const { core } = forgingCore(vaultKey);
    expect(
      await codeOf(unlockVault(core, db, { passphrase: 'correct horse battery staple', policy: testPolicy })),
    ).toBe('vault-damaged');
  });
});
