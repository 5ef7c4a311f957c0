import { useLayoutEffect } from 'preact/hooks';
import { type Loaded, useLoaded } from './use-loaded.ts';

/** A value that is asked for again each time `watch` tells of a change. `load` and `watch` are taken as they are at first. */
export const useWatched = <T>(
  load: () => Promise<T>,
  watch: (tell: () => void, signal: AbortSignal) => void,
): Loaded<T> => {
  const loaded = useLoaded(load, []);
  useLayoutEffect(() => {
    const stop = new AbortController();
    watch(loaded.reload, stop.signal);
    return () => stop.abort();
  }, []);
  return loaded;
};
