import { describe, expect, it } from 'vitest';
import { isEmpty, vaultExists } from '../../../src/vault/database.ts';
import { eraseVault } from '../../../src/vault/erase-vault.ts';
import { storageError } from '../../../src/vault/storage-error.ts';
import { codeOf, freshDatabase, makeVault, put, recordId, unlock } from './support.ts';

describe('the database', () => {
  it('tells empty, a vault, and what is left of one apart', async () => {
    const db = await freshDatabase();
    expect([await vaultExists(db), await isEmpty(db)]).toEqual([false, true]);
    const vault = await makeVault(db);
    await vault.write([put(recordId(1), 'one')]);
    expect([await vaultExists(db), await isEmpty(db)]).toEqual([true, false]);
    await db.clear('header');
    expect([await vaultExists(db), await isEmpty(db)]).toEqual([false, false]);
  });

  it('is empty once the vault was erased, and takes a new one', async () => {
    const db = await freshDatabase();
    await (await makeVault(db)).write([put(recordId(1), 'one')]);
    await eraseVault(db);
    expect(await isEmpty(db)).toBe(true);
    expect(await codeOf(unlock(db))).toBe('vault-missing');
    expect((await makeVault(db)).isOpen).toBe(true);
  });
});

describe('an error of the database', () => {
  it('has a code and keeps its cause', () => {
    const full = new DOMException('', 'QuotaExceededError');
    expect(storageError(full)).toMatchObject({ code: 'storage-full', cause: full });
    expect(storageError(new DOMException('', 'UnknownError'))).toMatchObject({
      code: 'storage-failed',
      details: { reason: 'UnknownError' },
    });
  });

  it('is not made of an error that is none of its own', () => {
    const defect = new TypeError('a defect');
    expect(storageError(defect)).toBe(defect);
  });
});
