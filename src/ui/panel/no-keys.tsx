import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { tabUnderView, watchTabInFront } from '../../bridge/tab-in-front.ts';
import { t } from '../words.ts';

/** The first place to write in: the passphrase, or the text. */
const firstField = (): HTMLElement | null =>
  document.querySelector(
    'main form input:not([type="radio"]), main form textarea, main textarea:not([readonly]), main textarea',
  );

type Want = 'nothing' | 'unlock' | 'write';

/** What a person would type here now. */
const wanted = (): Want => {
  const field = firstField();
  // A sealed text is there to be copied.
  if (!field || (field instanceof HTMLTextAreaElement && field.readOnly)) return 'nothing';
  return field.closest('.unlock') ? 'unlock' : 'write';
};

/** Where one wrote last, else where one would begin to. */
const placeToWrite = (): HTMLElement | null => {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement.matches('main input, main textarea')
    ? activeElement
    : firstField();
};

/** Until the browser has given the keys to a panel that it opens. Milliseconds. */
const patience = 400;
/** The press that brings the keys is to meet what it was meant for. Milliseconds. */
const pressMs = 400;

/** Says who has the keys now. Where the panel is the document of a tab, as in a window of its own, nothing is beside it. */
const tell = async (has: boolean): Promise<void> => {
  const at = Date.now();
  const tab = await tabUnderView();
  if (tab) await callBackground('panel.keys', { has, at, tab });
};

const useTelling = (): void => {
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const say = (): void => void tell(document.hasFocus()).catch(() => undefined);
    const came = (): void => {
      if (document.hasFocus()) say();
    };
    addEventListener('focus', say, { signal });
    addEventListener('blur', say, { signal });
    // What comes to the front beside it knows nothing of it yet.
    watchTabInFront(came, signal);
    came();
    return () => stop.abort();
  }, []);
};

/** Has a panel that was wanted, or had the keys, none now? `round` counts how often. The page gets none meanwhile. */
const useNoKeys = (round: number, away: { readonly current: boolean }): boolean => {
  const [missing, setMissing] = useState(false);
  useLayoutEffect(() => {
    const stop = new AbortController();
    let timer = setTimeout(() => setMissing(!document.hasFocus()), patience);
    const came = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setMissing(false), pressMs);
    };
    const lost = (): void => {
      clearTimeout(timer);
      setMissing(!away.current);
    };
    addEventListener('focus', came, { signal: stop.signal });
    addEventListener('blur', lost, { signal: stop.signal });
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [round]);
  return missing;
};

/** Looks again whenever something else is shown, as long as `on`. */
const useWanted = (on: boolean): Want => {
  const [want, setWant] = useState<Want>('nothing');
  useLayoutEffect(() => {
    if (!on) return;
    const look = (): void => setWant(wanted());
    look();
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [on]);
  return want;
};

/** By F6 the person goes from here to the page without pointing at it. Gives whether that was so. */
const useWayBack = (): { readonly current: boolean } => {
  const away = useRef(false);
  useLayoutEffect(() => {
    const stop = new AbortController();
    const pressed = ({ key }: KeyboardEvent): void => {
      away.current = key === 'F6';
      if (away.current) void callBackground('panel.left', {}).catch(() => undefined);
    };
    addEventListener('keydown', pressed, { signal: stop.signal });
    addEventListener('focus', () => Object.assign(away, { current: false }), { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return away;
};

/** Says so when what is typed would go nowhere. */
export const NoKeys = ({ round }: { readonly round: number }) => {
  useTelling();
  const missing = useNoKeys(round, useWayBack());
  const want = useWanted(missing);
  return (
    <div role="status">
      {missing && want !== 'nothing' && (
        <button type="button" class="no-keys" data-testid="panel-no-keys" onClick={() => placeToWrite()?.focus()}>
          {want === 'unlock' ? t('panel_no_keys_unlock') : t('panel_no_keys')}
        </button>
      )}
    </div>
  );
};
