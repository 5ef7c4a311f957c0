import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import type { Core } from '../../../src/crypto/core.ts';
import { randomBytes } from '../../../src/crypto/random.ts';
import type { VaultDatabase } from '../../../src/vault/database.ts';
import { parseHeader, sealHeader } from '../../../src/vault/header.ts';
import { deriveVaultKeys, type VaultKeys } from '../../../src/vault/keys.ts';
import { type ManifestRoot, openRoot, sealRoot } from '../../../src/vault/manifest-root.ts';
import { unlockVault } from '../../../src/vault/unlock-vault.ts';
import { twinCore } from '../../support/twin-core.ts';
import { codeOf, freshDatabase, makeVault, passphrase, put, recordId, testPolicy, textOf, unlock } from './support.ts';

describe('unlocking', () => {
  it('says missing where there is no vault', async () => {
    await expect(unlock(await freshDatabase())).rejects.toMatchObject({
      code: 'vault-missing',
      details: { records: 0 },
    });
  });

  it('says wrong for every other passphrase, by one character, by case, or empty', async () => {
    const db = await freshDatabase();
    await makeVault(db);
    for (const wrong of [`${passphrase} `, passphrase.toUpperCase(), passphrase.slice(1), '']) {
      expect(await codeOf(unlock(db, wrong))).toBe('passphrase-wrong');
    }
  });

  it('takes the passphrase in any Unicode form', async () => {
    const db = await freshDatabase();
    await makeVault(db, { passphrase: 'caf\u00e9' });
    expect((await unlock(db, 'cafe\u0301')).isOpen).toBe(true);
  });

  it('sees what another tab wrote while the KDF ran', async () => {
    const name = crypto.randomUUID();
    const writer = await makeVault(await freshDatabase(name));
    const written: Promise<void>[] = [];
    const core: Core = {
      ...twinCore,
      argon2id: (options) => {
        written.push(writer.write([put(recordId(1), 'meanwhile')]));
        return twinCore.argon2id(options);
      },
    };
    const vault = await unlockVault(core, await freshDatabase(name), { passphrase, policy: testPolicy });
    await Promise.all(written);
    expect(written).toHaveLength(1);
    expect(await textOf(vault, recordId(1))).toBe('meanwhile');
  });

  it('says busy where the header was changed while the KDF ran', async () => {
    const db = await freshDatabase();
    await makeVault(db);
    const other = await freshDatabase();
    await makeVault(other);
    const changed = (await other.get('header', 'current'))!;
    const core: Core = {
      ...twinCore,
      argon2id: (options) => {
        void db.put('header', changed, 'current');
        return twinCore.argon2id(options);
      },
    };
    expect(await codeOf(unlockVault(core, db, { passphrase, policy: testPolicy }))).toBe('vault-busy');
  });

  it('opens a vault that has slots of types it does not know, and leaves them alone', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    await addOpaqueSlot(db, vault.vaultId);
    const before = await db.get('header', 'current');
    const again = await unlock(db);
    await again.write([put(recordId(1), 'one')]);
    expect(await db.get('header', 'current')).toEqual(before);
    expect((await unlock(db)).isOpen).toBe(true);
  });

  it('refuses a root of another generation of the vault key', async () => {
    const db = await freshDatabase();
    const { vaultId } = await makeVault(db);
    await changeRoot(db, await keysOf(db, vaultId), vaultId, { epoch: 2 });
    await expect(unlock(db)).rejects.toMatchObject({ code: 'vault-damaged', details: { part: 'root' } });
  });
});

/** With the vault key in hand, as a later version or a defect would have it. */
const keysOf = async (db: VaultDatabase, vaultId: Uint8Array): Promise<VaultKeys> => {
  const unwrapped: Uint8Array[] = [];
  const spy: Core = {
    ...twinCore,
    aesKwUnwrap: (...values) => {
      const key = twinCore.aesKwUnwrap(...values);
      unwrapped.push(key.slice());
      return key;
    },
  };
  (await unlockVault(spy, db, { passphrase, policy: testPolicy })).close();
  return deriveVaultKeys(twinCore, unwrapped[0]!, vaultId, 1);
};

const changeRoot = async (
  db: VaultDatabase,
  keys: VaultKeys,
  vaultId: Uint8Array,
  changes: Partial<ManifestRoot>,
): Promise<void> => {
  const root = openRoot(twinCore, keys, vaultId, await db.get('manifest', 'root'));
  await db.put('manifest', sealRoot(twinCore, randomBytes, keys, vaultId, { ...root, ...changes }), 'root');
};

/** What a later version will do: another slot under the same vault key, the root naming the new header. */
const addOpaqueSlot = async (db: VaultDatabase, vaultId: Uint8Array): Promise<void> => {
  const keys = await keysOf(db, vaultId);
  const parsed = parseHeader(await db.get('header', 'current'));
  const slot = { type: 'opaque', code: 9, body: encodeUtf8('a way in of the future') } as const;
  const header = sealHeader(twinCore, { ...parsed, slots: [slot, ...parsed.slots] }, keys.header);
  await db.put('header', header, 'current');
  await changeRoot(db, keys, vaultId, { headerHash: twinCore.sha256(header) });
};
