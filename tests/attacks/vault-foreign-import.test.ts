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
