import { lent } from './lent.ts';

/** Asks `test` every `stepMs` until it gives a value or `ms` have passed. */
export const poll = async <T>(
  test: () => T | undefined,
  times: { readonly ms: number; readonly stepMs: number },
  signal: AbortSignal,
): Promise<T | undefined> => {
  const end = performance.now() + times.ms;
  for (;;) {
    const value = test();
    if (value !== undefined || signal.aborted || performance.now() >= end) return value;
    await lent.wait(times.stepMs, signal);
  }
};
