import { describe, expect, it } from 'vitest';
import { compareClasses, largestT, welch } from '../../../scripts/bench/welch.ts';

/** Numbers that look random and are the same on every run. */
function noise(count: number, seed: number): number[] {
  let x = seed;
  return Array.from({ length: count }, () => {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    return x / 2 ** 32;
  });
}

describe('the test for equal timing', () => {
  it('gives Welch’s t: two samples whose t is known', () => {
    expect(welch([1, 2, 3, 4], [2, 3, 4, 5])).toBeCloseTo(-1.0954, 4);
    expect(welch([1, 2, 3], [10, 20, 30, 40])).toBeCloseTo(-23 / Math.sqrt(42), 10);
    expect(welch([5, 5, 5], [5, 5, 5])).toBe(0);
  });

  it('sees no difference between two samples of one kind', () => {
    expect(Math.abs(largestT(noise(50_000, 1), noise(50_000, 99)))).toBeLessThan(4.5);
  });

  it('sees a small shift, and sees it behind outliers that are far larger', () => {
    const shifted = noise(50_000, 99).map((value) => value + 0.03);
    expect(Math.abs(largestT(noise(50_000, 1), shifted))).toBeGreaterThan(10);
    const interrupted = (values: number[]) => values.map((value, i) => (i % 200 === 7 ? value * 10_000 : value));
    expect(Math.abs(largestT(interrupted(noise(50_000, 1)), interrupted(shifted)))).toBeGreaterThan(10);
  });

  it('sees classes that do not overlap at all', () => {
    expect(
      Math.abs(
        largestT(
          noise(1000, 1),
          noise(1000, 2).map((value) => value + 5),
        ),
      ),
    ).toBe(Number.POSITIVE_INFINITY);
  });

  it('catches code that works longer for one of two inputs', () => {
    let rounds = 0;
    let sum = 0;
    const planted = {
      prepare: (which: 0 | 1) => {
        rounds = which === 0 ? 10 : 3000;
      },
      run: () => {
        for (let i = 0; i < rounds; i++) sum = (sum * 31 + i) | 0;
      },
    };
    expect(Math.abs(compareClasses(planted, 3000))).toBeGreaterThan(10);
    expect(Number.isInteger(sum)).toBe(true);
  });
});
