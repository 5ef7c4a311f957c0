import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Stood } from '../../../src/page/mount/stood.ts';

const at = (left: number) => ({ left, top: 0, right: left + 100, bottom: 100 });
const here = { x: 50, y: 50 };
const there = { x: 550, y: 50 };

let paint: (() => void)[] = [];
const stands = (): Stood => new Stood((then) => paint.push(then));
/** The picture with the last change is on the screen. */
const painted = (now: number): void => {
  vi.spyOn(performance, 'now').mockReturnValue(now);
  for (const then of paint.splice(0)) then();
};

beforeEach(() => {
  paint = [];
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('a window stands where it is, and where it was until a second ago', () => {
  const stood = stands();
  stood.note(at(0), 0);
  stood.note(at(500), 1_000);
  painted(1_020);
  expect([stood.has(here, 1_900), stood.has(there, 1_900)]).toEqual([true, true]);
  expect([stood.has(here, 2_100), stood.has(there, 2_100)]).toEqual([false, true]);
  expect(stood.has({ x: 300, y: 50 }, 1_500)).toBe(false);
});

test('it is to be seen where it was until the page has let the browser paint', () => {
  const stood = stands();
  stood.note(at(0), 0);
  stood.note(at(500), 10);
  stood.note(at(500), 5_000);
  expect(stood.has(here, 5_000)).toBe(true);
  painted(5_010);
  expect([stood.has(here, 5_900), stood.has(here, 6_100)]).toEqual([true, false]);
});

test('a press that waited for the page is judged by when it was made', () => {
  const stood = stands();
  stood.note(at(0), 0);
  stood.note(at(500), 0);
  painted(10);
  stood.note(at(500), 3_000);
  expect(stood.has(here, 900)).toBe(true);
});

test('nobody presses what they have closed', () => {
  const stood = stands();
  stood.note(at(0), 0);
  stood.clear();
  expect(stood.has(here, 10)).toBe(false);
});
