import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import type { Visibility } from './visibility-record.ts';
import { seeNow, watchVisibility } from './watch-visibility.ts';

/** Why a press does not count. */
export type Refusal = 'not-trusted' | 'covered' | 'too-soon';

export interface Consent {
  /** Whether a press would count now, as far as this frame can see. */
  readonly armed: boolean;
  /** Judges a press. Undefined = it counts. */
  readonly judge: (press: Event) => Promise<Refusal | undefined>;
}

/**
 * The gate in front of everything that a page could trick a person into: a real press, on a window that was in plain
 * sight for half a second, at its full size. The last the frame cannot see itself (`html{zoom}`), so the content script
 * measures it.
 */
export const useConsent = (parts: readonly RefObject<Element | null>[]): Consent => {
  const [armed, setArmed] = useState(false);
  const look = useRef<() => Visibility>(() => 'hidden');
  const elementsNow = () => parts.map(({ current }) => current).filter((element) => element !== null);
  useEffect(() => {
    const stop = new AbortController();
    const elements = elementsNow();
    if (elements.length === parts.length) {
      look.current = watchVisibility(elements, (state) => setArmed(state === 'steady'), stop.signal);
    }
    return () => stop.abort();
  }, []);
  const judge = useCallback(async (press: Event): Promise<Refusal | undefined> => {
    if (!press.isTrusted) return 'not-trusted';
    const state = look.current();
    if (state !== 'steady') return state === 'hidden' ? 'covered' : 'too-soon';
    const [{ sight }, seen] = await Promise.all([
      callBackground('frame.check', { width: innerWidth, height: innerHeight }),
      seeNow(elementsNow()),
    ]);
    if (sight === 'moving') return 'too-soon';
    return sight === 'clear' && seen && look.current() === 'steady' ? undefined : 'covered';
  }, []);
  return { armed, judge };
};
