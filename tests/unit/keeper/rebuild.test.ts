import { describe, expect, it } from 'vitest';
import { loadBackupFacts, saveBackupFacts } from '../../../src/keeper/backup-facts.ts';
import { openDatabase } from '../../../src/vault/database.ts';
import { bucketKey, bucketOf } from '../../../src/vault/manifest-bucket.ts';
import { openStore } from '../../../src/vault/store.ts';
import { draftStore } from '../../../src/vault/stores/drafts.ts';
import { put } from '../vault/support.ts';
import { makePerson, proofOf, type Stand } from './stand.ts';

const proof = proofOf('Alice');
const origin = 'https://forum.example';

type Rows = readonly (readonly [string, Uint8Array])[];

/** Past the keeper, while the vault is locked. */
const withDatabase = async <T>({ name }: Stand, work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>) => {
  const db = await openDatabase(name);
  const result = await work(db);
  db.close();
  return result;
};
const allRecords = (stand: Stand): Promise<Rows> =>
  withDatabase(stand, async (db) => {
    const keys = await db.getAllKeys('records');
    return Promise.all(keys.map(async (key) => [key, (await db.get('records', key))!] as const));
  });

/** Every bucket that was written. */
const loseBuckets = (stand: Stand) =>
  withDatabase(stand, async (db) => {
    for (const key of await db.getAllKeys('manifest')) if (key !== 'root') await db.delete('manifest', key);
  });

/** Alice with Bob among her contacts, verified, and a draft. */
const makeAlice = async () => {
  const [alice, bob] = [await makePerson('Alice'), await makePerson('Bob')];
  const { id, fingerprint } = await alice.say('contacts.add', { card: bob.card });
  const back = await bob.say('contacts.add', { card: alice.card });
  const { token } = await bob.say('text.seal', { text: 'for Alice', to: [back.id], origin });
  await alice.say('drafts.save', { key: 'one', origin: '', text: 'one text', to: [] });
  await alice.say('preferences.set', { autoLockMinutes: 30 });
  await alice.say('contacts.verify', { id, fingerprint });
  return { alice, bob, id, fingerprint, token };
};

describe('a vault that lost buckets of its manifest', () => {
  it('is whole again with every row that is there, and says what it did', async () => {
    const { alice, id, token } = await makeAlice();
    await alice.say('vault.lock', {});
    await loseBuckets(alice);
    expect(await alice.say('vault.unlock', { way: proof })).toMatchObject({ rebuildable: true, identityDamaged: true });
    expect(await alice.say('vault.rebuild', {})).toEqual({ kept: expect.any(Number), lost: 0 });
    const whole = await alice.say('status', {});
    expect(whole).toMatchObject({ name: 'Alice' });
    for (const alarm of ['damaged', 'rebuildable', 'identityDamaged']) expect(whole).not.toHaveProperty(alarm);
    expect(await alice.say('drafts.list', {})).toMatchObject([{ text: 'one text' }]);
    expect(await alice.say('preferences.get', {})).toEqual({ autoLockMinutes: 30 });
    expect(await alice.say('text.open', { token })).toMatchObject({ text: 'for Alice' });
    const { chain, events } = await alice.say('activity.list', {});
    expect(chain).toEqual({ state: 'whole' });
    const told = events.find(({ kind }) => kind === 'vault-rebuilt');
    expect(told?.subject).toMatch(/^\d+ 0$/);
    await alice.say('contacts.rename', { id, alias: 'Robert' });
    await alice.say('vault.lock', {});
    expect(await alice.say('vault.unlock', { way: proof })).not.toHaveProperty('damaged');
    expect(await alice.say('contacts.list', {})).toMatchObject([{ alias: 'Robert' }]);
  });

  it('counts what is gone, gives up rows that no key opens, and has nothing to do a second time', async () => {
    const { alice, id } = await makeAlice();
    await alice.say('vault.lock', {});
    await withDatabase(alice, async (db) => {
      const row = (await db.get('records', id))!;
      row[9]! ^= 1;
      await db.put('records', row, id);
    });
    await loseBuckets(alice);
    await alice.say('vault.unlock', { way: proof });
    expect(await alice.say('vault.rebuild', {})).toMatchObject({ lost: 1 });
    expect(await alice.say('status', {})).not.toHaveProperty('damaged');
    expect(await alice.say('contacts.list', {})).toEqual([]);
    expect(await alice.say('vault.rebuild', {})).toEqual({ kept: 0, lost: 0 });
    await alice.say('vault.lock', {});
    expect((await allRecords(alice)).map(([key]) => key)).not.toContain(id);
  });

  it('leaves a row alone that is of this vault, whether it knows what it is or not', async () => {
    const { alice, id } = await makeAlice();
    const strange = 'a5'.repeat(16);
    await alice.keeper.session().vault.write([put(strange, 'of a later version', 'pictures')]);
    await alice.say('vault.lock', {});
    await withDatabase(alice, async (db) => {
      const row = (await db.get('records', id))!;
      row[90]! ^= 1;
      await db.put('records', row, id);
    });
    const before = await allRecords(alice);
    await loseBuckets(alice);
    await alice.say('vault.unlock', { way: proof });
    expect(await alice.say('vault.rebuild', {})).toMatchObject({ lost: 2 });
    expect(await alice.say('status', {})).toMatchObject({ damaged: 2 });
    const after = new Map(await allRecords(alice));
    for (const key of [id, strange]) expect(after.get(key)).toEqual(new Map(before).get(key));
  });

  it('finds what was rebuilt before, however much was written', async () => {
    const { alice } = await makeAlice();
    const { vault } = alice.keeper.session();
    for (let n = 0; n < 4200; n++) await saveBackupFacts(vault, { exportedAt: n });
    for (let turn = 0; turn < 3; turn++) {
      await alice.say('vault.lock', {});
      await loseBuckets(alice);
      await alice.say('vault.unlock', { way: proof });
      expect(await alice.say('vault.rebuild', {})).toMatchObject({ lost: 0 });
      expect(await alice.say('status', {})).toMatchObject({ name: 'Alice' });
    }
    expect(await loadBackupFacts(alice.keeper.session().vault)).toMatchObject({ exportedAt: 4199 });
  });

  it.each([
    ['saved often', 65_536, 700],
    ['of megabytes', 5_000_000, 12],
  ])('finds a large draft (%s)', async (_, length, times) => {
    const { alice } = await makeAlice();
    const store = openStore(alice.keeper.session().vault, draftStore);
    const draft = { key: 'long', origin: '', text: 'x'.repeat(length), updated: 1, to: [] };
    const long = store.idOf('long');
    for (let n = 0; n < times; n++) await store.put(long, draft);
    await alice.say('vault.lock', {});
    await loseBuckets(alice);
    await alice.say('vault.unlock', { way: proof });
    expect(await alice.say('vault.rebuild', {})).toMatchObject({ lost: 0 });
    const { vault } = alice.keeper.session();
    expect((await openStore(vault, draftStore).get(long))?.text).toBe(draft.text);
  });

  it('makes an export that another vault takes', async () => {
    const { alice } = await makeAlice();
    await alice.say('vault.lock', {});
    await loseBuckets(alice);
    await alice.say('vault.unlock', { way: proof });
    await alice.say('vault.rebuild', {});
    const { file } = await alice.say('export.make', { passphrase: 'of the file', proof });
    const anew = await makePerson('Anew');
    const { id } = await anew.say('import.preview', { file, passphrase: 'of the file' });
    await anew.say('import.apply', { id, choices: [], proof: proofOf('Anew') });
    const taken = await anew.say('contacts.list', {});
    expect(taken).toMatchObject([{ alias: 'Bob', verified: false }]);
    expect(taken[0]).not.toHaveProperty('verifiedFromFile');
  });

  it('takes no word for it that a row put back is the newest: nobody is verified, and no earlier row fits later', async () => {
    const { alice, id, fingerprint } = await makeAlice();
    await alice.say('vault.lock', {});
    const verified = await allRecords(alice);
    await alice.say('vault.unlock', { way: proof });
    await alice.say('contacts.unverify', { id });
    await alice.say('contacts.verify', { id, fingerprint });
    await alice.say('contacts.unverify', { id });
    await alice.say('vault.lock', {});
    const later = await allRecords(alice);
    const putBack = (rows: Rows) =>
      withDatabase(alice, async (db) => void (await db.put('records', rows.find(([key]) => key === id)![1], id)));
    await putBack(verified);
    await withDatabase(alice, (db) => db.delete('manifest', bucketKey(bucketOf(id, 64))));
    await alice.say('vault.unlock', { way: proof });
    await alice.say('vault.rebuild', {});
    expect(await alice.say('contacts.list', {})).toMatchObject([{ alias: 'Bob', verified: false }]);
    for (let turn = 0; turn < 2; turn++) await alice.say('contacts.rename', { id, alias: `Bob ${turn}` });
    await putBack(later);
    expect(await alice.say('contacts.list', {})).toEqual([]);
  });
});
