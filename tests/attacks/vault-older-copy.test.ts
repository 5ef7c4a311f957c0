import { describe, expect, it } from 'vitest';
import { readActivity } from '../../src/vault/activity/read-activity.ts';
import type { AnchorStore } from '../../src/vault/anchor.ts';
import type { VaultDatabase } from '../../src/vault/database.ts';
import { rotateVaultKey } from '../../src/vault/rotation/rotate-vault-key.ts';
import { settleUnlock } from '../../src/vault/settle-unlock.ts';
import type { Vault } from '../../src/vault/vault.ts';
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

// The whole database is replaced by an earlier copy of itself. Inside it everything fits; only a witness outside tells.

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
const open = (db: VaultDatabase, anchors?: AnchorStore): Promise<Vault> =>
  unlockBy(db, { kind: 'password', passphrase }, { ...(anchors && { anchors }) });
const restore = async (db: VaultDatabase, rows: Awaited<ReturnType<typeof dump>>): Promise<void> => {
  for (const store of ['header', 'records', 'manifest'] as const) {
    await db.clear(store);
    for (const [key, row] of rows[store]) await db.put(store, row, key);
  }
};
const aged = async () => {
  const db = await freshDatabase();
  const anchors = witness();
  const vault = await makeVault(db, { anchors });
  await vault.write([put(recordId(1), 'early')]);
  const early = await dump(db);
  await vault.write([put(recordId(1), 'late')]);
  return { db, anchors, vault, early };
};

describe('a vault replaced by an older copy', () => {
  it('is shown by the anchor, with the count that was seen, and stands in the log', async () => {
    const { db, anchors, vault, early } = await aged();
    vault.close();
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'fits' });
    await restore(db, early);
    const again = await open(db, anchors);
    expect(again.anchorState).toEqual({ kind: 'rolled-back', counter: 3 });
    await settleUnlock(again, { now });
    expect((await readActivity(again)).events.map(({ kind, subject }) => `${kind} ${subject}`)).toContain(
      'vault-rolled-back 3',
    );
  });

  it('is shown again and again until the person accepts it, whatever is written meanwhile', async () => {
    const { db, anchors, vault, early } = await aged();
    vault.close();
    await restore(db, early);
    const again = await open(db, anchors);
    for (let n = 2; n < 9; n++) await again.write([put(recordId(n), 'on the older branch')]);
    expect(again.counter).toBeGreaterThan(3);
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'rolled-back', counter: 3 });
    await restore(db, early);
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'rolled-back', counter: 3 });
    const accepted = await open(db, anchors);
    accepted.acceptState();
    expect(accepted.anchorState).toEqual({ kind: 'fits' });
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'fits' });
  });

  it('is shown as another history where it was written to as often', async () => {
    const { db, anchors, vault, early } = await aged();
    vault.close();
    await restore(db, early);
    await (await open(db)).write([put(recordId(1), 'another late')]);
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'forked', counter: 3 });
  });

  it('from before a change of the vault key is shown too', async () => {
    const { db, anchors, vault, early } = await aged();
    await rotateVaultKey(vault, { now, policy: testPolicy, ways: [{ kind: 'password', passphrase }] });
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'fits' });
    await restore(db, early);
    expect((await open(db, anchors)).anchorState).toMatchObject({ kind: 'rolled-back' });
  });

  it('without an anchor opens as what it is: that is the limit', async () => {
    const { db, vault, early } = await aged();
    vault.close();
    await restore(db, early);
    expect((await open(db)).anchorState).toEqual({ kind: 'none' });
    expect((await open(db, witness())).anchorState).toEqual({ kind: 'none' });
  });
});

describe('an anchor', () => {
  it('that was changed, is of another vault, or cannot be asked, is said to be unreadable and is not written over', async () => {
    const { db, anchors, vault } = await aged();
    vault.close();
    const good = anchors.kept!;
    const other = witness();
    await makeVault(await freshDatabase(), { anchors: other });
    const bad = [...good.keys()]
      .filter((at) => at < 17 || at > 20)
      .map((at) => good.map((byte, n) => (n === at ? byte ^ 1 : byte)));
    for (const kept of [...bad, good.slice(1), new Uint8Array(0), other.kept!, 'text' as never]) {
      anchors.kept = kept;
      const again = await open(db, anchors);
      expect(again.anchorState).toEqual({ kind: 'unreadable' });
      again.close();
    }
    anchors.kept = bad[0];
    await (await open(db, anchors)).write([put(recordId(2), 'two')]);
    expect(anchors.kept).toBe(bad[0]);
    const mute: AnchorStore = { load: () => Promise.reject(new Error('gone')), save: () => undefined };
    expect((await open(db, mute)).anchorState).toEqual({ kind: 'unreadable' });
  });

  it('follows every write, and a write that the witness missed is no alarm', async () => {
    const { db, anchors, vault } = await aged();
    const late = anchors.kept;
    await vault.write([put(recordId(2), 'two')]);
    expect(anchors.kept).not.toEqual(late);
    anchors.kept = late;
    expect((await open(db, anchors)).anchorState).toEqual({ kind: 'fits' });
  });
});
