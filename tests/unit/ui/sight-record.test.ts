import { describe, expect, test } from 'vitest';
import { clearMs, coveredMs, makeSightRecord } from '../../../src/ui/frame/sight-record.ts';

const setUp = () => {
  let time = 1000;
  const { note } = makeSightRecord(() => time);
  /** Looks every 50 ms, for so long. */
  const look = (ms: number, visible: boolean): boolean => {
    let shown = note(visible);
    for (let passed = 0; passed < ms; passed += 50) {
      time += 50;
      shown = note(visible);
    }
    return shown;
  };
  return { look, note, pass: (ms: number) => (time += ms) };
};

describe('what a window shows', () => {
  test('goes once something has lain over it for a while, not at once', () => {
    const { look } = setUp();
    expect(look(coveredMs - 50, false)).toBe(true);
    expect(look(50, false)).toBe(false);
  });

  test('comes back once nothing has for a while', () => {
    const { look } = setUp();
    look(coveredMs, false);
    expect(look(clearMs - 50, true)).toBe(false);
    expect(look(50, true)).toBe(true);
    expect(look(coveredMs - 50, false)).toBe(true);
  });

  test('goes for a cover that comes and goes, however short each time is', () => {
    const { look } = setUp();
    const turns = Array.from({ length: 8 }, () => look(100, false) && look(100, true));
    expect(turns).toContain(false);
  });

  test('stays where now and then something passes over it', () => {
    const { look } = setUp();
    for (let turn = 0; turn < 20; turn++) {
      expect(look(100, false)).toBe(true);
      expect(look(1_000, true)).toBe(true);
    }
  });

  test('time in which nobody looked counts as what was seen before it', () => {
    const { note, pass } = setUp();
    note(true);
    pass(10_000);
    expect(note(false)).toBe(true);
    pass(coveredMs);
    expect(note(true)).toBe(false);
  });
});
