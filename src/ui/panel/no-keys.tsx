import { useLayoutEffect, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { t } from '../words.ts';

/** The first place to write in: the passphrase, or the text. */
const firstField = (): HTMLElement | null =>
  document.querySelector('main form input:not([type="radio"]), main form textarea, main textarea');

/** Until the browser has given the keys to a panel that it opens. Milliseconds. */
const patience = 400;
/** The press that brings the keys is to meet what it was meant for. Milliseconds. */
const pressMs = 400;

/** Has the panel been asked for and got no keys since? `round` counts the requests. The page gets none meanwhile. */
const useNoKeys = (round: number): boolean => {
  const [missing, setMissing] = useState(false);
  useLayoutEffect(() => {
    const stop = new AbortController();
    let timer = setTimeout(() => setMissing(!document.hasFocus()), patience);
    const came = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setMissing(false), pressMs);
    };
    addEventListener('focus', came, { signal: stop.signal });
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [round]);
  return missing;
};

/** F6 leads from here to the page, without pointing at it. */
const useWayBack = (): void => {
  useLayoutEffect(() => {
    const stop = new AbortController();
    const pressed = ({ key }: KeyboardEvent): void => {
      if (key === 'F6') void callBackground('panel.left', {}).catch(() => undefined);
    };
    addEventListener('keydown', pressed, { signal: stop.signal });
    return () => stop.abort();
  }, []);
};

/** Says so when what is typed would go nowhere. */
export const NoKeys = ({ round }: { readonly round: number }) => {
  const missing = useNoKeys(round);
  useWayBack();
  return (
    <div role="status">
      {missing && (
        <button type="button" class="no-keys" data-testid="panel-no-keys" onClick={() => firstField()?.focus()}>
          {t('panel_no_keys')}
        </button>
      )}
    </div>
  );
};
