import { lent } from './lent.ts';

const stepMs = 20;

/** Asks `test` again and again until it gives something or so many milliseconds have passed. Gives the last answer. */
export const poll = async <T>(test: () => T, ms: number, signal: AbortSignal): Promise<T> => {
  const end = performance.now() + ms;
  for (;;) {
    const value = test();
    if (value || signal.aborted || performance.now() >= end) return value;
    await lent.wait(stepMs, signal);
  }
};
