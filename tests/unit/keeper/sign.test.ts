import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { keeperCommands } from '../../../src/bridge/keeper-commands.ts';
import type { SecuritySign } from '../../../src/bytes/security-sign.ts';
import { byPassphrase, codeOf, makePerson, makeStand, passphraseOf, proofOf } from './stand.ts';

const mine: SecuritySign = { phrase: 'amber otter kite', colour: 'violet', shape: 'star' };
const other: SecuritySign = { phrase: 'heron maple drum', colour: 'green', shape: 'cross' };

describe('the security sign', () => {
  it('is there from the start, and gone with the lock', async () => {
    const { say } = await makeStand();
    await say('vault.create', { name: 'Alice', passphrase: passphraseOf('Alice'), sign: mine });
    expect(await say('sign.get', {})).toEqual(mine);
    await say('vault.lock', {});
    expect(await codeOf(say('sign.get', {}))).toBe('locked');
    expect(await codeOf(say('sign.set', other))).toBe('locked');
    await say('vault.unlock', { way: byPassphrase(passphraseOf('Alice')) });
    expect(await say('sign.get', {})).toEqual(mine);
  });

  it('is none in a vault from before, until it is chosen', async () => {
    const { say, name } = await makePerson('Alice');
    expect(await say('sign.get', {})).toBeNull();
    const { revision: before = 0 } = await say('status', {});
    expect(await say('sign.set', mine)).toEqual(mine);
    expect((await say('status', {})).revision).toBeGreaterThan(before);
    await say('vault.lock', {});
    const again = await makeStand({ name });
    await again.say('vault.unlock', { way: byPassphrase(passphraseOf('Alice')) });
    expect(await again.say('sign.get', {})).toEqual(mine);
  });

  it('is told to windows of ours, and set in our own pages only', () => {
    expect([...keeperCommands['sign.get'].from].sort()).toEqual(['app', 'composer', 'popup', 'reader', 'sidepanel']);
    expect([...keeperCommands['sign.set'].from].sort()).toEqual(['app', 'popup', 'sidepanel']);
  });

  it('does not keep the vault open by being looked at', async () => {
    const { say } = await makePerson('Alice');
    const { lockAt } = await say('status', {});
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1000 });
    onTestFinished(() => void vi.useRealTimers());
    await say('sign.get', {});
    expect((await say('status', {})).lockAt).toBe(lockAt);
    await say('vault.touch', {});
    expect((await say('status', {})).lockAt).toBeGreaterThan(lockAt ?? 0);
  });

  it('comes along in an export: taken where there is none, chosen where there is another', async () => {
    const [alice, bare, own] = await Promise.all(['Alice', 'Bare', 'Own'].map(makePerson));
    await alice!.say('sign.set', mine);
    await own!.say('sign.set', other);
    const { file } = await alice!.say('export.make', { passphrase: 'of the file', proof: proofOf('Alice') });

    const free = await bare!.say('import.preview', { file, passphrase: 'of the file' });
    await bare!.say('import.apply', { id: free.id, choices: [], proof: proofOf('Bare') });
    expect(await bare!.say('sign.get', {})).toEqual(mine);

    for (const take of ['mine', 'theirs'] as const) {
      const preview = await own!.say('import.preview', { file, passphrase: 'of the file' });
      expect(preview.collisions.filter(({ store }) => store === 'sign')).toEqual([
        { store: 'sign', id: '0', reason: 'value', choose: true, mine: other.phrase, theirs: mine.phrase },
      ]);
      await own!.say('import.apply', {
        id: preview.id,
        choices: [{ store: 'sign', id: '0', take }],
        proof: proofOf('Own'),
      });
      expect(await own!.say('sign.get', {})).toEqual(take === 'mine' ? other : mine);
    }
  });
});
