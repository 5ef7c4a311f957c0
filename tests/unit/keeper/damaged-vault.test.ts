import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/vault/database.ts';
import { bucketKey, bucketOf } from '../../../src/vault/manifest-bucket.ts';
import type { RecordId } from '../../../src/vault/record.ts';
import type { Vault } from '../../../src/vault/vault.ts';
import { byPassphrase, codeOf, makePerson, proofOf, type Stand } from './stand.ts';

const proof = proofOf('Alice');

/** One bit of a row, past the keeper. */
const flip = async ({ name }: Stand, store: 'records' | 'manifest', key: string): Promise<void> => {
  const db = await openDatabase(name);
  const row = (await db.get(store, key))!;
  row[70]! ^= 1;
  await db.put(store, row, key);
  db.close();
};
const loseRecord = (stand: Stand, id: RecordId) => flip(stand, 'records', id);
const loseBucket = (stand: Stand, id: RecordId) => flip(stand, 'manifest', bucketKey(bucketOf(id, 64)));

const keyOutside = (vault: Vault, id: RecordId): string => {
  const isOutside = (key: string) => bucketOf(vault.deriveRecordId('drafts', key), 64) !== bucketOf(id, 64);
  return ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].find(isOutside)!;
};

/** Alice's vault, locked, with a draft and everything that a vault keeps one of; `id`: of the record in question. */
const makeLocked = async ([store, name]: readonly [string, string]): Promise<Stand & { readonly id: RecordId }> => {
  const alice = await makePerson('Alice');
  await alice.say('preferences.set', { autoLockMinutes: 30 });
  await alice.say('sign.set', { phrase: 'quiet red harbour', colour: 'red', shape: 'star' });
  await alice.say('vault.rotate', { proof });
  await alice.say('export.make', { passphrase: 'of the file', proof });
  const { vault } = alice.keeper.session();
  const id = vault.deriveRecordId(store, name);
  // The draft is none of those that go with the same bucket, nor is who I am.
  await alice.say('drafts.save', { key: keyOutside(vault, id), origin: '', text: 'one text', to: [] });
  if (bucketOf(vault.deriveRecordId('identity', 'me'), 64) === bucketOf(id, 64)) return makeLocked([store, name]);
  await alice.say('vault.lock', {});
  return { ...alice, id };
};

/** What a vault keeps one of, beside the identity. */
const single = [
  ['preferences', 'preferences'],
  ['sign', 'sign'],
  ['self-keys', 'earlier'],
  ['backup', 'backup'],
  ['slots', 'slots'],
  ['journal', 'journal'],
  ['activity-head', 'head'],
  ['activity', 'page 0'],
] as const;

describe.each([
  ['record', loseRecord],
  ['bucket', loseBucket],
] as const)('a damaged %s', (_, lose) => {
  it.each(single)('of %s keeps nobody from opening the vault and taking the rest out of it', async (...which) => {
    const { id, ...alice } = await makeLocked(which);
    await lose(alice, id);
    expect(await alice.say('vault.unlock', { way: proof })).toMatchObject({ state: 'unlocked', name: 'Alice' });
    expect(await alice.say('drafts.list', {})).toMatchObject([{ text: 'one text' }]);
    const { file } = await alice.say('export.make', { passphrase: 'of the file', proof });
    const anew = await makePerson('Alice anew');
    const { counts } = await anew.say('import.preview', { file, passphrase: 'of the file' });
    expect(counts).toMatchObject({ identity: 1, drafts: 1 });
  });
});

describe('a vault that lost a bucket', () => {
  it('is whole again, with who I am and what was left, in a new one in its place', async () => {
    const { id, ...alice } = await makeLocked(['sign', 'sign']);
    await loseBucket(alice, id);
    await alice.say('vault.unlock', { way: proof });
    const { card } = await alice.say('identity.card', {});
    expect(await alice.say('status', {})).toHaveProperty('damaged');
    const { file } = await alice.say('export.make', { passphrase: 'of the file', proof });
    await alice.say('vault.lock', {});
    await alice.say('vault.startOver', { name: 'Alice', passphrase: 'a passphrase for the new vault' });
    const preview = await alice.say('import.preview', { file, passphrase: 'of the file' });
    await alice.say('import.apply', {
      id: preview.id,
      choices: [{ store: 'identity', id: '0', take: 'theirs' }],
      become: true,
      proof: byPassphrase('a passphrase for the new vault'),
    });
    expect((await alice.say('identity.card', {})).card).toBe(card);
    expect(await alice.say('drafts.list', {})).toMatchObject([{ text: 'one text' }]);
    expect(await alice.say('status', {})).not.toHaveProperty('damaged');
  });
});

describe('damaged preferences', () => {
  it('are told, are the defaults, and are whole again once they are set', async () => {
    const { id, ...alice } = await makeLocked(['preferences', 'preferences']);
    await loseRecord(alice, id);
    expect(await alice.say('vault.unlock', { way: proof })).toMatchObject({ damaged: 1 });
    expect(await alice.say('preferences.get', {})).toEqual({ autoLockMinutes: 15 });
    expect(await alice.say('preferences.set', { autoLockMinutes: 20 })).toEqual({ autoLockMinutes: 20 });
    expect(await alice.say('status', {})).not.toHaveProperty('damaged');
    await alice.say('vault.lock', {});
    await alice.say('vault.unlock', { way: proof });
    expect(await alice.say('preferences.get', {})).toEqual({ autoLockMinutes: 20 });
  });
});

describe('damaged keys of earlier texts to myself', () => {
  it('are told, and those of today are kept when the vault key changes again', async () => {
    const { id, ...alice } = await makeLocked(['self-keys', 'earlier']);
    await loseRecord(alice, id);
    expect(await alice.say('vault.unlock', { way: proof })).toMatchObject({ damaged: 1 });
    const { token } = await alice.say('text.seal', { text: 'of today', to: [], origin: '', passphrase: 'for all' });
    await alice.say('vault.rotate', { proof });
    expect(await alice.say('text.open', { token })).toMatchObject({ text: 'of today', sender: { kind: 'self' } });
    expect(await alice.say('status', {})).not.toHaveProperty('damaged');
  });

  it('keep the vault key from changing where the next one could not be kept', async () => {
    const { id, ...alice } = await makeLocked(['self-keys', 'earlier']);
    await loseBucket(alice, id);
    await alice.say('vault.unlock', { way: proof });
    expect(await codeOf(alice.say('vault.rotate', { proof }))).toBe('vault-damaged');
    expect(await alice.say('vault.rotation', {})).toMatchObject({ running: false, total: expect.any(Number) });
    expect(await alice.say('drafts.list', {})).toMatchObject([{ text: 'one text' }]);
  });
});
