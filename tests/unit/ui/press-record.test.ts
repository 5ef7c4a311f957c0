import { describe, expect, test } from 'vitest';
import { calmMs, makePressRecord } from '../../../src/ui/frame/press-record.ts';

const setUp = () => {
  let time = 1000;
  const record = makePressRecord(() => time);
  record.focus(true);
  return { ...record, pass: (ms: number) => (time += ms) };
};
/** The pointer at a place of a window whose corner is at `corner` on the screen. */
const at = (clientX: number, clientY: number, corner = 100, zoom = 1) => ({
  ...{ clientX, clientY },
  screenX: corner + clientX * zoom,
  screenY: corner + clientY * zoom,
});

describe('a press', () => {
  test('is calm once the window has had the keys for half a second', () => {
    const { press, pass } = setUp();
    pass(calmMs - 1);
    expect(press().calm).toBe(false);
    pass(calmMs);
    expect(press().calm).toBe(true);
  });

  test('is not calm while others come one after the other, however long', () => {
    const { press, pass } = setUp();
    pass(calmMs);
    expect(press().calm).toBe(true);
    for (let times = 0; times < 20; times++) {
      pass(calmMs - 1);
      expect(press().calm).toBe(false);
    }
    pass(calmMs);
    expect(press().calm).toBe(true);
  });

  test('is not calm by a key that is held down', () => {
    const { press, pass } = setUp();
    pass(10_000);
    expect(press({ repeat: true }).calm).toBe(false);
  });

  test('is not calm where the page has just had the keys, or the browser’s window was moved', () => {
    const { press, focus, shift, pass } = setUp();
    pass(calmMs);
    focus(false);
    pass(calmMs);
    expect(press().calm).toBe(false);
    focus(true);
    pass(calmMs);
    expect(press().calm).toBe(true);
    pass(calmMs);
    shift();
    expect(press().calm).toBe(false);
  });
});

describe('a press in a frame of others', () => {
  test('is still where the pointer came half a second before, at any zoom', () => {
    for (const zoom of [0.5, 1, 1.5]) {
      const { press, point, pass } = setUp();
      point(at(10, 10, 100, zoom));
      pass(200);
      point(at(200, 90, 100, zoom));
      pass(calmMs - 200);
      expect(press({ place: at(220, 95, 100, zoom) }).still(zoom)).toBe(true);
    }
  });

  test('is not where it has just come', () => {
    const { press, point, pass } = setUp();
    point(at(10, 10));
    pass(calmMs - 1);
    expect(press({ place: at(20, 20) }).still(1)).toBe(false);
    expect(
      setUp()
        .press({ place: at(20, 20) })
        .still(1),
    ).toBe(false);
  });

  test('is not where the window was put under the pointer, nor where it left and came back', () => {
    const { press, point, leave, pass } = setUp();
    point(at(10, 10));
    pass(calmMs);
    point(at(60, 60, 50));
    expect(press({ place: at(60, 60, 50) }).still(1)).toBe(false);
    pass(calmMs);
    expect(press({ place: at(61, 60, 50) }).still(1)).toBe(true);
    leave();
    point(at(61, 60, 50));
    expect(press({ place: at(61, 60, 50) }).still(1)).toBe(false);
  });

  test('by a key is still', () => {
    expect(setUp().press().still(1)).toBe(true);
  });
});
