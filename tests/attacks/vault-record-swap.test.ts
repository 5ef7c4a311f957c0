import { describe, expect, it } from 'vitest';
import type { VaultDatabase } from '../../src/vault/database.ts';
import type { Vault } from '../../src/vault/vault.ts';
import {
  codeOf,
  dump,
  freshDatabase,
  makeVault,
  put,
  recordId,
  remove,
  textOf,
  unlock,
} from '../unit/vault/support.ts';

// Somebody writes into the profile while the vault is locked, without knowing the passphrase.

const [a, b, c] = [recordId(1), recordId(2), recordId(3, 1)];

const vaultOfThree = async (): Promise<VaultDatabase> => {
  const db = await freshDatabase();
  const vault = await makeVault(db);
  await vault.write([put(a, 'alice'), put(b, 'bob'), put(c, 'carol')]);
  vault.close();
  return db;
};

const row = async (db: VaultDatabase, id: string): Promise<Uint8Array> => (await db.get('records', id))!;

/** The record is refused by name, the others are read, and the full check says the same as the quick one. */
const expectDamage = async (
  db: VaultDatabase,
  damage: Partial<Vault['damage']>,
  intact: readonly string[],
): Promise<void> => {
  const vault = await unlock(db);
  const expected = { missing: [], added: [], changed: [], buckets: [], ...damage };
  expect(vault.damage).toEqual(expected);
  expect(await vault.verify()).toEqual(expected);
  for (const id of [...(damage.missing ?? []), ...(damage.changed ?? [])]) {
    expect(await codeOf(vault.get('notes', id))).toBe('record-damaged');
  }
  expect((await vault.list('notes')).map((record) => record.id).sort()).toEqual([...intact].sort());
};

describe('a record in a changed profile', () => {
  it('is refused where two rows were swapped', async () => {
    const db = await vaultOfThree();
    const [rowA, rowB] = [await row(db, a), await row(db, b)];
    await db.put('records', rowB, a);
    await db.put('records', rowA, b);
    await expectDamage(db, { changed: [a, b] }, [c]);
  });

  it('is refused where its row was put back to an earlier state', async () => {
    const db = await vaultOfThree();
    const old = await row(db, a);
    const vault = await unlock(db);
    await vault.write([put(a, 'alice, later')]);
    await db.put('records', old, a);
    await expectDamage(db, { changed: [a] }, [b, c]);
  });

  it('is refused where the earlier row carries the tag of the current one', async () => {
    const db = await vaultOfThree();
    const old = await row(db, a);
    await (await unlock(db)).write([put(a, 'mallo')]);
    const forged = old.slice();
    forged.set((await row(db, a)).slice(-16), forged.length - 16);
    await db.put('records', forged, a);
    const vault = await unlock(db);
    expect(await codeOf(vault.get('notes', a))).toBe('record-damaged');
    expect((await vault.verify()).changed).toEqual([a]);
    expect((await vault.list('notes')).map((record) => record.id)).not.toContain(a);
    expect(vault.damage.changed).toEqual([a]);
  });

  it('is named where its row is gone', async () => {
    const db = await vaultOfThree();
    await db.delete('records', b);
    await expectDamage(db, { missing: [b] }, [a, c]);
  });

  it('is never read where a row was copied under another id', async () => {
    const db = await vaultOfThree();
    const copy = recordId(4);
    await db.put('records', await row(db, a), copy);
    await expectDamage(db, { added: [copy] }, [a, b, c]);
    expect(await textOf(await unlock(db), copy)).toBeUndefined();
  });

  it('stays deleted where its row was put back', async () => {
    const db = await vaultOfThree();
    const old = await row(db, a);
    await (await unlock(db)).write([remove(a)]);
    await db.put('records', old, a);
    await expectDamage(db, { added: [a] }, [b, c]);
  });

  it('is refused with any single bit changed anywhere in its row', async () => {
    const db = await vaultOfThree();
    const good = await row(db, a);
    const vault = await unlock(db);
    for (let at = 0; at < good.length; at++) {
      const bad = good.slice();
      bad[at]! ^= 1 << (at % 8);
      await db.put('records', bad, a);
      expect(await codeOf(vault.get('notes', a)), `byte ${at}`).toBe('record-damaged');
    }
    await db.put('records', good, a);
    expect(await textOf(vault, a)).toBe('alice');
  });

  it('is refused where the row is not bytes at all, or too few', async () => {
    const db = await vaultOfThree();
    for (const junk of ['text', 7, null, {}, new Uint8Array(3), new Uint8Array(0)]) {
      await db.put('records', junk as Uint8Array, a);
      await expectDamage(db, { changed: [a] }, [b, c]);
    }
  });

  it('of another vault is refused', async () => {
    const [db, other] = [await vaultOfThree(), await vaultOfThree()];
    await db.put('records', await row(other, a), a);
    await expectDamage(db, { changed: [a] }, [b, c]);
  });

  it('is whole again once it is written again', async () => {
    const db = await vaultOfThree();
    await db.put('records', new Uint8Array(400), a);
    await db.delete('records', b);
    const vault = await unlock(db);
    await vault.write([put(a, 'again'), remove(b)]);
    expect(vault.damage).toEqual({ missing: [], added: [], changed: [], buckets: [] });
    expect(await vault.verify()).toEqual(vault.damage);
    expect(await textOf(vault, a)).toBe('again');
  });

  it('shows neither name, nor store, nor its length within a bucket', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    await vault.write([put(a, 'x'.repeat(10), 'secret-store'), put(b, 'y'.repeat(200), 'secret-store')]);
    const rows = await dump(db);
    const everything = Object.values(rows).flatMap((store) =>
      [...store].map(([key, value]) => key + Buffer.from(value).toString('latin1')),
    );
    expect(everything.join('')).not.toContain('secret-store');
    expect(everything.join('')).not.toContain('xxxxx');
    expect(rows.records.get(a)!.length).toBe(rows.records.get(b)!.length);
  });
});
