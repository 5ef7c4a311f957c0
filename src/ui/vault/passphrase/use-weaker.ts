import { useCallback, useRef, useState } from 'preact/hooks';
import { errorCode } from '../../words.ts';

/** Whether a passphrase may be stretched by less than it should be. Asked only once the memory for more was not there. */
export interface Weaker {
  readonly asked: boolean;
  readonly agreed: boolean;
  readonly agree: (agreed: boolean) => void;
  /** Does the work with what was agreed to. Throws what the work throws. */
  readonly attempt: <T>(work: (weaker: boolean) => Promise<T>) => Promise<T>;
}

export const useWeaker = (): Weaker => {
  const [asked, setAsked] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const latest = useRef(agreed);
  latest.current = agreed;
  const attempt = useCallback(async <T>(work: (weaker: boolean) => Promise<T>): Promise<T> => {
    try {
      return await work(latest.current);
    } catch (error) {
      if (errorCode(error) === 'out-of-memory') setAsked(true);
      throw error;
    }
  }, []);
  return { asked, agreed, agree: setAgreed, attempt };
};
