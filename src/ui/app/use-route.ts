import { useLayoutEffect, useState } from 'preact/hooks';
import type { Route } from './route.ts';
import { parseRoute } from './route.ts';

/** The route of the address, followed as it changes. */
export const useRoute = (): Route => {
  const [route, setRoute] = useState<Route>(parseRoute(location.hash));
  useLayoutEffect(() => {
    const stop = new AbortController();
    addEventListener('hashchange', () => setRoute(parseRoute(location.hash)), { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return route;
};
