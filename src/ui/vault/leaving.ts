import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';

/** Milliseconds: no disk may keep a page, and what was typed in it, much longer than its vault. */
const patience = 2_000;

/** Is told of work that cleans up after itself once its view goes. */
type Finish = (work: Promise<unknown>) => void;

const Finishing = createContext<Finish>(() => undefined);
export const FinishingProvider = Finishing.Provider;

/** For work that must not be cut off by a page that starts again. */
export const useFinishing = (): Finish => useContext(Finishing);

/** Lets the page start again, once `leaving`, when the work it was told of is done or has had its time. Gives the function to tell it. */
export const useAnew = (leaving: boolean): Finish => {
  const pending = useRef(new Set<Promise<unknown>>());
  useEffect(() => {
    if (!leaving) return;
    const done = Promise.allSettled([...pending.current]);
    const late = new Promise((resolve) => setTimeout(resolve, patience));
    void Promise.race([done, late]).then(() => location.reload());
  }, [leaving]);
  const finish = useRef<Finish>((work) => {
    pending.current.add(work);
    void work.finally(() => pending.current.delete(work)).catch(() => undefined);
  });
  return finish.current;
};
