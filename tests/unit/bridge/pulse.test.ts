import { describe, expect, it } from 'vitest';
import { makePulseRecord } from '../../../src/bridge/pulse.ts';

const start = () => {
  let at = 0;
  const record = makePulseRecord(() => at);
  /** Ticks after each of these many milliseconds. */
  const tick = (...gaps: readonly number[]): void => {
    for (const gap of gaps) {
      at += gap;
      record.beat();
    }
  };
  return { record, tick, pass: (ms: number) => (at += ms) };
};

describe('the pulse of a page', () => {
  it('is even while ticks come as they should, late ones too', () => {
    const { record, tick } = start();
    expect(record.even()).toBe(true);
    tick(50, 100, 250, 100);
    expect(record.even()).toBe(true);
  });

  it('is not for a second after a gap', () => {
    const { record, tick } = start();
    tick(251);
    for (let ms = 0; ms < 1_000; ms += 100) {
      expect(record.even()).toBe(false);
      tick(100);
    }
    expect(record.even()).toBe(true);
  });

  it('is not during one, before any tick ends it', () => {
    const { record, pass } = start();
    pass(251);
    expect([record.even(), record.heard()]).toEqual([false, true]);
    pass(250);
    expect(record.heard()).toBe(false);
  });

  it('is heard again with the first tick', () => {
    const { record, tick } = start();
    tick(3_000);
    expect([record.even(), record.heard()]).toEqual([false, true]);
  });
});
