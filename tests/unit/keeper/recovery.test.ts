import { describe, expect, it } from 'vitest';
import { codeOf, makePerson, proofOf } from './stand.ts';

const proof = proofOf('Alice');

describe('the recovery sheet', () => {
  it('opens nothing before it is confirmed, and the vault afterwards', async () => {
    const { say, keeper } = await makePerson('Alice');
    const sheet = await say('recovery.make', { proof });
    expect(sheet.groups).toHaveLength(13);
    expect(sheet.vaultId).toMatch(/^[0-9a-f]{32}$/);
    expect(sheet.counter).toBe(keeper.session().vault.counter);
    const way = { kind: 'recovery', groups: sheet.groups.join(' ') } as const;
    expect(await codeOf(say('recovery.make', { proof: way }))).toBe('recovery-key-wrong');
    expect(await say('vault.ways', {})).toMatchObject({ recovery: false });
    const typed: [string, string] = [sheet.groups[sheet.ask[0] - 1] ?? '', sheet.groups[sheet.ask[1] - 1] ?? ''];
    const slots = await say('recovery.confirm', { typed: [typed[0].toLowerCase(), ` ${typed[1]} `] });
    expect(slots.map(({ kind }) => kind)).toEqual(['password', 'recovery']);
    await say('vault.lock', {});
    expect(await say('vault.unlock', { way })).toMatchObject({ state: 'unlocked', name: 'Alice' });
  });

  it('asks for two different groups, in order, and takes no other', async () => {
    const { say } = await makePerson('Alice');
    const { groups, ask } = await say('recovery.make', { proof });
    const [first, second] = ask;
    expect(first).toBeLessThan(second);
    expect(first).toBeGreaterThanOrEqual(1);
    expect(second).toBeLessThanOrEqual(groups.length);
    const [a = '', b = ''] = [groups[first - 1], groups[second - 1]];
    const refusal = (typed: [string, string]) =>
      say('recovery.confirm', { typed }).then(
        () => undefined,
        ({ code, details }) => ({ code, details }),
      );
    expect(await refusal([b, a])).toEqual({ code: 'recovery-group-wrong', details: { group: first } });
    expect(await refusal([a, a])).toEqual({ code: 'recovery-group-wrong', details: { group: second } });
    expect(await refusal(['', ''])).toEqual({ code: 'recovery-group-wrong', details: { group: first } });
    expect(await say('vault.ways', {})).toMatchObject({ recovery: false });
    expect(await refusal([a, b])).toBeUndefined();
  });

  it('is gone once the vault was locked, and once it is confirmed', async () => {
    const { say, keeper } = await makePerson('Alice');
    const { groups, ask } = await say('recovery.make', { proof });
    const typed: [string, string] = [groups[ask[0] - 1] ?? '', groups[ask[1] - 1] ?? ''];
    const { pending } = keeper.session();
    await say('vault.lock', {});
    expect(pending.sheet).toBeUndefined();
    expect(await codeOf(say('recovery.confirm', { typed }))).toBe('locked');
    await say('vault.unlock', { way: proof });
    expect(await codeOf(say('recovery.confirm', { typed }))).toBe('recovery-gone');
    expect(await say('vault.ways', {})).toMatchObject({ recovery: false });
    const later = await say('recovery.make', { proof });
    const [a, b] = later.ask;
    await say('recovery.confirm', { typed: [later.groups[a - 1] ?? '', later.groups[b - 1] ?? ''] });
    expect(keeper.session().pending.sheet).toBeUndefined();
  });

  it('is one slot where its confirmation is said again under the same id', async () => {
    const { say } = await makePerson('Alice');
    const { groups, ask } = await say('recovery.make', { proof });
    const typed: [string, string] = [groups[ask[0] - 1] ?? '', groups[ask[1] - 1] ?? ''];
    const again = { kind: 'app', id: 'the same call' } as const;
    const once = await say('recovery.confirm', { typed }, again);
    expect(await say('recovery.confirm', { typed }, again)).toEqual(once);
    expect(await say('slots.list', {})).toHaveLength(2);
  });

  it('takes nothing away from an earlier one', async () => {
    const { say } = await makePerson('Alice');
    const keys: string[] = [];
    for (let i = 0; i < 2; i++) {
      const { groups, ask } = await say('recovery.make', { proof });
      await say('recovery.confirm', { typed: [groups[ask[0] - 1] ?? '', groups[ask[1] - 1] ?? ''] });
      keys.push(groups.join(' '));
    }
    for (const groups of keys) {
      await say('vault.lock', {});
      expect(await say('vault.unlock', { way: { kind: 'recovery', groups } })).toMatchObject({ state: 'unlocked' });
    }
  });
});
