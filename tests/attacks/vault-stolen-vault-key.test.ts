import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Core } from '../../src/crypto/core.ts';
import { randomBytes } from '../../src/crypto/random.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { type ParsedHeader, parseHeader, sealHeader } from '../../src/vault/header.ts';
import { deriveVaultKeys, deriveVaultSubkey } from '../../src/vault/keys.ts';
import { continueRotation } from '../../src/vault/rotation/continue-rotation.ts';

import { rotateVaultKey } from '../../src/vault/rotation/rotate-vault-key.ts';
import { openBox, rewrapBox } from '../../src/vault/sealed-box.ts';
import { sealSlot } from '../../src/vault/slot-keys.ts';
import { unlockVault } from '../../src/vault/unlock-vault.ts';
import type { Vault } from '../../src/vault/vault.ts';
import { twinCore } from '../support/twin-core.ts';
import {
  codeOf,
  dump,
  freshDatabase,
  makeVault,
  now,
  passphrase,
  put,
  recordId,
  testPolicy,
  textOf,
  unlock,
} from '../unit/vault/support.ts';

// Somebody has the vault key: from a copy of the header whose passphrase leaked, or from a memory dump. Then it is
// changed, and they still read and write the profile's files.

const rows = 150;
const headerOf = async (db: VaultDatabase): Promise<ParsedHeader> => parseHeader(await db.get('header', 'current'));

const stealKey = async (db: VaultDatabase): Promise<Uint8Array> => {
  const seen: Uint8Array[] = [];
  const spy: Core = {
    ...twinCore,
    aesKwUnwrap: (...values) => {
      const key = twinCore.aesKwUnwrap(...values);
      seen.push(key.slice());
      return key;
    },
  };
  (await unlockVault(spy, db, { passphrase, policy: testPolicy })).close();
  return seen[0]!;
};

const robbed = async () => {
  const db = await freshDatabase();
  const vault = await makeVault(db);
  await vault.write(Array.from({ length: rows }, (_, n) => put(recordId(n), `text ${n}`)));
  const before = await dump(db);
  const stolen = await stealKey(db);
  return { db, vault, before, stolen };
};
const rotate = (vault: Vault, signal?: AbortSignal) =>
  rotateVaultKey(vault, {
    now,
    policy: testPolicy,
    ways: [{ kind: 'password', passphrase }],
    ...(signal && { signal, onProgress: () => undefined }),
  });

describe('with a stolen vault key, after it was changed', () => {
  it('nothing in the vault opens: no slot, no row, no manifest', async () => {
    const { db, vault, stolen } = await robbed();
    await rotate(vault);
    const header = await headerOf(db);
    const keys = deriveVaultKeys(twinCore, stolen, header.vaultId, 1);
    const after = await dump(db);
    const all = [...after.records.values(), ...after.manifest.values()];
    for (const row of all) {
      for (const key of [keys.recordWrap, keys.manifest])
        expect(rewrapBox(twinCore, row, key, randomBytes(32))).toBeUndefined();
      expect(() => openBox(twinCore, keys.recordWrap, new Uint8Array(0), row)).toThrow();
    }
    expect(Buffer.from(header.bytes).includes(Buffer.from(stolen))).toBe(false);
  });

  it('the next one cannot be had, though the old header and its slots are known to the last byte', async () => {
    const { db, vault, stolen, before } = await robbed();
    await rotate(vault);
    const header = await headerOf(db);
    const old = parseHeader(before.header.get('current'));
    // What is derived from the stolen key, and every key of the old slots that it could have been wrapped under.
    const guesses = (['header', 'manifest', 'record-wrap', 'previous-key', 'self-slot', 'anchor'] as const).map(
      (label) => deriveVaultSubkey(twinCore, stolen, header.vaultId, label),
    );
    for (const slot of header.slots) {
      if (slot.type === 'opaque') continue;
      for (const guess of [stolen, ...guesses]) expect(() => twinCore.aesKwUnwrap(guess, slot.wrapped)).toThrow();
      expect(
        old.slots.every((each) => each.type !== 'opaque' && each.commitment.join() !== slot.commitment.join()),
      ).toBe(true);
    }
  });

  it('the old header put back does not fit the root, and an own slot in it opens nothing of now', async () => {
    const { db, vault, stolen, before } = await robbed();
    await rotate(vault);
    vault.close();
    await db.put('header', before.header.get('current')!, 'current');
    expect(await codeOf(unlock(db))).toBe('vault-damaged');
    const old = parseHeader(before.header.get('current'));
    const [slot] = old.slots;
    if (slot?.type !== 'password') throw new Error('no slot');
    const mine = sealSlot(twinCore, old, { ...slot, id: randomBytes(16) }, randomBytes(32), stolen);
    const { header } = deriveVaultKeys(twinCore, stolen, old.vaultId, 1);
    await db.put('header', sealHeader(twinCore, { ...old, slots: [...old.slots, mine] }, header), 'current');
    expect(await codeOf(unlock(db))).toBe('vault-damaged');
  });

  it('rows put back under the old key are damaged, and named', async () => {
    const { db, vault, before } = await robbed();
    await rotate(vault);
    vault.close();
    await db.put('records', before.records.get(recordId(3))!, recordId(3));
    const again = await unlock(db);
    expect(await codeOf(again.get('notes', recordId(3)))).toBe('record-damaged');
    expect((await again.verify()).changed).toEqual([recordId(3)]);
  });
});

/** Multiplication in the field of GHASH (SP 800-38D §6.3), bit by bit. */
const multiply = (x: Uint8Array, y: Uint8Array): Uint8Array => {
  const big = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let [v, z] = [big(y), 0n];
  for (let bit = 127n; bit >= 0n; bit--) {
    if ((big(x) >> bit) & 1n) z ^= v;
    v = v & 1n ? (v >> 1n) ^ (0xe1n << 120n) : v >> 1n;
  }
  return Uint8Array.from(Buffer.from(z.toString(16).padStart(32, '0'), 'hex'));
};

/** The row with another text under the same DEK, nonce and tag: anyone who knows the key of GCM can have any tag. */
const forgeBody = (row: Uint8Array, recordWrap: Uint8Array, from: string, to: string): Uint8Array => {
  const dek = twinCore.aesKwUnwrap(recordWrap, row.slice(0, 40));
  const cipher = createCipheriv('aes-256-ecb', dek, null).setAutoPadding(false);
  const h = Uint8Array.from(cipher.update(new Uint8Array(16)));
  const difference = new Uint8Array(16);
  // The text begins behind the four bytes of its length, all of it in the first block.
  for (let n = 0; n < from.length; n++) difference[4 + n] = from.charCodeAt(n) ^ to.charCodeAt(n);
  const forged = row.slice();
  const second = multiply(difference, h);
  // The second block is padding, which nobody looks at.
  for (let n = 0; n < 16; n++) {
    forged[52 + n]! ^= difference[n]!;
    forged[68 + n]! ^= second[n]!;
  }
  return forged;
};

describe('with the DEKs of all rows, known by a stolen vault key', () => {
  it('another text under the same tag is believed before the key is changed, and damaged afterwards', async () => {
    const { db, vault, before, stolen } = await robbed();
    const { recordWrap } = deriveVaultKeys(twinCore, stolen, vault.vaultId, 1);
    const row = before.records.get(recordId(3))!;
    const forged = forgeBody(row, recordWrap, 'text 3', 'lies 3');
    expect(forged.slice(-16)).toEqual(row.slice(-16));
    await db.put('records', forged, recordId(3));
    expect(await textOf(vault, recordId(3))).toBe('lies 3');
    await db.put('records', row, recordId(3));
    await rotate(vault);
    // The thief takes the wrap that stands there now: it is bound to the body that it was made for.
    const after = (await db.get('records', recordId(3)))!;
    await db.put('records', Uint8Array.of(...after.slice(0, 40), ...forged.slice(40)), recordId(3));
    expect(await codeOf(vault.get('notes', recordId(3)))).toBe('record-damaged');
    await db.put('records', after, recordId(3));
    expect(await textOf(vault, recordId(3))).toBe('text 3');
    await rotate(vault);
    expect(await textOf(vault, recordId(3))).toBe('text 3');
  });
});

describe('in the middle of a change', () => {
  const interrupted = async () => {
    const stop = new AbortController();
    stop.abort();
    const found = await robbed();
    expect((await rotate(found.vault, stop.signal)).finished).toBe(false);
    found.vault.close();
    return found;
  };

  it('the old key taken out of the header, or exchanged, keeps the vault shut', async () => {
    const { db, stolen } = await interrupted();
    const header = await headerOf(db);
    expect(header.previous).toHaveLength(40);
    const { previous: _, ...rest } = header;
    for (const forged of [rest, { ...header, previous: randomBytes(40) }]) {
      const key = deriveVaultSubkey(twinCore, stolen, header.vaultId, 'header');
      await db.put('header', sealHeader(twinCore, forged, key), 'current');
      expect(await codeOf(unlock(db))).toBe('vault-damaged');
    }
    await db.put('header', header.bytes, 'current');
    expect((await unlock(db)).isOpen).toBe(true);
  });

  it('the stolen key writes no record that is believed', async () => {
    const { db, before, stolen } = await interrupted();
    const header = await headerOf(db);
    const keys = deriveVaultKeys(twinCore, stolen, header.vaultId, 1);
    // Another record's DEK in the place of this one's, wrapped under the key that is still taken.
    const foreign = before.records.get(recordId(4))!;
    await db.put('records', rewrapBox(twinCore, foreign, keys.recordWrap, keys.recordWrap)!, recordId(3));
    const again = await unlock(db);
    expect(again.damage.changed).toEqual([recordId(3)]);
    expect(await codeOf(again.get('notes', recordId(3)))).toBe('record-damaged');
    await continueRotation(again);
    expect((await again.verify()).changed).toEqual([recordId(3)]);
    expect((await again.list('notes')).length).toBe(rows - 1);
  });
});
