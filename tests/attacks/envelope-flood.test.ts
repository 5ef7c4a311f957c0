import { describe, expect, it } from 'vitest';
import { armor, findArmored, mayHoldArmor, parseArmor } from '../../src/bytes/armor.ts';

const REAL = armor(
  'message',
  Uint8Array.from({ length: 400 }, (_, i) => i % 251),
);

/** The processor's time for the cheapest of a few runs, in microseconds: what else the machine does is not in it. */
function costOf(run: () => unknown): number {
  const costs = Array.from({ length: 5 }, () => {
    const start = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(start);
    return user + system;
  });
  return Math.min(...costs);
}

const FLOODS: Readonly<Record<string, (count: number) => string>> = {
  'bare prefixes': (count) => 'FSEAL1m'.repeat(count),
  'prefixes that claim ten megabytes': (count) => 'FSEAL1mhyz0 '.repeat(count),
  'prefixes that claim all that follows': (count) => `FSEAL1m0${'z'.repeat(30)}`.repeat(count),
  'prefixes that claim a little more than there is': (count) => `FSEAL1m00Z0${'z'.repeat(50)}`.repeat(count),
  'letters of the prefix far apart': (count) => 'F  \u200b > '.repeat(count),
  'prefixes stretched by blanks': (count) => `F${' '.repeat(20)}S${' '.repeat(20)}EAL`.repeat(count),
  'later versions': (count) => `FSEAL7${'q'.repeat(30)} `.repeat(count),
  'lower case': (count) => `fseal1m${'q'.repeat(30)} `.repeat(count),
};

describe('a page full of false sealed texts', () => {
  it.each(Object.keys(FLOODS))('costs time in proportion to its length: %s', (name) => {
    const flood = FLOODS[name]!;
    const [some, many] = [10_000, 60_000].map((count) => costOf(() => findArmored(flood(count))));
    // Six times the text; quadratic work would take 36 times as long.
    expect(many! / Math.max(some!, 1000)).toBeLessThan(20);
  });

  it.each(Object.keys(FLOODS))('does not hide the real one behind it: %s', (name) => {
    const text = `${FLOODS[name]!(10_000)}. ${REAL} and more`;
    expect(
      findArmored(text)
        .filter((one) => !one.problem)
        .map((one) => one.text),
    ).toEqual([REAL]);
    expect(mayHoldArmor(text)).toBe(true);
  });

  it('refuses ten megabytes of garbage with a typed error', () => {
    const garbage = {
      letters: 'FSeal1m'.repeat(1_500_000),
      blanks: ' '.repeat(10 * 2 ** 20),
      same: 'F'.repeat(10 * 2 ** 20),
    };
    for (const text of Object.values(garbage)) {
      expect(() => parseArmor(text)).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(not-sealed-text|truncated|damaged)$/) }),
      );
    }
  });

  it('refuses more than twenty megabytes without a look', () => {
    expect(() => parseArmor('FSEAL1m'.repeat(3_000_000))).toThrow(expect.objectContaining({ code: 'too-large' }));
  });
});
