import { describe, expect, it } from 'vitest';
import type { KeeperCommand } from '../../../src/bridge/keeper-commands.ts';
import { makeRefusals } from '../../../src/keeper/refusals.ts';

const call = (command: KeeperCommand, input: object = {}) => ({ command, input });
const stop = call('stretch.stop');
const open = call('text.openWithPassphrase', { token: '', passphrase: 'open sesame' });
const unlock = call('vault.unlock', { way: {} });
const rotate = call('vault.rotate', { proof: {} });
const save = call('drafts.save', { text: '' });

const made = (...begun: readonly ReturnType<typeof call>[]) => {
  const refusals = makeRefusals();
  for (const each of begun) refusals.add(each);
  return { ...refusals, code: () => (refusals.reason() as { code?: string } | undefined)?.code };
};

describe('what was stopped', () => {
  it.each([open, unlock, rotate])('is refused until it has ended: $command', (long) => {
    const { code, ended } = made(long, stop);
    ended(stop);
    expect(code()).toBe('stopped');
    ended(long);
    expect(code()).toBeUndefined();
  });

  it('is nothing while nothing is busy that stretches', () => {
    const { code, add } = made(save, stop);
    expect(code()).toBeUndefined();
    add(open);
    expect(code()).toBeUndefined();
  });

  it('is not what comes after it, while the vault key is changed beside', () => {
    const { code, add, ended } = made(rotate, open);
    ended(open);
    add(stop);
    ended(stop);
    add(open);
    expect(code()).toBeUndefined();
    add(stop);
    expect(code()).toBe('stopped');
  });

  it('stays so where something else ends before it has begun', () => {
    const { code, ended } = made(rotate, save, open, stop);
    ended(save);
    ended(rotate);
    expect(code()).toBe('stopped');
    ended(open);
    expect(code()).toBeUndefined();
  });

  it('is refused with locked while the vault is to be locked', () => {
    const lock = call('vault.lock');
    const { code, ended } = made(open, stop, lock);
    expect(code()).toBe('locked');
    ended(open);
    ended(lock);
    expect(code()).toBeUndefined();
  });
});
