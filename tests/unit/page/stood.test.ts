import { expect, test } from 'vitest';
import { Stood } from '../../../src/page/mount/stood.ts';

const at = (left: number) => ({ left, top: 0, right: left + 100, bottom: 100 });

test('a window stands where it is, and where it was until a second ago', () => {
  const stood = new Stood();
  stood.note(at(0), 0);
  stood.note(at(500), 1_000);
  expect([stood.has({ x: 50, y: 50 }, 1_900), stood.has({ x: 550, y: 50 }, 1_900)]).toEqual([true, true]);
  stood.note(at(500), 2_100);
  expect([stood.has({ x: 50, y: 50 }, 2_100), stood.has({ x: 550, y: 50 }, 2_100)]).toEqual([false, true]);
  expect(stood.has({ x: 300, y: 50 }, 2_100)).toBe(false);
});

test('what nobody looked at while the page stood still was to be seen until it moved', () => {
  const stood = new Stood();
  stood.note(at(0), 0);
  stood.note(at(500), 5_000);
  expect(stood.has({ x: 50, y: 50 }, 5_200)).toBe(true);
});
