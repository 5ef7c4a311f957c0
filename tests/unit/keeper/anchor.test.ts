import { describe, expect, it } from 'vitest';
import { makeAnchorShelf } from '../../../src/keeper/anchor-shelf.ts';
import type { VaultDatabase } from '../../../src/vault/database.ts';
import { dump } from '../vault/support.ts';
import { byPassphrase, makeStand, passphraseOf } from './stand.ts';

const makeStorage = () => {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
};

/** A keeper with a witness that outlives the lock, as the host keeps it. */
const makeWitnessed = async () => {
  const storage = makeStorage();
  const shelf = makeAnchorShelf(storage);
  const stand = await makeStand({ anchors: { load: async () => shelf.load(), save: shelf.save } });
  await stand.say('vault.create', { name: 'Alice', passphrase: passphraseOf('Alice') });
  return { ...stand, storage };
};

const restore = async (db: VaultDatabase, rows: Awaited<ReturnType<typeof dump>>): Promise<void> => {
  for (const store of ['header', 'records', 'manifest'] as const) {
    await db.clear(store);
    for (const [key, row] of rows[store]) await db.put(store, row, key);
  }
};

const way = byPassphrase(passphraseOf('Alice'));

describe('an older copy in the place of the vault', () => {
  it('is an alarm in the status and the log, at every unlock until the person goes on with it', async () => {
    const { say, keeper } = await makeWitnessed();
    const early = await keeper.withDatabase(dump);
    await say('identity.rename', { name: 'Alice B.' });
    await say('vault.lock', {});
    expect(await say('vault.unlock', { way })).not.toHaveProperty('rolledBack');
    await say('vault.lock', {});
    await keeper.withDatabase((db) => restore(db, early));
    for (let i = 0; i < 2; i++) {
      expect(await say('vault.unlock', { way })).toMatchObject({ state: 'unlocked', rolledBack: true });
      await say('vault.lock', {});
    }
    await say('vault.unlock', { way });
    const accepted = await say('vault.acceptState', {});
    expect(accepted).not.toHaveProperty('rolledBack');
    expect(await say('vault.acceptState', {})).not.toHaveProperty('rolledBack');
    const kinds = (await say('activity.list', {})).events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'vault-rolled-back')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'vault-state-accepted')).toHaveLength(1);
    await say('vault.lock', {});
    expect(await say('vault.unlock', { way })).not.toHaveProperty('rolledBack');
  });
});

describe('a witness that is lost', () => {
  const losses: readonly [string, (items: Map<string, string>) => void][] = [
    ['damaged', (items) => items.set('anchor', 'no witness')],
    ['gone', (items) => items.clear()],
  ];
  it.each(losses)(
    'because it is %s is an alarm at every unlock until the person has it begun again, and then tells older copies again',
    async (_, lose) => {
      const { say, keeper, storage } = await makeWitnessed();
      const early = await keeper.withDatabase(dump);
      await say('vault.lock', {});
      await say('vault.unlock', { way });
      await say('identity.rename', { name: 'Alice B.' });
      await say('vault.lock', {});
      lose(storage.items);
      for (let i = 0; i < 2; i++) {
        expect(await say('vault.unlock', { way })).toMatchObject({ state: 'unlocked', witnessLost: true });
        await say('vault.lock', {});
      }
      await say('vault.unlock', { way });
      expect(await say('vault.acceptState', {})).not.toHaveProperty('witnessLost');
      const kinds = (await say('activity.list', {})).events.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'witness-renewed')).toHaveLength(1);
      await say('vault.lock', {});
      expect(await say('vault.unlock', { way })).not.toHaveProperty('witnessLost');
      await say('vault.lock', {});
      await keeper.withDatabase((db) => restore(db, early));
      expect(await say('vault.unlock', { way })).toMatchObject({ rolledBack: true });
    },
  );
});

describe('the shelf of the witness', () => {
  it('gives back what was put there last, and nothing where nothing was', () => {
    const storage = makeStorage();
    const shelf = makeAnchorShelf(storage);
    expect(shelf.load()).toBeUndefined();
    shelf.save(Uint8Array.of(1, 2));
    shelf.save(Uint8Array.of(3));
    expect(makeAnchorShelf(storage).load()).toEqual(Uint8Array.of(3));
  });

  it('takes nonsense for an anchor that fits nothing, not for none', () => {
    const storage = makeStorage();
    makeAnchorShelf(storage).save(Uint8Array.of(1));
    for (const key of storage.items.keys()) storage.items.set(key, 'no anchor');
    expect(makeAnchorShelf(storage).load()).toEqual(new Uint8Array(0));
  });

  it('keeps the earlier one where there is no room', () => {
    const storage = makeStorage();
    makeAnchorShelf(storage).save(Uint8Array.of(1));
    const full = {
      ...storage,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    makeAnchorShelf(full).save(Uint8Array.of(2));
    expect(makeAnchorShelf(full).load()).toEqual(Uint8Array.of(1));
  });
});
