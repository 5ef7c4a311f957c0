import { useEffect, useState } from 'preact/hooks';

/** The time, renewed every second while the view is shown. Milliseconds since 1970. */
export const useNow = (): number => {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
};
