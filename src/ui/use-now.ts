import { useEffect, useState } from 'preact/hooks';

/** The time, renewed every second while the view is shown. Milliseconds since 1970. */
export const useNow = (): number => {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return Date.now();
};
