import { describe, expect, it } from 'vitest';
import { codeOf, makePerson, proofOf } from './stand.ts';

const proof = proofOf('Alice');
const wish = { name: 'Alice', passphrase: 'another long enough passphrase' };

describe('a vault that nobody can open any more', () => {
  it('is not given up while it is open', async () => {
    const { say } = await makePerson('Alice');
    expect(await codeOf(say('vault.startOver', wish))).toBe('vault-exists');
  });

  it('is there as before where the new one could not be made', async () => {
    const { say } = await makePerson('Alice');
    await say('drafts.save', { key: 'one', origin: '', text: 'one text', to: [] });
    await say('vault.lock', {});
    expect(await codeOf(say('vault.startOver', { ...wish, name: '\u0007' }))).toBeDefined();
    expect(await codeOf(say('vault.startOver', { ...wish, passphrase: '' }))).toBe('passphrase-empty');
    expect(await say('status', {})).toEqual({ state: 'locked' });
    expect(await say('vault.unlock', { way: proof })).toMatchObject({ state: 'unlocked' });
    expect(await say('drafts.list', {})).toMatchObject([{ text: 'one text' }]);
  });

  it('gives its place to another, with nothing of it left', async () => {
    const { say, keeper } = await makePerson('Alice');
    await say('drafts.save', { key: 'one', origin: '', text: 'one text', to: [] });
    await say('slots.addPin', { pin: '314159', name: 'PIN', proof });
    await say('vault.lock', {});
    const before = await keeper.withDatabase((db) => db.getAllKeys('records'));
    expect(await say('vault.startOver', wish)).toMatchObject({ state: 'unlocked' });
    const after = await keeper.withDatabase((db) => db.getAllKeys('records'));
    expect(after.filter((key) => before.includes(key))).toEqual([]);
    expect(await keeper.withDatabase((db) => db.getAllKeys('device'))).not.toContain('pin');
    expect(await say('drafts.list', {})).toEqual([]);
    expect(await say('status', {})).not.toHaveProperty('damaged');
    await say('vault.lock', {});
    expect(await codeOf(say('vault.unlock', { way: proof }))).toBe('passphrase-wrong');
    expect(await say('vault.unlock', { way: { kind: 'passphrase', passphrase: wish.passphrase } })).toMatchObject({
      state: 'unlocked',
    });
  });
});
