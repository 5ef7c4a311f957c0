import { describe, expect, it } from 'vitest';
import { Reader } from '../../../src/bytes/reader.ts';
import type { Core } from '../../../src/crypto/core.ts';
import { makeKdfParameters } from '../../../src/vault/kdf.ts';
import { encodeSlot, parseSlot, type Slot } from '../../../src/vault/slot.ts';
import { openSlot, sealSlot } from '../../../src/vault/slot-keys.ts';
import { twinCore } from '../../support/twin-core.ts';
import { seededRandom } from './seeded-random.ts';
import { testCost } from './support.ts';

const random = seededRandom('slot');
const context = { vaultId: random(16), epoch: 1 };
const draft = {
  type: 'password' as const,
  id: random(16),
  parameters: makeKdfParameters(testCost, random),
};
const [secret, vaultKey] = [random(32), random(32)];
const slot = sealSlot(twinCore, context, draft, secret, vaultKey);

describe('a password slot', () => {
  it('gives the vault key to the secret it was made for and to no other', () => {
    expect(openSlot(twinCore, context, slot, secret)).toEqual(vaultKey);
    expect(openSlot(twinCore, context, slot, random(32))).toBeUndefined();
  });

  it('is bound to vault, generation, slot id and every KDF parameter', () => {
    if (slot.type !== 'password') throw new Error('not a password slot');
    const { parameters } = slot;
    if (parameters.kdf !== 'argon2id') throw new Error('not Argon2id');
    for (const altered of [
      { ...parameters, memoryKiB: 33 },
      { ...parameters, iterations: 2 },
      { ...parameters, parallelism: 2 },
      { ...parameters, salt: random(16) },
      { kdf: 'pbkdf2-sha256', iterations: 1, salt: parameters.salt } as const,
    ]) {
      expect(openSlot(twinCore, context, { ...slot, parameters: altered }, secret)).toBeUndefined();
    }
    expect(openSlot(twinCore, context, { ...slot, id: random(16) }, secret)).toBeUndefined();
    expect(openSlot(twinCore, { ...context, epoch: 2 }, slot, secret)).toBeUndefined();
    expect(openSlot(twinCore, { ...context, vaultId: random(16) }, slot, secret)).toBeUndefined();
  });

  it('is read back as it was written, and no slot of an unknown type is lost', () => {
    const unknown: Slot = { type: 'opaque', code: 9, body: random(70) };
    for (const written of [slot, unknown]) {
      const reader = new Reader(encodeSlot(written));
      expect(parseSlot(reader)).toEqual(written);
      expect(reader.left).toBe(0);
    }
  });

  it('is refused at every length but its own', () => {
    const bytes = encodeSlot(slot);
    for (let length = 0; length < bytes.length; length++)
      expect(() => parseSlot(new Reader(bytes.slice(0, length)))).toThrow('damaged');
    const longer = Uint8Array.of(...bytes, 0);
    longer[2]! += 1;
    expect(() => parseSlot(new Reader(longer))).toThrow('damaged');
  });

  it('leaves no key behind', () => {
    const keks: Uint8Array[] = [];
    const derived: Uint8Array[] = [];
    const core: Core = {
      ...twinCore,
      aesKwWrap: (kek, key) => {
        keks.push(kek);
        return twinCore.aesKwWrap(kek, key);
      },
      aesKwUnwrap: (kek, wrapped) => {
        keks.push(kek);
        return twinCore.aesKwUnwrap(kek, wrapped);
      },
      hkdfSha256: (...values) => {
        const key = twinCore.hkdfSha256(...values);
        derived.push(key);
        return key;
      },
    };
    openSlot(core, context, sealSlot(core, context, draft, secret, vaultKey), secret);
    expect(keks).toEqual([new Uint8Array(32), new Uint8Array(32)]);
    expect(derived).toEqual([new Uint8Array(64), new Uint8Array(64)]);
  });
});
