import { useLayoutEffect } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { answerWaiting } from '../../bridge/windows-there.ts';

/** What the person is about to use stands there, and has the focus. */
let ready = false;

/** Tells the popup, in which the person has unlocked, when the keys may come: not before the page is kept from them. */
export const useWaiting = (): void => {
  useLayoutEffect(() => {
    const stop = new AbortController();
    const give = async (): Promise<'soon' | 'ready'> => {
      if (!ready) return 'soon';
      await callBackground('frame.focus', { since: Date.now(), writes: false }).catch(() => undefined);
      return 'ready';
    };
    answerWaiting(give, stop.signal);
    return () => stop.abort();
  }, []);
};

/** For what takes the focus as it appears. */
export const useAwaited = (): void => {
  useLayoutEffect(() => {
    ready = true;
    return () => {
      ready = false;
    };
  }, []);
};
