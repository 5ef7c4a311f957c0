import { describe, expect, it } from 'vitest';
import { isSound } from '../../src/vault/damage.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { bucketKey } from '../../src/vault/manifest-bucket.ts';
import { codeOf, dump, freshDatabase, makeVault, put, recordId, textOf, unlock } from '../unit/vault/support.ts';

const [a, b] = [recordId(1), recordId(2)];

const vaultOfTwo = async (): Promise<VaultDatabase> => {
  const db = await freshDatabase();
  const vault = await makeVault(db);
  await vault.write([put(a, 'alice'), put(b, 'bob')]);
  vault.close();
  return db;
};

const restore = async (
  db: VaultDatabase,
  rows: Awaited<ReturnType<typeof dump>>,
  stores: readonly (keyof typeof rows)[],
): Promise<void> => {
  for (const store of stores) {
    await db.clear(store);
    for (const [key, value] of rows[store]) await db.put(store, value, key);
  }
};

describe('the manifest in a changed profile', () => {
  it('keeps the vault shut where the root is gone, cut, or changed in any byte', async () => {
    const db = await vaultOfTwo();
    const root = (await db.get('manifest', 'root'))!;
    const vault = await unlock(db);
    for (let at = 0; at < root.length; at += 1) {
      const bad = root.slice();
      bad[at]! ^= 0x10;
      await db.put('manifest', bad, 'root');
      expect(await codeOf(vault.list('notes')), `byte ${at}`).toBe('vault-damaged');
    }
    for (const bad of [root.slice(0, -1), root.slice(0, 10), 'root' as unknown as Uint8Array]) {
      await db.put('manifest', bad, 'root');
      expect(await codeOf(unlock(db))).toBe('vault-damaged');
    }
    await db.delete('manifest', 'root');
    expect(await codeOf(unlock(db))).toBe('vault-damaged');
  });

  it('refuses the root of another vault under the same passphrase', async () => {
    const [db, other] = [await vaultOfTwo(), await vaultOfTwo()];
    await db.put('manifest', (await other.get('manifest', 'root'))!, 'root');
    expect(await codeOf(unlock(db))).toBe('vault-damaged');
  });

  it('names a damaged bucket, and reads and writes all records of the others', async () => {
    const db = await vaultOfTwo();
    const bad = (await db.get('manifest', bucketKey(1)))!;
    bad[60]! ^= 1;
    await db.put('manifest', bad, bucketKey(1));
    const vault = await unlock(db);
    expect(vault.damage).toEqual({ missing: [], added: [], changed: [], buckets: [1] });
    expect(await codeOf(vault.get('notes', a))).toBe('vault-damaged');
    expect(await codeOf(vault.write([put(a, 'over it')]))).toBe('vault-damaged');
    await vault.write([put(b, 'bob, later')]);
    expect(await textOf(vault, b)).toBe('bob, later');
    expect((await unlock(db)).damage.buckets).toEqual([1]);
  });

  it('refuses an earlier bucket, and a bucket in the place of another', async () => {
    const db = await vaultOfTwo();
    const before = await dump(db);
    await (await unlock(db)).write([put(a, 'alice, later')]);
    await db.put('manifest', before.manifest.get(bucketKey(1))!, bucketKey(1));
    expect((await unlock(db)).damage.buckets).toEqual([1]);
    await db.put('manifest', before.manifest.get(bucketKey(2))!, bucketKey(1));
    expect((await unlock(db)).damage.buckets).toEqual([1]);
  });

  it('refuses a bucket that was written at the same count in another history', async () => {
    const db = await vaultOfTwo();
    const before = await dump(db);
    await (await unlock(db)).write([put(a, 'one history')]);
    const fork = (await db.get('manifest', bucketKey(1)))!;
    const forkedRow = (await db.get('records', a))!;
    await restore(db, before, ['manifest', 'records']);
    await (await unlock(db)).write([put(a, 'another')]);
    await db.put('manifest', fork, bucketKey(1));
    await db.put('records', forkedRow, a);
    const vault = await unlock(db);
    expect(vault.damage.buckets).toEqual([1]);
    expect(await codeOf(vault.get('notes', a))).toBe('vault-damaged');
  });

  it('gives itself away where manifest and root are put back without the records', async () => {
    const db = await vaultOfTwo();
    const before = await dump(db);
    await (await unlock(db)).write([put(a, 'alice, later')]);
    await restore(db, before, ['manifest']);
    expect((await unlock(db)).damage.changed).toEqual([a]);
  });

  it('put back whole is noticed by anyone who has the vault open', async () => {
    const db = await vaultOfTwo();
    const before = await dump(db);
    const vault = await unlock(db);
    await vault.write([put(a, 'alice, later')]);
    await restore(db, before, ['header', 'manifest', 'records']);
    await expect(vault.get('notes', a)).rejects.toMatchObject({
      code: 'vault-damaged',
      details: { part: 'root-older' },
    });
    await expect(vault.verify()).rejects.toMatchObject({ code: 'vault-damaged', details: { part: 'root-older' } });
    expect(await codeOf(vault.write([put(b, 'x')]))).toBe('vault-damaged');
  });

  // The limit of what a profile can prove by itself, stated so that nobody believes otherwise.
  it('put back whole while the vault is locked opens as the earlier state', async () => {
    const db = await vaultOfTwo();
    const before = await dump(db);
    await (await unlock(db)).write([put(a, 'alice, later')]);
    await restore(db, before, ['header', 'manifest', 'records']);
    const vault = await unlock(db);
    expect(isSound(vault.damage)).toBe(true);
    expect(await textOf(vault, a)).toBe('alice');
  });
});
