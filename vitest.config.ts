import { defineConfig } from 'vitest/config';

/** They measure times, or say what happens on a machine that is not busy. */
const alone = ['tests/browser/vault/wrong-passphrases.test.ts', 'tests/browser/first-press.test.ts'];

/** What a loaded machine may take for anything that is waited for. Milliseconds. */
const expectWithin = { poll: { timeout: 20_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/vectors/**/*.test.ts', 'tests/attacks/*.test.ts'],
          testTimeout: 60_000,
          // Left to itself it leaves one core to others.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts', 'tests/attacks/page/**/*.test.ts', 'tests/editors/*.test.ts'],
          exclude: alone,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: expectWithin,
          // Two browsers on two cores: each waits much of its time. A third saves a minute and makes clocks run late.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser alone',
          include: alone,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: expectWithin,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'windows',
          include: ['tests/windows/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          expect: expectWithin,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'webmail',
          include: ['tests/webmail/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          expect: expectWithin,
          fileParallelism: false,
        },
      },
    ],
  },
});
