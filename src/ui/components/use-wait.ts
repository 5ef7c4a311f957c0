import { useEffect, useMemo, useState } from 'preact/hooks';
import { waitOf } from '../words.ts';

/** How long nothing is tried after an error, counted down: seconds that are left; undefined where one need not wait. */
export const useWait = (error: unknown): number | undefined => {
  const seconds = waitOf(error);
  const until = useMemo(() => (seconds === undefined ? undefined : Date.now() + 1000 * seconds), [error]);
  const [, setTick] = useState(0);
  useEffect(() => {
    if (until === undefined) return;
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - Date.now()) / 1000));
};
