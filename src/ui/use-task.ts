import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { waitOf } from './words.ts';

export interface Task<A extends readonly unknown[]> {
  /** Starts the work, unless it is under way. Never rejects: what it throws stands in `error`. */
  readonly run: (...args: A) => Promise<void>;
  readonly busy: boolean;
  /** What the last run threw; undefined when it went well. */
  readonly error: unknown;
  /** Something was changed since: what was wrong may not be wrong any more. A wait that was imposed goes on. */
  readonly clear: () => void;
}

/** Work that a click starts: one at a time, with its state for the view. */
export const useTask = <A extends readonly unknown[]>(work: (...args: A) => Promise<void>): Task<A> => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const running = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback(async (...args: A): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(undefined);
    try {
      await latest.current(...args);
    } catch (cause) {
      if (mounted.current) setError(cause);
    } finally {
      running.current = false;
      if (mounted.current) setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError((last: unknown) => (waitOf(last) === undefined ? undefined : last)), []);
  return { run, busy, error, clear };
};
