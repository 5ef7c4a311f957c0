import { describe, expect, it } from 'vitest';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { parseHeader, sealHeader } from '../../src/vault/header.ts';
import { deriveSecret } from '../../src/vault/kdf.ts';
import { deriveVaultKeys } from '../../src/vault/keys.ts';
import { openSlot } from '../../src/vault/slot-keys.ts';
import { twinCore } from '../support/twin-core.ts';
import { codeOf, dump, freshDatabase, makeVault, passphrase, put, recordId, unlock } from '../unit/vault/support.ts';

const header = async (db: VaultDatabase): Promise<Uint8Array> => (await db.get('header', 'current'))!;

const opaqueSlots = [{ type: 'opaque', code: 9, body: new Uint8Array(40) }] as const;

const lockedVault = async (label = 'words'): Promise<VaultDatabase> => {
  const db = await freshDatabase();
  const vault = await makeVault(db, { label });
  await vault.write([put(recordId(1), 'one')]);
  vault.close();
  return db;
};

/** What only a holder of the passphrase can do. */
const stolenVaultKey = async (db: VaultDatabase): Promise<Uint8Array> => {
  const parsed = parseHeader(await header(db));
  const [slot] = parsed.slots;
  if (slot?.type !== 'password') throw new Error('no slot');
  return openSlot(twinCore, parsed, slot, await deriveSecret(twinCore, passphrase, slot.parameters))!;
};

describe('the header in a changed profile', () => {
  it('never opens with any single byte changed', async () => {
    const db = await lockedVault();
    const good = await header(db);
    const codes = new Set<unknown>();
    for (let at = 0; at < good.length; at++) {
      const bad = good.slice();
      bad[at]! ^= 1;
      await db.put('header', bad, 'current');
      // A thief with the profile starts counting again as often as he likes.
      await db.clear('device');
      const code = await codeOf(unlock(db));
      expect(code, `byte ${at}`).toMatch(/^(vault-damaged|passphrase-wrong|newer-version|kdf-parameters)$/);
      codes.add(code);
    }
    expect(codes).toEqual(new Set(['vault-damaged', 'passphrase-wrong', 'newer-version', 'kdf-parameters']));
    await db.put('header', good, 'current');
    expect((await unlock(db)).isOpen).toBe(true);
  });

  it('does not take a slot more, a slot less, or the same slot twice, though no key depends on them', async () => {
    const db = await lockedVault('words');
    const parsed = parseHeader(await header(db));
    const [slot] = parsed.slots;
    if (slot?.type !== 'password') throw new Error('no slot');
    const foreignKey = new Uint8Array(32).fill(7);
    for (const slots of [
      [...parsed.slots, ...opaqueSlots],
      [...opaqueSlots, ...parsed.slots],
      [slot, slot],
    ]) {
      await db.put('header', sealHeader(twinCore, { ...parsed, slots }, foreignKey), 'current');
      expect(await codeOf(unlock(db))).toBe('vault-damaged');
    }
  });

  it('does not take the slot of another vault under the same passphrase', async () => {
    const [db, other] = [await lockedVault(), await lockedVault()];
    const [mine, theirs] = [parseHeader(await header(db)), parseHeader(await header(other))];
    await db.put('header', sealHeader(twinCore, { ...mine, slots: theirs.slots }, new Uint8Array(32)), 'current');
    expect(await codeOf(unlock(db))).toBe('passphrase-wrong');
    await db.put('header', theirs.bytes, 'current');
    expect(await codeOf(unlock(db))).toBe('vault-damaged');
  });

  it('does not take a slot of another generation of the vault key', async () => {
    const db = await lockedVault();
    const parsed = parseHeader(await header(db));
    await db.put('header', sealHeader(twinCore, { ...parsed, epoch: 2 }, new Uint8Array(32)), 'current');
    expect(await codeOf(unlock(db))).toBe('passphrase-wrong');
  });

  it('put back to an earlier state under the same vault key does not fit the root', async () => {
    const db = await lockedVault();
    const parsed = parseHeader(await header(db));
    const vaultKey = await stolenVaultKey(db);
    const { header: headerKey } = deriveVaultKeys(twinCore, vaultKey, parsed.vaultId, 1);
    const [slot] = parsed.slots;
    if (slot?.type !== 'password') throw new Error('no slot');
    // As an earlier header would be: authentic in itself, only not the one that the root names.
    await db.put('header', sealHeader(twinCore, { ...parsed, slots: [slot, ...opaqueSlots] }, headerKey), 'current');
    await expect(unlock(db)).rejects.toMatchObject({ code: 'vault-damaged', details: { part: 'header' } });
  });

  it('of the wrong kind or size is refused before anything is computed', async () => {
    const db = await lockedVault();
    for (const junk of ['header', 7, new Uint8Array(0), new Uint8Array(70_000), (await header(db)).slice(0, -1)]) {
      await db.put('header', junk as Uint8Array, 'current');
      expect(await codeOf(unlock(db))).toBe('vault-damaged');
    }
  });

  it('that is gone leaves a missing vault with its records, and nothing is made over it', async () => {
    const db = await lockedVault();
    await db.delete('header', 'current');
    await expect(unlock(db)).rejects.toMatchObject({ code: 'vault-missing', details: { records: 5 } });
    const before = await dump(db);
    expect(await codeOf(makeVault(db))).toBe('vault-exists');
    expect(await dump(db)).toEqual(before);
  });
});
