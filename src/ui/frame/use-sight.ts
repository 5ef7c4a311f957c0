import { useEffect } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { t } from '../words.ts';
import { watchSight } from './watch-sight.ts';

/**
 * A window of which the page covers any part shows nothing: our security words would stand around what is the page's.
 * Nothing but how it is drawn changes: the text, the caret and the focus stay. Under another window of ours it says so.
 */
export const useSight = (): void => {
  useEffect(() => {
    const stop = new AbortController();
    const { documentElement } = document;
    const say = (isUnder: boolean): void => {
      // It may be in sight again by now.
      if (isUnder && documentElement.hasAttribute('data-covered'))
        documentElement.setAttribute('data-under', t('frame_under'));
      else documentElement.removeAttribute('data-under');
    };
    const onChange = (shown: boolean): void => {
      documentElement.toggleAttribute('data-covered', !shown);
      if (shown) say(false);
    };
    // Where nobody answers, the page is on its way out.
    const onCovered = (): void => void callBackground('frame.covered', {}).then(say, () => undefined);
    void watchSight({ onChange, onCovered }, stop.signal);
    return () => stop.abort();
  }, []);
};
