import { afterEach, expect, it, vi } from 'vitest';
import { forgetWaits, rememberWaits } from '../../src/vault/attempts/wait-clock.ts';
import { byPassphrase, codeOf, makePerson, proofOf } from '../unit/keeper/stand.ts';

// Somebody at an open vault guesses its passphrase where a way in is to be proved. Then they lock it, so that the worker that
// counts the wait is ended, and set the clock of the machine forward.

afterEach(() => {
  vi.restoreAllMocks();
  forgetWaits();
});

it('a lock and a clock set forward do not shorten the wait after wrong proofs', async () => {
  let noted = 0;
  const note = (wait: number): void => {
    noted = wait;
  };
  rememberWaits({ before: 0, note });
  const { say } = await makePerson('Alice');
  const day = 86_400_000;
  let clock = Date.now();
  let lived = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => clock);
  vi.spyOn(performance, 'now').mockImplementation(() => lived);
  const wait = (seconds: number): void => {
    clock += seconds * 1000;
    lived += seconds * 1000;
  };
  const guess = () => codeOf(say('recovery.make', { proof: byPassphrase('a guess') }));
  for (let n = 0; n < 10; n++) expect(await guess()).toBe('passphrase-wrong');
  for (const seconds of [30, 60, 120, 240]) {
    expect(await guess()).toBe('wait');
    wait(seconds);
    await say('vault.touch', {});
    expect(await guess()).toBe('passphrase-wrong');
  }
  expect(noted).toBe(480_000);
  await say('vault.lock', {});
  // The worker is ended, and the next one begins its own count.
  forgetWaits();
  rememberWaits({ before: noted, note });
  clock += day;
  lived = 7;
  const way = proofOf('Alice');
  await expect(say('vault.unlock', { way })).rejects.toMatchObject({ code: 'wait', details: { seconds: 480 } });
  wait(479);
  await expect(say('vault.unlock', { way })).rejects.toMatchObject({ code: 'wait', details: { seconds: 1 } });
  wait(1);
  expect(await say('vault.unlock', { way })).toMatchObject({ state: 'unlocked' });
  expect(noted).toBe(0);
});
