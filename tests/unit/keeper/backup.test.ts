import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePerson, proofOf } from './stand.ts';

const proof = proofOf('Alice');
const day = 86_400_000;
const later = (days: number) => vi.setSystemTime(Date.now() + days * day);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Days pass only while it is locked: an open vault would lock itself. */
const pass = async ({ say }: Awaited<ReturnType<typeof makePerson>>, days: number) => {
  await say('vault.lock', {});
  later(days);
  await say('vault.unlock', { way: proof });
};

describe('the reminder of a backup', () => {
  it('comes where there is neither recovery key nor export, and rests for thirty days once it is dismissed', async () => {
    const alice = await makePerson('Alice');
    expect(await alice.say('backup.status', {})).toMatchObject({ recovery: false, remind: true });
    expect(await alice.say('backup.dismiss', {})).toMatchObject({ recovery: false, remind: false });
    await pass(alice, 29);
    expect(await alice.say('backup.status', {})).toMatchObject({ recovery: false, remind: false });
    await pass(alice, 1);
    expect(await alice.say('backup.status', {})).toMatchObject({ recovery: false, remind: true });
  });

  it('ends with a recovery key', async () => {
    const { say } = await makePerson('Alice');
    const { groups, ask, vaultId, counter } = await say('recovery.make', { proof });
    await say('recovery.confirm', { typed: [groups[ask[0] - 1] ?? '', groups[ask[1] - 1] ?? ''] });
    const { counter: now, ...rest } = await say('backup.status', {});
    expect(rest).toEqual({ recovery: true, remind: false, vaultId });
    // What stands on the sheet is counted on from.
    expect(now).toBeGreaterThan(counter);
  });

  it('rests for ninety days after an export', async () => {
    const alice = await makePerson('Alice');
    const lastExport = Date.now();
    await alice.say('export.make', { passphrase: 'of the file', proof });
    expect(await alice.say('backup.status', {})).toMatchObject({ recovery: false, lastExport, remind: false });
    await pass(alice, 90);
    expect(await alice.say('backup.status', {})).toMatchObject({ recovery: false, lastExport, remind: true });
  });

  it('is not silenced by a clock that was ahead', async () => {
    const alice = await makePerson('Alice');
    later(400);
    await alice.say('vault.unlock', { way: proof });
    await alice.say('backup.dismiss', {});
    await pass(alice, -400);
    expect(await alice.say('backup.status', {})).toMatchObject({ remind: true });
  });
});
