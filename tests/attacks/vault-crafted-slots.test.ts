import { describe, expect, it } from 'vitest';
import type { Core } from '../../src/crypto/core.ts';
import { randomBytes } from '../../src/crypto/random.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { parseHeader } from '../../src/vault/header.ts';
import { makeKdfParameters } from '../../src/vault/kdf.ts';
import type { SlotDraft } from '../../src/vault/slot.ts';
import { openSlot, sealSlot } from '../../src/vault/slot-keys.ts';
import { addPasskeySlot, addPinSlot, addRecoverySlot, makePrfSalt } from '../../src/vault/slots/add-slot.ts';
import { encodeRecoveryKey } from '../../src/vault/slots/recovery-key.ts';
import type { WayIn } from '../../src/vault/slots/secrets.ts';
import { unlockVaultBy } from '../../src/vault/unlock-vault.ts';
import { twinCore } from '../support/twin-core.ts';
import {
  codeOf,
  freshDatabase,
  makeVault,
  now,
  passphrase,
  testCost,
  testPolicy,
  unlock,
  unlockBy,
} from '../unit/vault/support.ts';

const credentialId = Uint8Array.from({ length: 16 }, (_, n) => n);
const output = (first = 9) => Uint8Array.from({ length: 32 }, (_, n) => (n === 0 ? first : n));
const stretch = { kdf: testCost, policy: testPolicy };

const vaultOfAll = async () => {
  const db = await freshDatabase();
  const vault = await makeVault(db);
  const { groups } = await addRecoverySlot(vault, { name: '', now });
  await addPasskeySlot(vault, { credentialId, prfSalt: makePrfSalt(vault), output: output() }, { name: '', now });
  await addPinSlot(vault, '2468', { name: '', now, ...stretch });
  vault.close();
  const ways: WayIn[] = [
    { kind: 'password', passphrase },
    { kind: 'recovery', recoveryKey: groups.join(' ') },
    { kind: 'passkey', credentialId, output: output() },
    { kind: 'pin', pin: '2468' },
  ];
  return { db, ways };
};

describe('a slot of any kind that was crafted to open under two secrets', () => {
  const vaultKey = randomBytes(32);
  /** AES-KW as if wrapped bytes had been found that open under every key. */
  const unwrapped: Uint8Array[] = [];
  const forging: Core = {
    ...twinCore,
    aesKwUnwrap: () => {
      unwrapped.push(vaultKey);
      return vaultKey.slice();
    },
  };
  const id = randomBytes(16);
  const drafts: readonly SlotDraft[] = [
    { type: 'password', id, parameters: makeKdfParameters(testCost, randomBytes) },
    { type: 'recovery', id },
    { type: 'passkey', id, credentialId, prfSalt: randomBytes(32) },
    { type: 'pin', id, parameters: makeKdfParameters(testCost, randomBytes) },
  ];

  it.each(drafts)('opens under the one that its commitment was made for: $type', (draft) => {
    const context = { vaultId: randomBytes(16), epoch: 1 };
    const [first, second] = [randomBytes(32), randomBytes(32)];
    const slot = sealSlot(twinCore, context, draft, first, vaultKey);
    unwrapped.length = 0;
    expect(openSlot(forging, context, slot, first)).toEqual(vaultKey);
    expect(openSlot(forging, context, slot, second)).toBeUndefined();
    expect(unwrapped).toHaveLength(1);
    // A commitment made for the second one belongs to another wrap; there is no slot with both.
    const other = sealSlot(twinCore, context, draft, second, vaultKey);
    expect(openSlot(twinCore, context, { ...slot, commitment: other.commitment }, first)).toBeUndefined();
    expect(() => openSlot(twinCore, context, { ...slot, commitment: other.commitment }, second)).toThrow(
      'vault-damaged',
    );
  });

  it('is not touched by a wrong secret of any kind on a whole vault', async () => {
    const { db } = await vaultOfAll();
    unwrapped.length = 0;
    const wrong: WayIn[] = [
      { kind: 'password', passphrase: 'guess' },
      { kind: 'recovery', recoveryKey: encodeRecoveryKey(twinCore, randomBytes(32)).join('') },
      { kind: 'passkey', credentialId, output: output(1) },
      { kind: 'pin', pin: '0000' },
    ];
    const codes: unknown[] = [];
    for (const way of wrong) codes.push(await codeOf(unlockVaultBy(forging, db, way, { policy: testPolicy })));
    expect(codes).toEqual(['passphrase-wrong', 'recovery-key-wrong', 'passkey-wrong', 'pin-wrong']);
    expect(unwrapped).toEqual([]);
  });
});

describe('slots in a changed profile', () => {
  it('open nothing by any way with any single byte of the header changed', async () => {
    const { db, ways } = await vaultOfAll();
    const good = (await db.get('header', 'current'))!;
    const device = await db.get('device', 'pin');
    for (let at = 0; at < good.length; at++) {
      await db.put('header', good.with(at, good[at]! ^ 1), 'current');
      for (const way of ways) {
        await db.delete('device', 'attempts');
        await db.put('device', device!, 'pin');
        const code = await codeOf(unlockBy(db, way));
        expect(code, `byte ${at} by ${way.kind}`).toMatch(
          /^(vault-damaged|newer-version|kdf-parameters|passphrase-wrong|recovery-key-wrong|passkey-wrong|pin-wrong|pin-erased)$/,
        );
      }
    }
    await db.put('header', good, 'current');
    for (const way of ways) expect((await unlockBy(db, way)).openedBy.kind).toBe(way.kind);
  }, 120_000);

  it('cannot be carried from one kind to another, though secret and key are the same', async () => {
    const context = { vaultId: randomBytes(16), epoch: 1 };
    const [id, secret, vaultKey] = [randomBytes(16), randomBytes(32), randomBytes(32)];
    const parameters = makeKdfParameters(testCost, randomBytes);
    const slot = sealSlot(twinCore, context, { type: 'password', id, parameters }, secret, vaultKey);
    expect(openSlot(twinCore, context, { ...slot, type: 'pin', parameters }, secret)).toBeUndefined();
  });

  it('cannot be put in by somebody without the vault key, nor taken out', async () => {
    const { db } = await vaultOfAll();
    const good = (await db.get('header', 'current'))!;
    const { slots } = parseHeader(good);
    expect(slots).toHaveLength(4);
    await removeBytes(db, good, slots.length);
    expect(await codeOf(unlock(db))).toBe('vault-damaged');
  });

  it('that claim more than the format takes are refused before anything is run', async () => {
    const { db, ways } = await vaultOfAll();
    const good = (await db.get('header', 'current'))!;
    // The same slots a second time: ids that come twice.
    const body = good.slice(24, -32);
    await db.put('header', Uint8Array.of(...good.slice(0, 23), 8, ...body, ...body, ...good.slice(-32)), 'current');
    for (const way of ways) expect(await codeOf(unlockBy(db, way))).toBe('vault-damaged');
  });
});

/** The header without its last slot, the PIN, and with the count that fits. */
const removeBytes = async (db: VaultDatabase, good: Uint8Array, count: number): Promise<void> => {
  const pinLength = 3 + 16 + 1 + 26 + 32 + 40;
  const without = Uint8Array.of(...good.slice(0, -32 - pinLength), ...good.slice(-32));
  without[23] = count - 1;
  expect(parseHeader(without).slots.map(({ type }) => type)).toEqual(['password', 'recovery', 'passkey']);
  await db.put('header', without, 'current');
};
