import { describe, expect, test } from 'vitest';
import { makeVisibilityRecord, steadyMs } from '../../../src/ui/frame/visibility-record.ts';

const setUp = (count: number) => {
  let time = 1000;
  const record = makeVisibilityRecord(count, () => time);
  return { ...record, pass: (ms: number) => (time += ms) };
};

describe('visibility record', () => {
  test('begins hidden, however much time passes', () => {
    const { state, pass } = setUp(1);
    pass(10_000);
    expect(state()).toBe('hidden');
  });

  test('becomes steady only after half a second without a break', () => {
    const { note, state, pass } = setUp(1);
    note(0, true);
    pass(steadyMs - 1);
    expect(state()).toBe('young');
    pass(1);
    expect(state()).toBe('steady');
  });

  test('a single moment of cover starts the half second again', () => {
    const { note, state, pass } = setUp(1);
    note(0, true);
    pass(steadyMs);
    note(0, false);
    expect(state()).toBe('hidden');
    note(0, true);
    expect(state()).toBe('young');
  });

  test('every watched part must be visible', () => {
    const { note, state, pass } = setUp(2);
    note(0, true);
    pass(steadyMs);
    expect(state()).toBe('hidden');
    note(1, true);
    expect(state()).toBe('young');
    pass(steadyMs);
    expect(state()).toBe('steady');
    note(0, false);
    expect(state()).toBe('hidden');
  });

  test('to hear twice that all is visible does not start the half second again', () => {
    const { note, state, pass } = setUp(1);
    note(0, true);
    pass(steadyMs);
    note(0, true);
    expect(state()).toBe('steady');
  });
});
