import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/vault/database.ts';
import { bucketKey, bucketOf } from '../../../src/vault/manifest-bucket.ts';
import { openStore } from '../../../src/vault/store.ts';
import { identityStore } from '../../../src/vault/stores/identity.ts';
import { codeOf, makePerson, proofOf, type Stand } from './stand.ts';

const proof = proofOf('Alice');
const passphrase = 'of the file';
const origin = 'https://forum.example';

const flip = async ({ name }: Stand, store: 'records' | 'manifest', key: string): Promise<void> => {
  const db = await openDatabase(name);
  const row = (await db.get(store, key))!;
  row[70]! ^= 1;
  await db.put(store, row, key);
  db.close();
};

const idOfMe = ({ keeper }: Stand): string => keeper.session().vault.deriveRecordId('identity', 'me');
const lockAnd = async (stand: Stand, damage: () => Promise<void>): Promise<void> => {
  await stand.say('vault.lock', {});
  await damage();
};

/** Each leaves a locked vault behind. */
const damages = {
  'whose record was changed': async (stand: Stand) => {
    const id = idOfMe(stand);
    await lockAnd(stand, () => flip(stand, 'records', id));
  },
  'whose bucket is lost': async (stand: Stand) => {
    const id = idOfMe(stand);
    await lockAnd(stand, () => flip(stand, 'manifest', bucketKey(bucketOf(id, 64))));
  },
  'with a public key that is none of the private one': async (stand: Stand) => {
    const { vault } = stand.keeper.session();
    const store = openStore(vault, identityStore);
    await store.update(store.idOf('me'), (me) => ({ ...me!, x25519Public: new Uint8Array(32).fill(9) }));
    await stand.say('vault.lock', {});
  },
};

/** Alice with a contact, a draft and an export of before, her vault damaged and opened. */
const makeDamaged = async (damage: (stand: Stand) => Promise<void>) => {
  const [alice, bob] = [await makePerson('Alice'), await makePerson('Bob')];
  const contact = await alice.say('contacts.add', { card: bob.card });
  const back = await bob.say('contacts.add', { card: alice.card });
  const sealed = {
    own: (await alice.say('text.seal', { text: 'my note', to: [contact.id], origin })).token,
    theirs: (await bob.say('text.seal', { text: 'for Alice', to: [back.id], origin })).token,
  };
  const { file } = await alice.say('export.make', { passphrase, proof });
  // Neither goes with the bucket of the identity.
  const { vault } = alice.keeper.session();
  const bucket = (store: string, key: string) => bucketOf(vault.deriveRecordId(store, key), 64);
  const key = ['one', 'two', 'three'].find((each) => bucket('drafts', each) !== bucket('identity', 'me'))!;
  await alice.say('drafts.save', { key, origin: '', text: 'one text', to: [] });
  await damage(alice);
  const status = await alice.say('vault.unlock', { way: proof });
  return { alice, bob, contact, sealed, file, status };
};

describe.each(Object.entries(damages))('a vault with an identity %s', (_, damage) => {
  it('opens, says so, and gives contacts, drafts, activity and an export', async () => {
    const { alice, sealed, status } = await makeDamaged(damage);
    expect(status).toMatchObject({ state: 'unlocked', identityDamaged: true });
    expect(status).not.toHaveProperty('name');
    expect(await alice.say('contacts.list', {})).toMatchObject([{ alias: 'Bob' }]);
    expect(await alice.say('drafts.list', {})).toMatchObject([{ text: 'one text' }]);
    expect((await alice.say('activity.list', {})).events.length).toBeGreaterThan(0);
    expect(await alice.say('text.open', { token: sealed.own })).toMatchObject({ text: 'my note' });
    const { file } = await alice.say('export.make', { passphrase, proof });
    const anew = await makePerson('Alice anew');
    const { counts } = await anew.say('import.preview', { file, passphrase });
    expect(counts).toMatchObject({ identity: 0, contacts: 1, drafts: 1 });
  });

  it('seals nothing, shows no card, takes nobody in, and opens nothing sealed to it', async () => {
    const { alice, bob, contact, sealed } = await makeDamaged(damage);
    const refused = [
      () => alice.say('text.seal', { text: 'x', to: [contact.id], origin }),
      () => alice.say('text.seal', { text: 'x', to: [], origin, passphrase: 'open sesame' }),
      () => alice.say('file.seal', { name: 'a', mediaType: '', to: [contact.id] }),
      () => alice.say('identity.card', {}),
      () => alice.say('identity.rename', { name: 'Alice B' }),
      () => alice.say('contacts.inspect', { card: bob.card }),
      () => alice.say('contacts.add', { card: bob.card }),
    ];
    for (const each of refused) expect(await codeOf(each())).toBe('identity-damaged');
    expect(await codeOf(alice.say('text.open', { token: sealed.theirs }))).toBe('not-for-me');
    expect(await alice.say('text.inspect', { tokens: Object.values(sealed) })).toEqual(['yours', 'neither']);
  });

  it('is whole again with an export of before', async () => {
    const { alice, contact, sealed, file } = await makeDamaged(damage);
    if ((await alice.say('status', {})).rebuildable) await alice.say('vault.rebuild', {});
    const { id, collisions } = await alice.say('import.preview', { file, passphrase });
    // Where it is nobody yet, and not rebuilt.
    const choices = collisions
      .filter(({ store }) => store === 'identity')
      .map((each) => ({ store: each.store, id: each.id, take: 'theirs' as const }));
    await alice.say('import.apply', { id, choices, proof, become: true });
    expect(await alice.say('status', {})).toMatchObject({ name: 'Alice' });
    expect(await alice.say('status', {})).not.toHaveProperty('identityDamaged');
    expect(await alice.say('text.open', { token: sealed.theirs })).toMatchObject({ text: 'for Alice' });
    expect(await codeOf(alice.say('text.seal', { text: 'x', to: [contact.id], origin }))).toBe('no error');
  });
});
