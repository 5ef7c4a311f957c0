import { lent } from './lent.ts';

const stepMs = 20;

/** Asks `test` again and again until it gives a value or so many milliseconds have passed. */
export const poll = async <T>(test: () => T | undefined, ms: number, signal: AbortSignal): Promise<T | undefined> => {
  const end = performance.now() + ms;
  for (;;) {
    const value = test();
    if (value !== undefined || signal.aborted || performance.now() >= end) return value;
    await lent.wait(stepMs, signal);
  }
};
