import { describe, expect, test } from 'vitest';
import { calmMs, makePressRecord } from '../../../src/ui/frame/press-record.ts';

const setUp = () => {
  let time = 1000;
  const record = makePressRecord(() => time);
  record.focus(true);
  return { ...record, pass: (ms: number) => (time += ms) };
};

describe('a press', () => {
  test('is calm once the window has had the keys for half a second', () => {
    const { press, pass } = setUp();
    pass(calmMs - 1);
    expect(press()).toBe(false);
    pass(calmMs);
    expect(press()).toBe(true);
  });

  test('is not calm while others come one after the other, however long', () => {
    const { press, pass } = setUp();
    pass(calmMs);
    expect(press()).toBe(true);
    for (let times = 0; times < 20; times++) {
      pass(calmMs - 1);
      expect(press()).toBe(false);
    }
    pass(calmMs);
    expect(press()).toBe(true);
  });

  test('is not calm by a key that is held down', () => {
    const { press, pass } = setUp();
    pass(10_000);
    expect(press({ repeat: true })).toBe(false);
  });

  test('is not calm where the page has just had the keys, or the browser’s window was moved', () => {
    const { press, focus, shift, pass } = setUp();
    pass(calmMs);
    focus(false);
    pass(calmMs);
    expect(press()).toBe(false);
    focus(true);
    pass(calmMs);
    expect(press()).toBe(true);
    pass(calmMs);
    shift();
    expect(press()).toBe(false);
  });
});
