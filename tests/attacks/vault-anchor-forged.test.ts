import { describe, expect, it } from 'vitest';
import { concat } from '../../src/bytes/bytes.ts';
import { Writer } from '../../src/bytes/writer.ts';
import type { AnchorStore } from '../../src/vault/anchor.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { deriveVaultSubkey } from '../../src/vault/keys.ts';
import { rotateVaultKey } from '../../src/vault/rotation/rotate-vault-key.ts';
import { settleUnlock } from '../../src/vault/settle-unlock.ts';
import { engineOf, type Vault } from '../../src/vault/vault.ts';
import { twinCore } from '../support/twin-core.ts';
import {
  dump,
  freshDatabase,
  makeVault,
  now,
  passphrase,
  put,
  recordId,
  testPolicy,
  unlockBy,
} from '../unit/vault/support.ts';

// An older copy of the database is put back, and the witness outside is silenced: taken away, or exchanged for one that
// somebody made who knows an earlier vault key.

const witness = (): AnchorStore & { kept: Uint8Array | undefined } => {
  const store = {
    kept: undefined as Uint8Array | undefined,
    load: async () => store.kept,
    save: (anchor: Uint8Array) => {
      store.kept = anchor;
    },
  };
  return store;
};
const way = { kind: 'password', passphrase } as const;
const open = (db: VaultDatabase, anchors: AnchorStore): Promise<Vault> => unlockBy(db, way, { anchors });
/** As the keeper opens it: what is to be written is written. */
const openAndSettle = async (db: VaultDatabase, anchors: AnchorStore): Promise<Vault> => {
  const vault = await open(db, anchors);
  await settleUnlock(vault, { now });
  return vault;
};
const rotate = (vault: Vault, signal?: AbortSignal) =>
  rotateVaultKey(vault, { now, policy: testPolicy, ways: [way], ...(signal && { signal }) });
const restore = async (db: VaultDatabase, rows: Awaited<ReturnType<typeof dump>>): Promise<void> => {
  for (const store of ['header', 'records', 'manifest'] as const) {
    await db.clear(store);
    for (const [key, row] of rows[store]) await db.put(store, row, key);
  }
};

/** A vault that was opened with its witness before. */
const witnessed = async () => {
  const db = await freshDatabase();
  const anchors = witness();
  (await makeVault(db, { anchors })).close();
  const vault = await openAndSettle(db, anchors);
  return { db, anchors, vault };
};

/** What anyone can make who knows one vault key, for any epoch. */
const forge = (vaultKey: Uint8Array, vaultId: Uint8Array, epoch: number, counter = 1): Uint8Array => {
  const body = new Writer()
    .u8(1)
    .bytes(vaultId)
    .u32(epoch)
    .u64(counter)
    .bytes(new Uint8Array(32))
    .u8(0)
    .u64(0)
    .finish();
  return concat(body, twinCore.hmacSha256(deriveVaultSubkey(twinCore, vaultKey, vaultId, 'anchor'), body));
};

describe('a witness that was taken away', () => {
  it('is an alarm until the person begins a new one, whatever is written meanwhile', async () => {
    const { db, anchors, vault } = await witnessed();
    const early = await dump(db);
    await vault.write([put(recordId(1), 'late')]);
    vault.close();
    await restore(db, early);
    anchors.kept = undefined;
    const again = await openAndSettle(db, anchors);
    expect(again.anchorState).toEqual({ kind: 'missing' });
    expect(anchors.kept).toBeUndefined();
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'missing' });
    again.acceptState();
    expect(anchors.kept).toBeDefined();
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'fits' });
  });

  it('is one after a change of the vault key, too', async () => {
    const { db, anchors, vault } = await witnessed();
    await rotate(vault);
    anchors.kept = undefined;
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'missing' });
  });
});

describe('somebody who knows an earlier vault key', () => {
  const robbed = async () => {
    const found = await witnessed();
    const stolen = engineOf(found.vault).opener().keys.vaultKey.slice();
    await rotate(found.vault);
    const early = await dump(found.db);
    await found.vault.write([put(recordId(1), 'late')]);
    found.vault.close();
    await restore(found.db, early);
    return { ...found, stolen };
  };

  it('makes no anchor that an older copy fits', async () => {
    const { db, anchors, vault, stolen } = await robbed();
    expect((await open(db, anchors)).anchorState).toMatchObject({ kind: 'rolled-back' });
    for (const epoch of [0, 1, 2]) {
      anchors.kept = forge(stolen, vault.vaultId, epoch);
      expect((await open(db, anchors)).anchorState).toEqual({ kind: 'unreadable' });
    }
    anchors.kept = forge(stolen, vault.vaultId, 3);
    expect((await open(db, anchors)).anchorState).toMatchObject({ kind: 'rolled-back' });
  });

  it('is not helped by the anchor of before the change', async () => {
    const { db, anchors, vault } = await witnessed();
    const before = anchors.kept;
    await rotate(vault);
    anchors.kept = before;
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'unreadable' });
  });
});

describe('an anchor that a change of the vault key was cut off before', () => {
  const cutOff = async () => {
    const { db, anchors, vault } = await witnessed();
    const before = anchors.kept!;
    await rotate(vault, AbortSignal.abort());
    vault.close();
    return { db, anchors, before };
  };

  it('is believed under its own key, and the next write brings it up to date', async () => {
    const { db, anchors, before } = await cutOff();
    anchors.kept = before;
    const vault = await openAndSettle(db, anchors);
    expect(vault.anchorState).toEqual({ kind: 'fits' });
    expect(anchors.kept).not.toEqual(before);
    expect((await openAndSettle(db, anchors)).anchorState).toEqual({ kind: 'fits' });
    anchors.kept = before;
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'unreadable' });
  });

  it('counts only with the right MAC', async () => {
    const { db, anchors, before } = await cutOff();
    for (let at = 21; at < before.length; at++) {
      anchors.kept = before.map((byte, n) => (n === at ? byte ^ 1 : byte));
      const vault = await open(db, anchors);
      expect(vault.anchorState).toEqual({ kind: 'unreadable' });
      vault.close();
    }
  });
});
