import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipTo, spotFor } from '../../../src/page/badge/spot.ts';
import { composerBox, readerBox } from '../../../src/page/mount/frame-box.ts';

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const any = fc
  .tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }), fc.nat(2000), fc.nat(2000))
  .map(([left, top, width, height]) => box(left, top, left + width, top + height));
const viewports = fc.record({
  width: fc.integer({ min: 320, max: 3000 }),
  height: fc.integer({ min: 240, max: 2000 }),
});

describe('the place of a frame', () => {
  it.each([
    ['composer', (...[anchor, n, viewport]: Parameters<typeof readerBox>) => composerBox(anchor, n % 2 > 0, viewport)],
    ['reader', readerBox],
  ] as const)('of a %s is always inside the window', (_name, boxFor) => {
    fc.assert(
      fc.property(any, fc.nat(4000), viewports, (anchor, n, viewport) => {
        const { left, top, width, height } = boxFor(anchor, n, viewport);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(viewport.width);
        expect(top + height).toBeLessThanOrEqual(viewport.height);
        expect(width).toBeGreaterThanOrEqual(280);
        expect(height).toBeGreaterThanOrEqual(180);
      }),
    );
  });

  it('covers the field it is for where there is room', () => {
    expect(composerBox(box(100, 100, 700, 500), false, { width: 1000, height: 800 })).toEqual({
      left: 100,
      top: 100,
      width: 600,
      height: 400,
    });
  });

  it('is of two heights for a reader, by how long the sealed text is', () => {
    const heights = new Set(
      Array.from(
        { length: 4_000 },
        (_, letters) => readerBox(box(0, 0, 10, 10), letters, { width: 1000, height: 2000 }).height,
      ),
    );
    expect([...heights]).toEqual([360, 520]);
  });

  it('is below the token, or above it where below there is no room', () => {
    const viewport = { width: 1000, height: 800 };
    expect(readerBox(box(50, 100, 300, 140), 200, viewport).top).toBeGreaterThan(140);
    const above = readerBox(box(50, 700, 300, 740), 200, viewport);
    expect(above.top + above.height).toBeLessThan(700);
  });
});

describe('the place of a badge', () => {
  const area = box(0, 0, 1000, 800);

  it('is over the first letters of the token, in the middle of the line', () => {
    expect(spotFor(box(40, 100, 700, 120), area, 900)).toEqual({ left: 40, top: 97, narrow: false });
  });

  it('is nowhere where that line is cut off or scrolled away', () => {
    expect(spotFor(box(40, 900, 700, 920), area, 900)).toBeUndefined();
    expect(spotFor(box(40, 100, 700, 120), clipTo(area, [box(0, 200, 1000, 400)]), 900)).toBeUndefined();
    expect(spotFor(box(40, 100, 40, 120), area, 900)).toBeUndefined();
  });

  it('is narrow where the text around it is', () => {
    expect(spotFor(box(40, 100, 100, 120), area, 120)).toMatchObject({ narrow: true });
  });
});
