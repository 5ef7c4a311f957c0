import { describe, expect, it } from 'vitest';
import { encodeHex } from '../../../src/bytes/hex.ts';
import type { Core } from '../../../src/crypto/core.ts';
import {
  deriveSecret,
  encodeKdfParameters,
  encodePassphrase,
  makeKdfParameters,
  parseKdfParameters,
} from '../../../src/vault/kdf.ts';
import { defaultKdfCost, fallbackKdfCost, isWeaker, kdfPolicy } from '../../../src/vault/kdf-policy.ts';
import { twinCore } from '../../support/twin-core.ts';
import { seededRandom } from './seeded-random.ts';
import { testCost } from './support.ts';

const salt = Uint8Array.from({ length: 16 }, (_, n) => n);
const saltHex = '000102030405060708090a0b0c0d0e0f';

describe('KDF parameters', () => {
  it('are written as function, figures and salt', () => {
    expect(encodeHex(encodeKdfParameters({ ...defaultKdfCost, salt }))).toBe(
      `01${'00020000'}${'00000003'}01${saltHex}`,
    );
    expect(encodeHex(encodeKdfParameters({ ...fallbackKdfCost, salt }))).toBe(`02${'000927c0'}${saltHex}`);
  });

  it('are read back as they were written', () => {
    for (const cost of [defaultKdfCost, fallbackKdfCost, testCost]) {
      expect(parseKdfParameters(encodeKdfParameters({ ...cost, salt }))).toEqual({ ...cost, salt });
    }
  });

  it('are refused where they are cut, longer, or of an unknown function', () => {
    const bytes = encodeKdfParameters({ ...defaultKdfCost, salt });
    for (let length = 0; length < bytes.length; length++)
      expect(() => parseKdfParameters(bytes.slice(0, length))).toThrow('damaged');
    expect(() => parseKdfParameters(Uint8Array.of(...bytes, 0))).toThrow('damaged');
    expect(() => parseKdfParameters(Uint8Array.of(3, ...bytes.slice(1)))).toThrow('kdf-parameters');
  });

  it('get a salt of their own each time', () => {
    const random = seededRandom('salt');
    expect(makeKdfParameters(testCost, random).salt).not.toEqual(makeKdfParameters(testCost, random).salt);
  });

  it('that are the default or the fallback lie within the policy', () => {
    expect(() => kdfPolicy(defaultKdfCost)).not.toThrow();
    expect(() => kdfPolicy(fallbackKdfCost)).not.toThrow();
    expect(() => kdfPolicy({ ...fallbackKdfCost, iterations: 310_000 })).not.toThrow();
    expect(() => kdfPolicy({ ...fallbackKdfCost, iterations: Number.NaN })).toThrow('kdf-parameters');
  });

  it('are weaker with less memory or fewer passes than wanted, and always as PBKDF2 where Argon2id is wanted', () => {
    const wanted = { kdf: 'argon2id', memoryKiB: 131_072, iterations: 3, parallelism: 1 } as const;
    expect(isWeaker({ ...wanted, memoryKiB: 131_071 }, wanted)).toBe(true);
    expect(isWeaker({ ...wanted, iterations: 2 }, wanted)).toBe(true);
    expect(isWeaker(fallbackKdfCost, wanted)).toBe(true);
    for (const good of [wanted, { ...wanted, memoryKiB: 262_144 }, { ...wanted, parallelism: 4 }])
      expect(isWeaker(good, wanted)).toBe(false);
    expect(isWeaker(wanted, fallbackKdfCost)).toBe(false);
    expect(isWeaker({ ...fallbackKdfCost, iterations: 310_000 }, fallbackKdfCost)).toBe(true);
  });
});

describe('a passphrase', () => {
  it('is the same however its accents were typed', () => {
    expect(encodePassphrase('pass\u00e9 \u2460 \ufb01')).toEqual(encodePassphrase('passe\u0301 1 fi'));
  });

  it('gives 32 bytes that depend on every parameter', async () => {
    const base = { kdf: 'argon2id', memoryKiB: 32, iterations: 1, parallelism: 1, salt } as const;
    const variants = [
      base,
      { ...base, memoryKiB: 40 },
      { ...base, iterations: 2 },
      { ...base, parallelism: 2 },
      { ...base, salt: salt.toReversed() },
      { kdf: 'pbkdf2-sha256', iterations: 1, salt } as const,
      { kdf: 'pbkdf2-sha256', iterations: 2, salt } as const,
    ];
    const secrets = await Promise.all(
      variants.map(async (parameters) => encodeHex(await deriveSecret(twinCore, 'words', parameters))),
    );
    expect(new Set(secrets).size).toBe(variants.length);
    expect(secrets.every((secret) => secret.length === 64)).toBe(true);
  });

  it('is wiped after use, also where the KDF fails', async () => {
    const seen: Uint8Array[] = [];
    const core: Core = {
      ...twinCore,
      argon2id: ({ password }) => {
        seen.push(password);
        throw new RangeError('memory');
      },
      pbkdf2Sha256: (password, ...rest) => {
        seen.push(password);
        return twinCore.pbkdf2Sha256(password, ...rest);
      },
    };
    await expect(deriveSecret(core, 'words', { ...defaultKdfCost, salt })).rejects.toThrow(RangeError);
    await deriveSecret(core, 'words', { kdf: 'pbkdf2-sha256', iterations: 1, salt });
    expect(seen).toEqual([new Uint8Array(5), new Uint8Array(5)]);
  });
});
