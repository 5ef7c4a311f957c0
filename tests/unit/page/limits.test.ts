import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badgeState, helpOf } from '../../../src/page/badge/badge-state.ts';
import { makeWorkBudget } from '../../../src/page/detect/work-budget.ts';
import { shortenPath } from '../../../src/page/field/shorten-path.ts';
import { Limiter } from '../../../src/page/limiter.ts';

describe('the budget of work', () => {
  it('lets a burst through and then no more than its share of each second', () => {
    const steps = fc.array(fc.record({ wait: fc.nat(200), work: fc.integer({ min: 1, max: 40 }) }), { minLength: 50 });
    fc.assert(
      fc.property(steps, (all) => {
        const budget = makeWorkBudget({ msPerSecond: 60, burstMs: 100 });
        let now = 1_000;
        let spent = 0;
        for (const { wait, work } of all) {
          now += wait;
          if (budget.delay(now) > 0) continue;
          budget.spend(work, now);
          spent += work;
        }
        expect(spent).toBeLessThanOrEqual(100 + ((now - 1_000) * 60) / 1_000 + 40);
      }),
    );
  });

  it('says how long to wait, and after that there is some', () => {
    const budget = makeWorkBudget({ msPerSecond: 60, burstMs: 100 });
    budget.spend(160, 1_000);
    const delay = budget.delay(1_000);
    expect(delay).toBeGreaterThan(0);
    expect(budget.delay(1_000 + delay)).toBe(0);
  });
});

describe('the address in what a field is called', () => {
  it('is cut where it is too long, and two that only begin alike stay two', () => {
    const path = `/thread?${'a'.repeat(2_100)}`;
    const cut = [`${path}1`, `${path}2`].map((one) => shortenPath(one, 2_000));
    expect(new Set(cut).size).toBe(2);
    expect(cut.every((one) => one.length <= 2_000 && one.startsWith('/thread?aaa'))).toBe(true);
    expect(shortenPath('/thread?1', 9)).toBe('/thread?1');
  });
});

describe('a limiter', () => {
  it('allows so many within its time, and again after it', () => {
    const limiter = new Limiter(2, 5_000);
    expect([limiter.allow(0), limiter.allow(1_000), limiter.allow(2_000), limiter.allow(4_999)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(limiter.allow(5_000)).toBe(true);
  });
});

describe('what a badge says', () => {
  it('is neutral until it is known, and never more than the vault told', () => {
    expect(badgeState({ kind: 'message' }, undefined)).toBe('sealed');
    expect(badgeState({ kind: 'message' }, 'unknown')).toBe('locked');
    expect(badgeState({ kind: 'message' }, 'yours')).toBe('yours');
    expect(badgeState({ kind: 'message' }, 'for-you')).toBe('for_you');
    expect(badgeState({ kind: 'message' }, 'neither')).toBe('neither');
    expect(badgeState({ kind: 'card' }, undefined)).toBe('card');
  });

  it('is what is wrong, whatever else is known, and then there is help instead of opening', () => {
    for (const [problem, state] of [
      ['truncated', 'truncated'],
      ['damaged', 'damaged'],
      ['too-large', 'damaged'],
      ['newer-version', 'newer'],
    ] as const) {
      expect(badgeState({ kind: 'message', problem }, 'yours')).toBe(state);
      expect(helpOf(state)).toBe(`help_${state}`);
    }
    for (const state of ['sealed', 'yours', 'for_you', 'neither', 'locked', 'card'] as const)
      expect(helpOf(state)).toBeUndefined();
  });
});
