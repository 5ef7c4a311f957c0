import { describe, expect, it } from 'vitest';
import type { Core } from '../../src/crypto/core.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { parseHeader, sealHeader } from '../../src/vault/header.ts';
import { defaultKdfCost, fallbackKdfCost, type KdfCost } from '../../src/vault/kdf-policy.ts';
import { unlockVault } from '../../src/vault/unlock-vault.ts';
import { twinCore } from '../support/twin-core.ts';
import { codeOf, freshDatabase, makeVault, passphrase } from '../unit/vault/support.ts';

/** A core that notes which KDF was started, and starts none. */
const watchedCore = (): { core: Core; started: string[] } => {
  const started: string[] = [];
  const stop = (name: string) => (): never => {
    started.push(name);
    throw new Error(`${name} was started`);
  };
  return { started, core: { ...twinCore, argon2id: stop('argon2id'), pbkdf2Sha256: stop('pbkdf2') } };
};

const withCost = async (...costs: readonly KdfCost[]): Promise<VaultDatabase> => {
  const db = await freshDatabase();
  (await makeVault(db)).close();
  const header = parseHeader(await db.get('header', 'current'));
  const [slot] = header.slots;
  if (slot?.type !== 'password') throw new Error('no slot');
  const slots = costs.map((cost, n) => ({
    ...slot,
    id: slot.id.map((byte) => byte ^ n),
    parameters: { ...cost, salt: slot.parameters.salt },
  }));
  await db.put('header', sealHeader(twinCore, { ...header, slots }, new Uint8Array(32)), 'current');
  return db;
};

const outside: readonly (readonly [string, KdfCost])[] = [
  ['memory lowered to 64 MiB less 1 KiB', { ...defaultKdfCost, kdf: 'argon2id', memoryKiB: 65_535 } as KdfCost],
  ['memory lowered to 8 KiB', { ...defaultKdfCost, memoryKiB: 8 } as KdfCost],
  ['iterations lowered to 2', { ...defaultKdfCost, iterations: 2 }],
  ['iterations lowered to 0', { ...defaultKdfCost, iterations: 0 }],
  ['no lane', { ...defaultKdfCost, parallelism: 0 } as KdfCost],
  ['a memory bomb of 512 MiB and 1 KiB', { ...defaultKdfCost, memoryKiB: 524_289 } as KdfCost],
  ['a memory bomb of 4 TiB', { ...defaultKdfCost, memoryKiB: 0xffff_ffff } as KdfCost],
  ['iterations that never end', { ...defaultKdfCost, iterations: 0xffff_ffff }],
  ['255 lanes', { ...defaultKdfCost, parallelism: 255 } as KdfCost],
  ['PBKDF2 with one iteration less than the floor', { ...fallbackKdfCost, iterations: 309_999 }],
  ['PBKDF2 with iterations that never end', { ...fallbackKdfCost, iterations: 0xffff_ffff }],
];

describe('KDF parameters in a changed header', () => {
  it.each(outside)('are refused before any KDF runs: %s', async (_, cost) => {
    const db = await withCost(cost);
    const { core, started } = watchedCore();
    expect(await codeOf(unlockVault(core, db, { passphrase }))).toBe('kdf-parameters');
    expect(started).toEqual([]);
  });

  it('are refused where only the second slot is outside', async () => {
    const db = await withCost(defaultKdfCost, { ...defaultKdfCost, iterations: 1 });
    const { core, started } = watchedCore();
    expect(await codeOf(unlockVault(core, db, { passphrase }))).toBe('kdf-parameters');
    expect(started).toEqual([]);
  });

  it('are refused for more password slots than four, each of which would cost a run', async () => {
    const db = await withCost(...Array.from({ length: 5 }, () => defaultKdfCost));
    const { core, started } = watchedCore();
    expect(await codeOf(unlockVault(core, db, { passphrase }))).toBe('vault-damaged');
    expect(started).toEqual([]);
  });

  it('are run on the floor and on the ceiling', async () => {
    for (const cost of [
      { kdf: 'argon2id', memoryKiB: 65_536, iterations: 3, parallelism: 1 },
      { kdf: 'argon2id', memoryKiB: 524_288, iterations: 10, parallelism: 4 },
      { kdf: 'pbkdf2-sha256', iterations: 310_000 },
      { kdf: 'pbkdf2-sha256', iterations: 5_000_000 },
    ] as const) {
      const { core, started } = watchedCore();
      await expect(unlockVault(core, await withCost(cost), { passphrase })).rejects.toThrow('was started');
      expect(started).toHaveLength(1);
    }
  });

  it('within the bounds but not those of the slot do not open it', async () => {
    const db = await freshDatabase();
    (await makeVault(db)).close();
    const header = parseHeader(await db.get('header', 'current'));
    const [slot] = header.slots;
    if (slot?.type !== 'password' || slot.parameters.kdf !== 'argon2id') throw new Error('no slot');
    const parameters = { ...slot.parameters, iterations: 3, memoryKiB: 65_536 };
    // A KDF that gives the same secret whatever its parameters: even then the parameters are in the key derivation.
    const core: Core = {
      ...twinCore,
      argon2id: (options) => twinCore.argon2id({ ...options, memoryKiB: 32, iterations: 1 }),
    };
    await db.put(
      'header',
      sealHeader(twinCore, { ...header, slots: [{ ...slot, parameters }] }, new Uint8Array(32)),
      'current',
    );
    expect(await codeOf(unlockVault(core, db, { passphrase }))).toBe('passphrase-wrong');
  });
});
