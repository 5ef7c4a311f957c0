import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Excerpts } from '../../../src/page/badge/excerpts.ts';
import { clipTo, spotFor } from '../../../src/page/badge/spot.ts';
import type { FoundText } from '../../../src/page/detect/registry.ts';
import { composerBox, freeBox, overlap, partsFor, readerBox } from '../../../src/page/mount/frame-box.ts';

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

  it('of a reader that would lie over the composer is the nearest one beside it, or none', () => {
    const viewport = { width: 1000, height: 800 };
    const wanted = { left: 40, top: 100, width: 440, height: 360 };
    const room = (other: ReturnType<typeof box>) => freeBox(wanted, other, viewport);
    expect(room(box(500, 100, 980, 500))).toEqual(wanted);
    expect(room(box(20, 300, 500, 700))).toEqual({ ...wanted, left: 516 });
    expect(room(box(40, 440, 980, 780))).toEqual({ ...wanted, top: 64 });
    // A little smaller there, and not so small that one cannot read in it.
    expect(room(box(20, 300, 600, 700))).toEqual({ ...wanted, left: 616, width: 376 });
    expect(room(box(20, 300, 900, 700))).toEqual({ ...wanted, top: 8, height: 276 });
    expect(room(box(20, 260, 900, 700))).toBeUndefined();
    fc.assert(
      fc.property(any, any, viewports, (token, other, window) => {
        const box = readerBox(token, 0, window);
        const free = freeBox(box, other, window);
        const edges = free && { ...free, right: free.left + free.width, bottom: free.top + free.height };
        expect(edges === undefined || !overlap(edges, other)).toBe(true);
        expect(free === undefined || (free.width <= box.width && free.height <= box.height)).toBe(true);
        expect(edges === undefined || (edges.right <= window.width && edges.bottom <= window.height)).toBe(true);
      }),
    );
  });

  it('of a composer and of a reader are apart wherever there is room for both', () => {
    const edgesOf = ({ left, top, width, height }: ReturnType<typeof readerBox>) =>
      box(left, top, left + width, top + height);
    fc.assert(
      fc.property(any, any, fc.nat(4000), viewports, (field, token, letters, viewport) => {
        const [over, beside] = [composerBox(field, true, viewport), readerBox(token, letters, viewport)];
        const parts = partsFor(over, beside, viewport);
        const composer = composerBox({ ...field, ...(parts && { within: parts.composer }) }, true, viewport);
        const reader = parts
          ? readerBox({ ...token, within: parts.reader }, letters, viewport)
          : freeBox(beside, edgesOf(composer), viewport);
        const isRoomy = viewport.width >= 612 || viewport.height >= 632;
        if (isRoomy && viewport.height >= 256) expect(reader).toBeDefined();
        if (!reader) return;
        expect(overlap(edgesOf(composer), edgesOf(reader))).toBe(false);
        expect([reader.width >= 280, reader.height >= Math.min(224, beside.height)]).toEqual([true, true]);
        expect([composer.width >= 280, composer.height >= Math.min(360, viewport.height - 16)]).toEqual([true, true]);
      }),
    );
  });

  it('of a composer over a wide field leaves the reader a part of the window beside it', () => {
    const viewport = { width: 1280, height: 720 };
    const [field, token] = [box(8, 200, 1264, 320), box(8, 100, 700, 120)];
    const parts = partsFor(composerBox(field, true, viewport), readerBox(token, 200, viewport), viewport);
    expect(parts).toEqual({ composer: box(8, 8, 816, 712), reader: box(832, 8, 1272, 712) });
    expect(
      partsFor(composerBox(field, true, viewport), readerBox(token, 200, viewport), { width: 400, height: 600 }),
    ).toBe(undefined);
  });
});

describe('the place of a badge', () => {
  const area = box(0, 0, 1000, 800);
  const alone = { bottom: 120, pitch: 20 };

  it('is over the first letters of the token, as high as their line, and no higher than the lines are apart', () => {
    expect(spotFor(box(40, 100, 700, 120), area, alone)).toEqual({
      ...{ left: 40, top: 100, width: 136, height: 20, line: 20, narrow: false },
    });
    expect(spotFor(box(40, 100, 700, 120), area, { ...alone, pitch: 14 })).toMatchObject({
      top: 103,
      height: 14,
      line: 14,
    });
    expect(spotFor(box(40, 100, 700, 140), area, { bottom: 140, pitch: 40 })).toMatchObject({ top: 108, height: 24 });
  });

  it('is large enough for a finger where more lines of the token follow', () => {
    expect(spotFor(box(40, 100, 700, 115), area, { bottom: 400, pitch: 15 })).toMatchObject({
      ...{ top: 100, height: 24, line: 15 },
    });
    expect(spotFor(box(40, 785, 700, 799), area, { bottom: 1_400, pitch: 15 })).toMatchObject({ top: 785, height: 15 });
  });

  it('is nowhere where that line is cut off or scrolled away', () => {
    expect(spotFor(box(40, 900, 700, 920), area, alone)).toBeUndefined();
    expect(spotFor(box(40, 100, 700, 120), clipTo(area, [box(0, 200, 1000, 400)]), alone)).toBeUndefined();
    expect(spotFor(box(40, 100, 40, 120), area, alone)).toBeUndefined();
  });

  it('is narrow where the line is, and covers nothing beside it', () => {
    expect(spotFor(box(40, 100, 120, 120), area, alone)).toMatchObject({ narrow: true, width: 24 });
    expect(spotFor(box(40, 100, 52, 120), area, alone)).toMatchObject({ narrow: true, width: 12 });
    expect(spotFor(box(-600, 100, 40, 120), area, alone)).toMatchObject({ left: 0, narrow: true, width: 24 });
  });
});

describe('excerpts', () => {
  const token = `FSEAL1m${'0aZ9'.repeat(40)}`;
  const found = (part: Partial<FoundText>): FoundText => ({ token, nodes: [], startOffset: 0, endOffset: 1, ...part });
  const whole = found({ kind: 'message' });
  const cut = (length: number) => found({ token: token.slice(0, length), problem: 'truncated' });

  it('are cut copies of a text that is there whole, and of no other', () => {
    const excerpts = new Excerpts();
    expect([...excerpts.wholesOf(cut(60))]).toEqual([]);
    excerpts.add(whole);
    for (const length of [12, 20, 60, 150]) expect([...excerpts.wholesOf(cut(length))]).toEqual([whole]);
    // What the site wrote behind it may count as some of it.
    expect([...excerpts.wholesOf(found({ token: `${token.slice(0, 40)}more`, problem: 'truncated' }))]).toEqual([
      whole,
    ]);
    expect([...excerpts.wholesOf(found({ token: `FSEAL1m${'b'.repeat(60)}`, problem: 'truncated' }))]).toEqual([]);
    expect([...excerpts.wholesOf(found({ kind: 'message', shown: token.slice(0, 60) }))]).toEqual([whole]);
    expect([...excerpts.wholesOf(whole)]).toEqual([]);
    excerpts.remove(whole);
    expect([...excerpts.wholesOf(cut(60))]).toEqual([]);
  });
});
