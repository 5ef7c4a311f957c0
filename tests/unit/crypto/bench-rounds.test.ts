import { describe, expect, it } from 'vitest';
import { inTurn, medianOf, undisturbed } from '../../../scripts/bench/rounds.ts';

describe('the rounds of the bench', () => {
  it('begin with another job each, and have every job once', () => {
    const jobs = ['ours', 'bound', 'noble'];
    expect([0, 1, 2, 3].map((round) => inTurn(jobs, round).join(' '))).toEqual([
      ...['ours bound noble', 'bound noble ours', 'noble ours bound', 'ours bound noble'],
    ]);
  });

  it('drop samples beside which the machine was slowed, and count all where hardly any was not', () => {
    const sample = (ms: number, gauge: number) => ({ ms, gauge });
    const quiet = [sample(5, 1), sample(7, 1.05), sample(6, 1.1)];
    const slowed = [sample(90, 1.2), sample(80, 2), sample(70, 3), sample(60, 1.11)];
    expect(undisturbed([...slowed, ...quiet], 1)).toEqual(quiet);
    expect(medianOf([...slowed, ...quiet], 1)).toBe(6);
    expect(medianOf([...slowed, ...quiet.slice(1)], 1)).toBe(70);
  });
});
