import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import type { Seen } from './use-seen.ts';
import type { Visibility } from './visibility-record.ts';
import { type Presses, watchPresses } from './watch-presses.ts';
import { seeNow, watchVisibility } from './watch-visibility.ts';

/** How often it is looked after whether a press would count. Milliseconds. */
const tellMs = 50;
/** A press that comes later than this was held up on its way. Milliseconds. */
const lateMs = 500;

/** Why a press does not count. */
export type Refusal = 'not-trusted' | 'covered' | 'too-soon' | 'recipients-unseen';

export interface Consent {
  /** Whether a press would count now, as far as this frame can see. */
  readonly armed: boolean;
  /** Judges a press. Undefined = it counts. */
  readonly judge: (press: Event) => Promise<Refusal | undefined>;
}

/** Where a press came down; keys press nowhere. */
const placeOf = (press: Event): { readonly x: number; readonly y: number } | undefined =>
  press instanceof PointerEvent && press.pointerType !== '' ? { x: press.clientX, y: press.clientY } : undefined;

/**
 * The gate in front of everything that a page could trick a person into: a real press that nothing was pressed just
 * before, on a window that had the keys and was in plain sight for half a second, at its place and its full size. The
 * last the frame cannot see itself (`html{zoom}`), so the content script measures it. `recipients`: who could read what
 * is sealed; before all of them have been in view nothing is armed.
 */
export const useConsent = (parts: readonly RefObject<Element | null>[], recipients?: Seen): Consent => {
  const [armed, setArmed] = useState(false);
  const look = useRef<() => Visibility>(() => 'hidden');
  const presses = useRef<Presses>(undefined);
  const elementsNow = () => parts.map(({ current }) => current).filter((element) => element !== null);
  useLayoutEffect(() => {
    const stop = new AbortController();
    const elements = elementsNow();
    const watched = watchPresses(stop.signal);
    presses.current = watched;
    const ready = (): boolean => look.current() === 'steady' && watched.calm() && !recipients?.missing();
    const tell = (): void => setArmed(ready());
    if (elements.length === parts.length) look.current = watchVisibility(elements, tell, stop.signal);
    const timer = setInterval(tell, tellMs);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, []);
  const judge = useCallback(async (press: Event): Promise<Refusal | undefined> => {
    if (!press.isTrusted) return 'not-trusted';
    const state = look.current();
    const calm = presses.current?.of(press);
    if (state !== 'steady') return state === 'hidden' ? 'covered' : 'too-soon';
    // It waited for the page's thread, perhaps: what was pressed is not what is seen now.
    if (!calm || performance.now() - press.timeStamp > lateMs) return 'too-soon';
    const [sight, seen] = await Promise.all([
      callBackground('frame.check', { width: innerWidth, height: innerHeight, place: placeOf(press) }),
      seeNow([...elementsNow(), document.documentElement]),
    ]);
    if (sight === 'moving') return 'too-soon';
    return sight === 'clear' && seen && look.current() === 'steady' ? undefined : 'covered';
  }, []);
  return { armed, judge };
};
