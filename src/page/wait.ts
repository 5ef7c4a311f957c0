/** Resolves after `ms`, at once where the signal ends first. */
export const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });

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
    await wait(times.stepMs, signal);
  }
};
