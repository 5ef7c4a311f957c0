import { useCallback, useLayoutEffect, useState } from 'preact/hooks';

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  /** Asks again; the old value stays until the new one is there. */
  readonly reload: () => void;
}

/** A value that a view asks for when it appears and whenever one of `inputs` changes. Late answers are dropped. */
export const useLoaded = <T>(load: () => Promise<T>, inputs: readonly unknown[]): Loaded<T> => {
  const [state, setState] = useState<{ value?: T; error?: unknown }>({});
  const [round, setRound] = useState(0);
  // Asked before the first paint, not after it: the person waits.
  useLayoutEffect(() => {
    let current = true;
    load().then(
      (value) => current && setState({ value }),
      (error) => current && setState((before) => ({ ...before, error })),
    );
    return () => {
      current = false;
    };
  }, [...inputs, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { value: state.value, error: state.error, reload };
};
