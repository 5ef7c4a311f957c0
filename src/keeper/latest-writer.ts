/** Writes by key, one after the other; of those that wait for their turn only the last is written. */
export interface LatestWriter<T> {
  /** Resolves once this value, or a later one of the same key, is written. Rejects where that failed. */
  readonly put: (key: string, value: T) => Promise<void>;
  /** Resolves when nothing is under way any more. */
  readonly settled: () => Promise<void>;
}

interface Waiting<T> {
  value: T;
  readonly written: Promise<void>;
}

/** A writer may say a hundred things while the disk takes one: the disk is asked for the first and the last. */
export const makeLatestWriter = <T>(write: (key: string, value: T) => Promise<void>): LatestWriter<T> => {
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Waiting<T>>();
  const start = (key: string, value: T): Promise<void> => {
    const written = write(key, value).finally(() => {
      if (running.get(key) === written) running.delete(key);
    });
    running.set(key, written);
    return written;
  };
  const startNext = (key: string): Promise<void> => {
    const next = waiting.get(key) as Waiting<T>;
    waiting.delete(key);
    return start(key, next.value);
  };
  return {
    put: (key, value) => {
      const next = waiting.get(key);
      if (next) {
        next.value = value;
        return next.written;
      }
      const before = running.get(key);
      if (!before) return start(key, value);
      const written = before.catch(() => undefined).then(() => startNext(key));
      waiting.set(key, { value, written });
      return written;
    },
    settled: async () => {
      while (running.size + waiting.size > 0)
        await Promise.allSettled([...running.values(), ...[...waiting.values()].map(({ written }) => written)]);
    },
  };
};
