import { describe, expect, it } from 'vitest';
import { OutOfMemoryError } from '../../../src/crypto/errors.ts';
import { codeOf, makePerson, makeStand, proofOf, type Stand } from './stand.ts';

/** From here on it gets no memory for Argon2id. */
const takeMemory = ({ keeper }: Stand): void => {
  Object.assign(keeper.core, {
    argon2id: () => {
      throw new OutOfMemoryError(131_072);
    },
  });
};

describe('where the memory for Argon2id cannot be had', () => {
  it('a vault is made with a weaker derivation only if the person says so', async () => {
    const stand = await makeStand();
    takeMemory(stand);
    const wish = { name: 'Alice', passphrase: 'a long enough passphrase' };
    expect(await codeOf(stand.say('vault.create', wish))).toBe('out-of-memory');
    expect(await codeOf(stand.say('vault.create', { ...wish, weaker: false }))).toBe('out-of-memory');
    expect(await stand.say('status', {})).toEqual({ state: 'empty' });
    expect(await stand.say('vault.create', { ...wish, weaker: true })).toMatchObject({ state: 'unlocked' });
  });

  it('so is an exported file, and no other passphrase or PIN is ever', async () => {
    const stand = await makePerson('Alice');
    const { say } = stand;
    const { groups, ask } = await say('recovery.make', { proof: proofOf('Alice') });
    await say('recovery.confirm', { typed: [groups[ask[0] - 1] ?? '', groups[ask[1] - 1] ?? ''] });
    takeMemory(stand);
    const way = { kind: 'recovery', groups: groups.join('-') } as const;
    const wish = { passphrase: 'one for the file', proof: way };
    expect(await codeOf(say('export.make', wish))).toBe('out-of-memory');
    const { file } = await say('export.make', { ...wish, weaker: true });
    expect(file.length).toBeGreaterThan(4000);
    const second = { name: '', passphrase: 'another long passphrase', proof: way };
    expect(await codeOf(say('slots.addPassphrase', second))).toBe('out-of-memory');
    expect(await codeOf(say('slots.addPin', { pin: '493817', name: '', proof: way }))).toBe('out-of-memory');
  });
});
