import { describe, expect, it } from 'vitest';
import { loadIdentity } from '../../src/vault/stores/identity.ts';
import { importVault } from '../../src/vault/transfer/import-vault.ts';
import { byPassphrase, codeOf, makePerson, passphraseOf, proofOf } from '../unit/keeper/stand.ts';
import { freshDatabase, makeVault, now } from '../unit/vault/support.ts';
import { alice, opened, vaultWith } from '../unit/vault/transfer/vaults.ts';

// Somebody brings a file of their own making: to a vault that stands open on a desk, or to a person who imports it.

const passphrase = 'of the file';
const theirs = [{ store: 'identity', id: '0', take: 'theirs' }] as const;

/** Mallory’s vault in a file, and Alice’s, which is open. */
const makeDesk = async () => {
  const [mallory, desk] = await Promise.all(['Mallory', 'Alice'].map(makePerson));
  const { file } = await mallory!.say('export.make', { passphrase, proof: proofOf('Mallory') });
  const { id } = await desk!.say('import.preview', { file, passphrase });
  return { ...desk!, mallory: mallory!, id };
};

describe('an open vault on an unattended desk', () => {
  it('takes nothing in from somebody who knows no way into it', async () => {
    const { say, keeper, id } = await makeDesk();
    const { counter } = keeper.session().vault;
    const wrong = byPassphrase(passphraseOf('Mallory'));
    for (const choices of [[], [...theirs]])
      expect(await codeOf(say('import.apply', { id, choices, proof: wrong, become: true }))).toBe('passphrase-wrong');
    expect(keeper.session().vault.counter).toBe(counter);
    expect(await say('status', {})).toMatchObject({ name: 'Alice' });
    await say('vault.lock', {});
    await say('vault.unlock', { way: proofOf('Alice') });
    const kinds = (await say('activity.list', {})).events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'unlock-failed')).toHaveLength(2);
    expect(kinds).not.toContain('imported');
  });
});

describe('a foreign identity', () => {
  it('does not become mine by a choice alone: only where it is said that it becomes mine', async () => {
    const { say, mallory, id, card } = await makeDesk();
    const proof = proofOf('Alice');
    await say('import.apply', { id, choices: [...theirs], proof });
    expect((await say('identity.card', {})).card).toBe(card);
    const { file } = await mallory.say('export.make', { passphrase, proof: proofOf('Mallory') });
    const again = await say('import.preview', { file, passphrase });
    await say('import.apply', { id: again.id, choices: [...theirs], proof, become: true });
    expect((await say('identity.card', {})).card).toBe(mallory.card);
  });

  it('does not become mine where I have none', async () => {
    const vault = await makeVault(await freshDatabase());
    const file = await opened(await vaultWith({ me: alice }));
    const { stores } = await importVault(vault, file, { now });
    expect(await loadIdentity(vault)).toBeUndefined();
    expect(stores[0]).toMatchObject({ conflicts: [{ reason: 'identity', name: 'Alice' }] });
    await importVault(vault, file, { now, choices: { identity: 'theirs', preferences: 'mine', sign: 'mine' } });
    expect(await loadIdentity(vault)).toEqual(alice);
  });
});

describe('“verified” in a file', () => {
  /** Bob, whom Mallory’s file calls verified, in Alice’s vault. */
  const makeImported = async () => {
    const { mallory, ...desk } = await makeDesk();
    const bob = await makePerson('Bob');
    const { id, fingerprint } = await mallory.say('contacts.add', { card: bob.card });
    expect(await mallory.say('contacts.verify', { id, fingerprint })).toMatchObject({ verified: true });
    const { file } = await mallory.say('export.make', { passphrase, proof: proofOf('Mallory') });
    const preview = await desk.say('import.preview', { file, passphrase });
    await desk.say('import.apply', { id: preview.id, choices: [], proof: proofOf('Alice') });
    await bob.say('contacts.add', { card: desk.card });
    return { ...desk, bob, file };
  };

  it('is a weaker mark, beside the contact and beside what they write, until they are compared here', async () => {
    const { say, bob, card } = await makeImported();
    const [contact] = await say('contacts.list', {});
    expect(contact).toMatchObject({ name: 'Bob', verified: false, verifiedFromFile: true });
    const [toAlice] = await bob.say('contacts.list', {});
    expect(toAlice?.card).toBe(card);
    const { token } = await bob.say('text.seal', { text: 'hello', to: [toAlice!.id], origin: '' });
    const weak = { sender: { name: 'Bob', verified: false, verifiedFromFile: true } };
    expect(await say('text.open', { token })).toMatchObject(weak);
    await say('vault.lock', {});
    await say('vault.unlock', { way: proofOf('Alice') });
    expect(await say('text.open', { token })).toMatchObject(weak);
    const { id, fingerprint } = contact!;
    const compared = await say('contacts.verify', { id, fingerprint });
    expect(compared).toMatchObject({ verified: true });
    expect(compared).not.toHaveProperty('verifiedFromFile');
  });

  it('stays weak through another file, and takes nothing from what I compared myself', async () => {
    const { say, file } = await makeImported();
    const carried = await say('export.make', { passphrase, proof: proofOf('Alice') });
    const carol = await makePerson('Carol');
    const takeIn = async (bytes: Uint8Array, who: typeof say, name: string) => {
      const { id } = await who('import.preview', { file: bytes, passphrase });
      await who('import.apply', { id, choices: [], proof: proofOf(name) });
      return (await who('contacts.list', {}))[0]!;
    };
    expect(await takeIn(carried.file, carol.say, 'Carol')).toMatchObject({ verified: false, verifiedFromFile: true });
    const [{ id, fingerprint } = { id: '', fingerprint: '' }] = await say('contacts.list', {});
    await say('contacts.verify', { id, fingerprint });
    expect(await takeIn(file, say, 'Alice')).toMatchObject({ verified: true });
    const unverified = await say('contacts.unverify', { id });
    expect(unverified).toMatchObject({ verified: false });
    expect(unverified).not.toHaveProperty('verifiedFromFile');
  });
});
