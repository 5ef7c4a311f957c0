import { makePressRecord } from './press-record.ts';
import { isUnsettled } from './unsettled.ts';

/** How often it is asked where the browser's window is. Milliseconds. */
const shiftMs = 100;

export interface Presses {
  /** Was all calm before this press? */
  readonly of: (press: Event) => boolean;
  readonly calm: () => boolean;
}

const pressesByKey = ({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean => {
  if (key === 'Enter' && (ctrlKey || metaKey)) return true;
  return (key === 'Enter' || key === ' ') && target instanceof HTMLButtonElement;
};

/** As it was when the press began. */
const settled = (calm: boolean): boolean => calm && !isUnsettled();

/** Watches every press in this window, whatever it is on, and what the focus does meanwhile. */
export const watchPresses = (signal: AbortSignal): Presses => {
  const record = makePressRecord(() => performance.now());
  let begun: boolean | undefined;
  const options = { capture: true, passive: true, signal };
  const down = (): void => {
    begun = settled(record.press());
  };
  addEventListener('pointerdown', down, options);
  const keyed = (event: KeyboardEvent): void => {
    if (event.isTrusted && pressesByKey(event)) begun = settled(record.press({ repeat: event.repeat }));
  };
  addEventListener('keydown', keyed, options);
  addEventListener('focus', ({ target }) => target === window && record.focus(true), options);
  addEventListener('blur', ({ target }) => target === window && record.focus(false), options);
  if (document.hasFocus()) record.focus(true);
  let at = [screenX, screenY].join();
  const look = (): void => {
    const here = [screenX, screenY].join();
    if (here !== at) record.shift();
    at = here;
  };
  const timer = setInterval(look, shiftMs);
  signal.addEventListener('abort', () => clearInterval(timer));
  return {
    calm: () => record.calm() && !isUnsettled(),
    // Assistive technology may press without a key.
    of: () => {
      look();
      const verdict = begun ?? settled(record.press());
      begun = undefined;
      return verdict;
    },
  };
};
