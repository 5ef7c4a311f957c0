import { useEffect } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { watchSight } from './watch-sight.ts';

/**
 * A window of which the page covers any part shows nothing: our security words would stand around what is the page's.
 * Nothing but how it is drawn changes: the text, the caret and the focus stay.
 */
export const useSight = (): void => {
  useEffect(() => {
    const stop = new AbortController();
    const { documentElement } = document;
    const onChange = (shown: boolean): void => void documentElement.toggleAttribute('data-covered', !shown);
    // Where nobody answers, the page is on its way out.
    const onCovered = (): void => void callBackground('frame.covered', {}).catch(() => undefined);
    void watchSight({ onChange, onCovered }, stop.signal);
    return () => stop.abort();
  }, []);
};
